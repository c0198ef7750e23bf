// The waves of a scene as a figure: curves over positions with a legend.
#include <algorithm>
#include <cmath>

#include "app/figure/curve_page.hpp"
#include "app/figure/description.hpp"
#include "app/figure/drawing.hpp"
#include "app/plot/ticks.hpp"
#include "core/curves.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

struct Positions {
    double begin = 0, end = 1;
};

struct DrawnCurve {
    WaveCurve wave;
    Rgb colour;
};

/// The scene's curves; the partner shares the colour of the probe's own channel.
std::vector<DrawnCurve> drawn_curves(const FigureSpec& spec)
{
    std::vector<DrawnCurve> curves;
    std::size_t colours = 0;
    for (const WaveCurve& wave : wave_curves(spec.scene)) {
        const std::size_t colour = wave.partner && colours > 0 ? colours - 1 : colours++;
        curves.push_back({wave, curve_colour(colour, spec.background == FigureBackground::dark)});
    }
    return curves;
}

std::string curve_name(const WaveCurve& wave, const Language& language)
{
    return filled(language("figure.curve"), {{"channel", readable(wave.channel)}});
}

std::string curve_note(const WaveCurve& wave, const Language& language)
{
    if (wave.pair < 0) return "";
    return filled(language("figure.curve_note"), {{"function", wave.is_sine ? "sin" : "cos"},
                                                  {"pair", readable(wave.pair)},
                                                  {"wavelength", wavelength_text(wavelength(wave.frequency))}});
}

/// Those of the matrix's window.
Positions shown_positions(const Scene& scene)
{
    const auto start = static_cast<double>(scene.start);
    const Result<Picture> matrix = picture(scene, Sheet::matrix);
    if (!matrix) return {start, start + static_cast<double>(scene.length)};
    const Window window = shown_window(*matrix, scene.look(Sheet::matrix));
    return {start + window.row0, start + window.row1};
}

double entry_height(const Canvas& canvas)
{
    return line_height(canvas, canvas.ordinary()) + line_height(canvas, canvas.remark()) + 0.6 * canvas.type();
}

double legend_width(const Canvas& canvas, const std::vector<DrawnCurve>& curves, const Language& language)
{
    double text = 0;
    for (const DrawnCurve& curve : curves)
        text = std::max({text, canvas.size_of(curve_name(curve.wave, language), canvas.ordinary()).width,
                         canvas.size_of(curve_note(curve.wave, language), canvas.remark()).width});
    return curves.empty() ? 0 : text + 2.2 * canvas.type();
}

double reach_of(const std::vector<DrawnCurve>& curves)
{
    double reach = 0;
    for (const DrawnCurve& curve : curves) reach = std::max(reach, std::abs(curve.wave.amplitude));
    return reach > 0 ? reach : 1;
}

CurvePage layout_of(const Canvas& canvas, const PageSize& page, double legend, double reach, Positions positions)
{
    const auto across = [&](double length) {
        return number_ticks_across(canvas, positions.begin, positions.end, length, true);
    };
    const auto up = [&](double length) { return number_ticks_up(canvas, -1.08 * reach, 1.08 * reach, length, 5); };
    return curve_page(canvas, page, legend, across, up);
}

/// Maps numbers to the page.
struct WavesPlot {
    Area box;
    Positions positions;
    double reach;

    double x(double position) const
    {
        return box.x + (position - positions.begin) / (positions.end - positions.begin) * box.width;
    }
    double y(double number) const { return box.y + (1 - (number / (1.08 * reach) + 1) / 2) * box.height; }
    double pixels_per_position() const { return box.width / (positions.end - positions.begin); }
};

/// The exact envelope as one closed line, filled: a curve where it is thin, a band where a pixel holds whole waves.
void draw_curve(const Canvas& canvas, const WavesPlot& plot, const DrawnCurve& curve)
{
    cairo_t* cairo = canvas.cairo();
    const auto columns = static_cast<std::int64_t>(canvas.pixels() ? plot.box.width : std::max(1000.0, plot.box.width));
    const std::vector<Band> bands = envelope(curve.wave, plot.positions.begin, plot.positions.end, columns);
    const double step = plot.box.width / static_cast<double>(columns);
    const auto centre = [&](std::size_t i) { return plot.box.x + (static_cast<double>(i) + 0.5) * step; };
    for (std::size_t i = 0; i < bands.size(); ++i) cairo_line_to(cairo, centre(i), plot.y(bands[i].hi));
    for (std::size_t i = bands.size(); i-- > 0;) cairo_line_to(cairo, centre(i), plot.y(bands[i].lo));
    cairo_close_path(cairo);
    // Bands of unresolved waves let the others shine through.
    const bool resolved = wavelength(curve.wave.frequency) * plot.pixels_per_position() >= 6;
    set_colour(cairo, curve.colour, resolved ? 1 : 0.18);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(cairo, (curve.wave.partner ? 0.06 : 0.12) * canvas.type());
    if (resolved) {
        cairo_fill_preserve(cairo);
        cairo_stroke(cairo);
    } else {
        cairo_fill(cairo);
    }
}

