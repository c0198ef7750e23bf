#include "app/figure/curve_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace phasescope {
namespace {

void draw_words(const Canvas& canvas, const PageSize& page, const CurvePage& layout, const CurveWords& words)
{
    const double edge = canvas.type(), room = page.width - 2 * edge;
    const auto line = [&](const std::string& text, const Style& style, double y) {
        const double width = std::min(room, canvas.size_of(text, style).width);
        canvas.write(text, style, {.x = start_of_line(width, layout.plot.x, edge, page.width - edge), .y = y, .most = room});
    };
    line(words.title, canvas.heading(), layout.title_y);
    line(words.note, canvas.remark(), layout.note_y);
    CellAxis across, up;
    across.title = words.across;
    up.title = words.up;
    draw_words_under(canvas, layout.plot, across, layout.across_words_y);
    draw_words_beside(canvas, layout.plot, up, layout.up_words_x);
}

}  // namespace

CurvePage curve_page(const Canvas& canvas, const PageSize& page, double legend, const TicksOfLength& across,
                     const TicksOfLength& up)
{
    const double type = canvas.type(), outer = 1.1 * type, label = line_height(canvas, canvas.ordinary());
    const double note = line_height(canvas, canvas.remark()), title = line_height(canvas, canvas.heading());
    CurvePage layout;
    layout.words = page.width >= 18 * type && page.height >= 14 * type;
    const double top = std::ceil(outer + (layout.words ? title + 0.5 * type : 0));
    const double under_ticks = canvas.line() + tick_length(canvas) + 0.15 * type + label;
    const double bottom = std::ceil(outer + under_ticks + (layout.words ? 0.2 * type + label + 0.45 * type + note : 0));
    const double height = std::max(1.0, page.height - top - bottom);
    layout.up = up(height);
    const double beside_ticks = canvas.line() + tick_length(canvas) + 0.3 * type + widest(canvas, layout.up);
    const double left = std::ceil(outer + beside_ticks + (layout.words ? 0.45 * type + label : 0));
    const double room = page.width - left - outer;
    const bool has_legend = legend > 0 && layout.words && room - legend - type >= 0.5 * page.width;
    layout.plot = {left, top, std::max(1.0, std::floor(has_legend ? room - legend - type : room - 0.5 * type)), height};
    if (has_legend) layout.legend = {layout.plot.right() + type, top, legend, height};
    layout.across = across(layout.plot.width);
    layout.title_y = top - 0.5 * type - title / 2;
    layout.across_words_y = layout.plot.bottom() + under_ticks + 0.2 * type + label / 2;
    layout.note_y = layout.across_words_y + label / 2 + 0.45 * type + note / 2;
    layout.up_words_x = left - beside_ticks - 0.45 * type - label / 2;
    return layout;
}

void draw_page_grid(const Canvas& canvas, const CurvePage& layout, std::string_view zero)
{
    const auto snapped = [&](double at) { return canvas.pixels() ? std::round(at) : at; };
    for (const PlacedTick& tick : layout.up) {
        const double y = snapped(layout.plot.bottom() - tick.share * layout.plot.height - canvas.line() / 2);
        // A grid that shines through whatever lies below it.
        set_colour(canvas.cairo(), canvas.ink().line, tick.text == zero ? 1 : 0.27);
        cairo_rectangle(canvas.cairo(), layout.plot.x, y, layout.plot.width, canvas.line());
        cairo_fill(canvas.cairo());
    }
}

void draw_page_axes(const Canvas& canvas, const PageSize& page, const CurvePage& layout, const CurveWords& words)
{
    canvas.frame(layout.plot);
    const double edge = 0.3 * canvas.type();
    draw_ticks_under(canvas, layout.plot, layout.across, edge, page.width - edge);
    draw_ticks_left(canvas, layout.plot, layout.up, true);
    if (layout.words) draw_words(canvas, page, layout, words);
}

Rgb curve_colour(std::size_t which, bool dark)
{
    constexpr std::array<Rgb, curve_colours> on_light{{{0x00, 0x72, 0xb2},
                                                       {0xd5, 0x5e, 0x00},
                                                       {0x00, 0x9e, 0x73},
                                                       {0xcc, 0x79, 0xa7},
                                                       {0xe6, 0x9f, 0x00},
                                                       {0x56, 0xb4, 0xe9}}};
    constexpr std::array<Rgb, curve_colours> on_dark{{{0x56, 0xb4, 0xe9},
                                                      {0xe6, 0x9f, 0x00},
                                                      {0x2f, 0xc4, 0x9a},
                                                      {0xe0, 0x95, 0xc0},
                                                      {0xf0, 0xe4, 0x42},
                                                      {0x5b, 0x8f, 0xd9}}};
    return (dark ? on_dark : on_light)[which % curve_colours];
}

}  // namespace phasescope
