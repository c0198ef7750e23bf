// The wavelength of every pair as a figure: all scalings over each other, the length and the trained length as lines, and
// which pairs were kept, blended or divided as grounds.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/figure/curve_page.hpp"
#include "app/figure/description.hpp"
#include "app/figure/drawing.hpp"
#include "app/plot/ticks.hpp"
#include "app/text/encoding_words.hpp"
#include "app/text/frequencies_remark.hpp"
#include "core/analysis/frequencies.hpp"

namespace phasescope {
namespace {

enum class Mark { curve, line, ground };

/// One thing in the plot and its entry in the legend.
struct Entry {
    Mark mark = Mark::curve;
    std::string name;
    Rgb colour;
    double thickness = 0.07;  ///< in sizes of type
    bool dashed = false;
    bool chosen = false;
    std::vector<double> wavelengths = {};  ///< of a curve, one a pair
    double length = 0;                     ///< where a line lies
    double dash_begin = 0;                 ///< lines at the same place show each other's gaps
    Treatment treatment = Treatment::kept;
};

/// What is drawn, in the order of the legend.
struct Spectrum {
    std::vector<PairFrequency> pairs;
    std::vector<Entry> entries;
};

/// The colour of the scalings: those beyond the colours that there are have dashes.
Entry scaling_entry(const ScalingCurve& scaling, std::size_t which, bool dark, const Language& language)
{
    Entry entry;
    entry.name = choice_of(language, scaling.name);
    entry.colour = curve_colour(which, dark);
    entry.dashed = which >= curve_colours && !scaling.chosen;
    entry.chosen = scaling.chosen;
    entry.thickness = scaling.chosen ? 0.2 : 0.07;
    entry.wavelengths = scaling.wavelengths;
    return entry;
}

void add_lengths(Spectrum& spectrum, const FigureSpec& spec, const Canvas& canvas, const Language& language)
{
    const auto add = [&](const char* key, double length, Rgb colour) {
        Entry entry{Mark::line, filled(language(key), {{"length", readable(length, 10)}}), colour, 0.1, true};
        entry.length = length;
        entry.dash_begin = static_cast<double>(spectrum.entries.size() % 2) * 0.4;
        spectrum.entries.push_back(entry);
    };
    const bool dark = spec.background == FigureBackground::dark;
    if (!turns_along_axes(mechanism_of(spec.scene)))
        add("figure.length", static_cast<double>(spec.scene.length), canvas.ink().text);
    if (const auto trained = trained_length(spec.scene))
        add("figure.trained", *trained, dark ? Rgb{0xf0, 0xa8, 0x60} : Rgb{0xa8, 0x4a, 0x08});
}

/// Grounds for the treatments that occur; none where nothing was scaled.
void add_treatments(Spectrum& spectrum, bool dark, const Language& language)
{
    const auto& pairs = spectrum.pairs;
    if (std::ranges::all_of(pairs, [](const PairFrequency& p) { return p.treatment == Treatment::kept; })) return;
    constexpr std::array names{"frequencies.kept", "frequencies.blended", "frequencies.divided"};
    constexpr std::array<Rgb, 3> on_light{{{0xd5, 0xf0, 0xe4}, {0xfd, 0xea, 0xcf}, {0xd8, 0xe5, 0xf9}}};
    constexpr std::array<Rgb, 3> on_dark{{{0x18, 0x38, 0x2c}, {0x42, 0x31, 0x1c}, {0x25, 0x34, 0x55}}};
    for (std::size_t kind = 0; kind < names.size(); ++kind) {
        const auto treatment = static_cast<Treatment>(kind);
        if (std::ranges::find(pairs, treatment, &PairFrequency::treatment) == pairs.end()) continue;
        Entry entry{Mark::ground, language(names[kind]), (dark ? on_dark : on_light)[kind]};
        entry.treatment = treatment;
        spectrum.entries.push_back(entry);
    }
}

Spectrum spectrum_of(const FigureSpec& spec, const Canvas& canvas, const Language& language)
{
    const bool dark = spec.background == FigureBackground::dark;
    Spectrum spectrum{pair_frequencies(spec.scene), {}};
    std::vector<Entry> others;
    std::size_t which = 0;
    for (const ScalingCurve& scaling : all_scalings(spec.scene)) {
        Entry entry = scaling_entry(scaling, which++, dark, language);
        (scaling.chosen ? spectrum.entries : others).push_back(std::move(entry));
    }
    if (spectrum.entries.empty()) {
        Entry own{Mark::curve, language("figure.pairs"), curve_colour(0, dark), 0.2};
        own.chosen = true;
        for (const PairFrequency& pair : spectrum.pairs) own.wavelengths.push_back(pair.wavelength);
        spectrum.entries.push_back(std::move(own));
    }
    add_lengths(spectrum, spec, canvas, language);
    add_treatments(spectrum, dark, language);
    spectrum.entries.insert(spectrum.entries.end(), others.begin(), others.end());
    return spectrum;
}

/// Exponents of ten that hold everything.
struct Exponents {
    double lo = 0, hi = 1;
};

Exponents exponents_of(const Spectrum& spectrum)
{
    double low = 1, high = 1;
    const auto meet = [&](double wavelength) {
        if (!std::isfinite(wavelength) || wavelength <= 0) return;
        low = std::min(low, wavelength);
        high = std::max(high, wavelength);
    };
    for (const Entry& entry : spectrum.entries) {
        meet(entry.length);
        std::ranges::for_each(entry.wavelengths, meet);
    }
    const double lo = std::log10(low), hi = std::log10(high);
    return {lo, hi + std::max(0.06 * (hi - lo), 0.05)};
}

/// Maps pairs and wavelengths to the page.
struct Plot {
    Area box;
    double pairs = 1;
    Exponents exponents;