/// The encoding takes whole positions only: dots where they can be told apart.
void draw_dots(const Canvas& canvas, const WavesPlot& plot, const DrawnCurve& curve)
{
    if (curve.wave.partner || plot.pixels_per_position() < 0.45 * canvas.type()) return;
    set_colour(canvas.cairo(), curve.colour);
    for (double p = std::ceil(plot.positions.begin); p <= plot.positions.end; ++p) {
        cairo_new_sub_path(canvas.cairo());
        cairo_arc(canvas.cairo(), plot.x(p), plot.y(curve.wave.at(p)), 0.15 * canvas.type(), 0, 2 * pi);
        cairo_fill(canvas.cairo());
    }
}

void draw_plot(const Canvas& canvas, const WavesPlot& plot, std::vector<DrawnCurve> curves)
{
    cairo_save(canvas.cairo());
    cairo_rectangle(canvas.cairo(), plot.box.x, plot.box.y, plot.box.width, plot.box.height);
    cairo_clip(canvas.cairo());
    // Slow waves in front: the bands of fast ones would hide them.
    std::ranges::stable_sort(curves,
                             [](const DrawnCurve& a, const DrawnCurve& b) { return a.wave.frequency > b.wave.frequency; });
    for (const DrawnCurve& curve : curves) draw_curve(canvas, plot, curve);
    for (const DrawnCurve& curve : curves) draw_dots(canvas, plot, curve);
    cairo_restore(canvas.cairo());
}

void draw_legend(const Canvas& canvas, const Area& box, const std::vector<DrawnCurve>& curves, const Language& language)
{
    const double type = canvas.type(), row = entry_height(canvas), name = line_height(canvas, canvas.ordinary());
    const auto most = static_cast<std::size_t>(std::max(1.0, std::floor(box.height / row)));
    const std::size_t shown = curves.size() <= most ? curves.size() : most - 1;
    for (std::size_t i = 0; i < shown; ++i) {
        const DrawnCurve& curve = curves[i];
        const double y = box.y + static_cast<double>(i) * row + name / 2;
        const double thick = (curve.wave.partner ? 0.08 : 0.16) * type;
        canvas.fill({box.x, y - thick / 2, 1.5 * type, thick}, curve.colour);
        canvas.write(curve_name(curve.wave, language), canvas.ordinary(), {.x = box.x + 2 * type, .y = y});
        canvas.write(curve_note(curve.wave, language), canvas.remark(), {.x = box.x + 2 * type, .y = y + 1.05 * name});
    }
    if (shown < curves.size())
        canvas.write(filled(language("figure.more"), {{"count", std::to_string(curves.size() - shown)}}), canvas.remark(),
                     {.x = box.x + 2 * type, .y = box.y + static_cast<double>(shown) * row + name / 2});
}

}  // namespace

void draw_waves(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, const Language& language)
{
    const std::vector<DrawnCurve> curves = drawn_curves(spec);
    const Positions positions = shown_positions(spec.scene);
    const double reach = reach_of(curves);
    const CurvePage layout = layout_of(canvas, page, legend_width(canvas, curves, language), reach, positions);

    draw_page_grid(canvas, layout, "0");
    draw_plot(canvas, {layout.plot, positions, reach}, curves);
    draw_page_axes(
        canvas, page, layout,
        {figure_title(spec, language), settings_line(spec, language), language("axis.position"), language("axis.value")});
    if (layout.legend.width > 0) draw_legend(canvas, layout.legend, curves, language);
    if (curves.empty())
        canvas.write(language("waves.none"), canvas.ordinary(),
                     {.x = layout.plot.x + layout.plot.width / 2,
                      .y = layout.plot.y + layout.plot.height / 4,
                      .along = Anchor::centre,
                      .most = layout.plot.width});
}

}  // namespace phasescope
