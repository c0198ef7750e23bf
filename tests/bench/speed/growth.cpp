#include "tests/bench/speed/growth.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "app/figure/curve_page.hpp"
#include "app/figure/figure.hpp"
#include "app/figure/png.hpp"
#include "app/figure/surface.hpp"
#include "app/plot/ticks.hpp"
#include "core/io/file.hpp"
#include "core/picture.hpp"
#include "tests/bench/on_cores.hpp"
#include "tests/bench/scenes.hpp"
#include "tests/bench/speed/measure.hpp"

namespace phasescope {
namespace {

constexpr int doublings = 5;

/// A time in milliseconds for each size, the greatest last.
struct Growth {
    std::string name;
    std::vector<double> ms;
};

double matrix_ms(std::int64_t n, std::int64_t d, int rounds)
{
    const Field field = picture(scene_of("sinusoidal", n, {{"d_model", double(d)}}), Sheet::matrix)->field;
    FloatMatrix cells(n, d);
    return 1000 * median_seconds([&] { rows_of(field, 0, n, std::span(cells.values)); }, rounds);
}

double picture_ms(std::int64_t n, std::int64_t d, int rounds)
{
    const Picture shown = *picture(scene_of("sinusoidal", n, {{"d_model", double(d)}}), Sheet::similarity);
    FloatMatrix pixels;
    return 1000 * median_seconds([&] { pixels = raster(shown.field, shown.whole(), 800, 1280); }, rounds);
}

/// All sizes of n, then of d, each doubled up to the greatest.
std::vector<Growth> growths(const std::string& name, double (*ms)(std::int64_t, std::int64_t, int), std::int64_t n,
                            std::int64_t d, int rounds)
{
    Growth of_n{name + ", n doubled", {}}, of_d{name + ", d doubled", {}};
    for (int halvings = doublings; halvings >= 0; --halvings) {
        of_n.ms.push_back(ms(n >> halvings, d, rounds));
        of_d.ms.push_back(ms(n, d >> halvings, rounds));
    }
    return {of_n, of_d};
}

/// Exponents of ten that hold all times, and some more.
struct Exponents {
    double lo = 0, hi = 0;