    double x(double pair) const { return box.x + (pair + 0.5) / pairs * box.width; }
    double y(double wavelength) const
    {
        return box.bottom() - (std::log10(wavelength) - exponents.lo) / (exponents.hi - exponents.lo) * box.height;
    }
};

void set_pen(const Canvas& canvas, const Entry& entry)
{
    cairo_t* cairo = canvas.cairo();
    set_colour(cairo, entry.colour);
    cairo_set_line_width(cairo, std::max(1.0, entry.thickness * canvas.type()));
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    const std::array dashes{0.45 * canvas.type(), 0.3 * canvas.type()};
    cairo_set_dash(cairo, dashes.data(), entry.dashed ? static_cast<int>(dashes.size()) : 0,
                   entry.dash_begin * canvas.type());
}

/// Broken where a pair stands still; dots where pairs can be told apart.
void draw_curve(const Canvas& canvas, const Plot& plot, const Entry& entry)
{
    cairo_t* cairo = canvas.cairo();
    set_pen(canvas, entry);
    bool open = false;
    for (std::size_t k = 0; k < entry.wavelengths.size(); ++k) {
        const bool turns = std::isfinite(entry.wavelengths[k]);
        const double x = plot.x(static_cast<double>(k));
        if (turns) (open ? cairo_line_to : cairo_move_to)(cairo, x, plot.y(entry.wavelengths[k]));
        open = turns;
    }
    cairo_stroke(cairo);
    if (!entry.chosen || plot.box.width / plot.pairs < 0.9 * canvas.type()) return;
    for (std::size_t k = 0; k < entry.wavelengths.size(); ++k) {
        if (!std::isfinite(entry.wavelengths[k])) continue;
        cairo_arc(cairo, plot.x(static_cast<double>(k)), plot.y(entry.wavelengths[k]), 0.25 * canvas.type(), 0, 2 * pi);
        cairo_fill(cairo);
    }
}

void draw_line(const Canvas& canvas, const Plot& plot, const Entry& entry)
{
    set_pen(canvas, entry);
    cairo_move_to(canvas.cairo(), plot.box.x, plot.y(entry.length));
    cairo_line_to(canvas.cairo(), plot.box.right(), plot.y(entry.length));
    cairo_stroke(canvas.cairo());
}

/// Every stretch of pairs that were treated alike.
void draw_ground(const Canvas& canvas, const Plot& plot, const Entry& entry, const std::vector<PairFrequency>& pairs)
{
    const auto edge = [&](std::size_t k) {
        const double x = plot.x(static_cast<double>(k) - 0.5);
        return canvas.pixels() ? std::round(x) : x;
    };
    for (std::size_t begin = 0, end = 0; begin < pairs.size(); begin = end) {
        while (end < pairs.size() && pairs[end].treatment == pairs[begin].treatment) ++end;
        if (pairs[begin].treatment == entry.treatment)
            canvas.fill({edge(begin), plot.box.y, edge(end) - edge(begin), plot.box.height}, entry.colour);
    }
}

void draw_plot(const Canvas& canvas, const CurvePage& layout, const Plot& plot, const Spectrum& spectrum)
{
    for (const Entry& entry : spectrum.entries)
        if (entry.mark == Mark::ground) draw_ground(canvas, plot, entry, spectrum.pairs);
    draw_page_grid(canvas, layout);
    cairo_save(canvas.cairo());
    cairo_rectangle(canvas.cairo(), plot.box.x, plot.box.y, plot.box.width, plot.box.height);
    cairo_clip(canvas.cairo());
    for (const bool chosen : {false, true}) {
        for (const Entry& entry : spectrum.entries)
            if (entry.mark == Mark::curve && entry.chosen == chosen) draw_curve(canvas, plot, entry);
        for (const Entry& entry : spectrum.entries)
            if (entry.mark == Mark::line && !chosen) draw_line(canvas, plot, entry);
    }
    cairo_restore(canvas.cairo());
}

double legend_row(const Canvas& canvas)
{
    return line_height(canvas, canvas.ordinary()) + 0.3 * canvas.type();
}

constexpr double swatch = 1.6, name_at = 2.1;  // in sizes of type

double legend_width(const Canvas& canvas, const Spectrum& spectrum)
{
    double text = 0;
    for (const Entry& entry : spectrum.entries) text = std::max(text, canvas.size_of(entry.name, canvas.ordinary()).width);
    return text + (name_at + 0.2) * canvas.type();
}

void draw_legend_entry(const Canvas& canvas, double x, double y, const Entry& entry)
{
    const double type = canvas.type();
    if (entry.mark == Mark::ground) {
        const Area box{std::round(x), std::round(y - 0.45 * type), std::round(swatch * type), std::round(0.9 * type)};
        canvas.fill(box, entry.colour);
        canvas.frame(box);
    } else {
        cairo_save(canvas.cairo());
        set_pen(canvas, entry);
        cairo_move_to(canvas.cairo(), x, y);
        cairo_line_to(canvas.cairo(), x + swatch * type, y);
        cairo_stroke(canvas.cairo());
        cairo_restore(canvas.cairo());
    }
    canvas.write(entry.name, canvas.ordinary(), {.x = x + name_at * type, .y = y});
}

void draw_legend(const Canvas& canvas, const Area& box, const std::vector<Entry>& entries, const Language& language)
{
    const double row = legend_row(canvas);
    const auto most = static_cast<std::size_t>(std::max(1.0, std::floor(box.height / row)));
    const std::size_t shown = entries.size() <= most ? entries.size() : most - 1;
    const auto y = [&](std::size_t i) { return box.y + (static_cast<double>(i) + 0.5) * row; };
    for (std::size_t i = 0; i < shown; ++i) draw_legend_entry(canvas, box.x, y(i), entries[i]);
    if (shown < entries.size())
        canvas.write(filled(language("figure.more"), {{"count", std::to_string(entries.size() - shown)}}), canvas.remark(),
                     {.x = box.x + name_at * canvas.type(), .y = y(shown)});
}

/// At the right end of the title's line, where there is room for it.
void draw_remark(const Canvas& canvas, const PageSize& page, const CurvePage& layout, const std::string& title,
                 const std::string& remark)
{
    const double right = page.width - canvas.type();
    const double title_end = layout.plot.x + canvas.size_of(title, canvas.heading()).width + 2 * canvas.type();
    if (title_end + canvas.size_of(remark, canvas.remark()).width > right) return;
    canvas.write(remark, canvas.remark(), {.x = right, .y = layout.title_y, .along = Anchor::end});
}

}  // namespace

void draw_frequencies(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, const Language& language)
{
    const Spectrum spectrum = spectrum_of(spec, canvas, language);
    const Exponents exponents = exponents_of(spectrum);
    const auto pairs = static_cast<double>(spectrum.pairs.size());
    const CurvePage layout = curve_page(
        canvas, page, legend_width(canvas, spectrum),
        [&](double length) { return number_ticks_across(canvas, -0.5, pairs - 0.5, length, true); },
        [&](double length) { return power_ticks_up(canvas, exponents.lo, exponents.hi, length); });
    draw_plot(canvas, layout, {layout.plot, pairs, exponents}, spectrum);
    const CurveWords words{figure_title(spec, language), settings_line(spec, language), language("axis.pair"),
                           language("axis.wavelength")};
    draw_page_axes(canvas, page, layout, words);
    if (layout.words)
        draw_remark(canvas, page, layout, words.title,
                    frequencies_remark(language, spec.scene, mechanism_of(spec.scene), spectrum.pairs));
    if (layout.legend.width > 0) draw_legend(canvas, layout.legend, spectrum.entries, language);
}

}  // namespace phasescope