    double share(double ms) const { return (std::log10(ms) - lo) / (hi - lo); }
};

Exponents exponents_of(const std::vector<Growth>& all)
{
    double least = all.front().ms.front(), greatest = least;
    for (const Growth& growth : all)
        for (const double ms : growth.ms) {
            least = std::min(least, ms);
            greatest = std::max(greatest, ms);
        }
    return {std::log10(least) - 0.1, std::log10(greatest) + 0.1};
}

/// At 1, 2 and 5 times the powers of ten.
std::vector<PlacedTick> time_ticks(const Exponents& exponents)
{
    std::vector<PlacedTick> ticks;
    for (double power = std::pow(10, std::floor(exponents.lo)); std::log10(power) <= exponents.hi; power *= 10)
        for (const double leading : {1, 2, 5})
            if (const double share = exponents.share(leading * power); share >= 0 && share <= 1)
                ticks.push_back({share, readable(leading * power, 1)});
    return ticks;
}

/// Room for half a doubling on both sides.
double share_across(int doubling)
{
    return (doubling + 0.5) / (doublings + 1);
}

std::vector<PlacedTick> doubling_ticks()
{
    std::vector<PlacedTick> ticks;
    for (int doubling = 0; doubling <= doublings; ++doubling)
        ticks.push_back({share_across(doubling), std::to_string(1 << doubling) + " ×"});
    return ticks;
}

void draw_dot(cairo_t* cairo, double x, double y, double radius)
{
    cairo_arc(cairo, x, y, radius, 0, 2 * pi);
    cairo_fill(cairo);
}

void draw_curve(const Canvas& canvas, const Area& plot, const Exponents& exponents, const Growth& growth, std::size_t which)
{
    cairo_t* cairo = canvas.cairo();
    set_colour(cairo, curve_colour(which, false));
    cairo_set_line_width(cairo, 0.12 * canvas.type());
    const auto x = [&](std::size_t i) { return plot.x + share_across(static_cast<int>(i)) * plot.width; };
    const auto y = [&](std::size_t i) { return plot.bottom() - exponents.share(growth.ms[i]) * plot.height; };
    for (std::size_t i = 0; i < growth.ms.size(); ++i) cairo_line_to(cairo, x(i), y(i));
    cairo_stroke(cairo);
    for (std::size_t i = 0; i < growth.ms.size(); ++i) draw_dot(cairo, x(i), y(i), 0.25 * canvas.type());
}

constexpr double name_at = 1.0;  // in sizes of type

double legend_width(const Canvas& canvas, const std::vector<Growth>& all)
{
    double width = 0;
    for (const Growth& growth : all) width = std::max(width, canvas.size_of(growth.name, canvas.ordinary()).width);
    return width + (name_at + 0.2) * canvas.type();
}

void draw_legend(const Canvas& canvas, const Area& box, const std::vector<Growth>& all)
{
    const double row = line_height(canvas, canvas.ordinary()) + 0.3 * canvas.type();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double y = box.y + (static_cast<double>(i) + 0.5) * row;
        set_colour(canvas.cairo(), curve_colour(i, false));
        draw_dot(canvas.cairo(), box.x + 0.4 * canvas.type(), y, 0.3 * canvas.type());
        canvas.write(all[i].name, canvas.ordinary(), {.x = box.x + name_at * canvas.type(), .y = y});
    }
}

void draw(const Canvas& canvas, const PageSize& page, const std::vector<Growth>& all, const CurveWords& words)
{
    canvas.fill({0, 0, page.width, page.height}, canvas.ink().page);
    const Exponents exponents = exponents_of(all);
    const CurvePage layout = curve_page(
        canvas, page, legend_width(canvas, all), [](double) { return doubling_ticks(); },
        [&](double) { return time_ticks(exponents); });
    draw_page_grid(canvas, layout);
    for (std::size_t i = 0; i < all.size(); ++i) draw_curve(canvas, layout.plot, exponents, all[i], i);
    draw_page_axes(canvas, page, layout, words);
    if (layout.legend.width > 0) draw_legend(canvas, layout.legend, all);
}

Result<std::string> growth_file(const std::vector<Growth>& all, FigureFormat format, int rounds)
{
    FigureSpec spec;
    spec.width = 1500;
    spec.height = 800;
    const CurveWords words{
        "What doubled lengths and widths cost",
        "at 32 ×: matrix of 131 072 × 512 in float, picture of 1 000 000 positions with d = 512; medians of "
            + std::to_string(rounds) + " runs on " + std::to_string(usable_cores()) + " cores",
        "n or d, times the least", "time / ms"};
    const PageSize page{static_cast<double>(spec.width), static_cast<double>(spec.height)};
    const Drawing drawing = [&](cairo_t* cairo) {
        draw(Canvas(cairo, ink_of(spec.background), 22, format == FigureFormat::png), page, all, words);
    };
    if (format == FigureFormat::svg) return drawn_svg(spec, drawing, words.title, words.note);
    if (format == FigureFormat::pdf) return drawn_pdf(spec, drawing, words.title, words.note);
    const Result<FigureWriter> png = drawn_png(spec, drawing, {.dpi = spec.dpi});
    if (!png) return png.error();
    return bytes_of(*png);
}

template <class T>
T checked(Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().line());
    return *std::move(result);
}

}  // namespace

void draw_growth(const std::string& path, int rounds)
{
    const FigureFormat format = checked(figure_format(path));
    std::vector<Growth> all = growths("encoding matrix", matrix_ms, 131072, 512, rounds);
    for (Growth& growth : growths("similarity, 1280 × 800", picture_ms, 1'000'000, 512, rounds))
        all.push_back(std::move(growth));
    checked(write_file(path, checked(growth_file(all, format, rounds))));
}

}  // namespace phasescope
