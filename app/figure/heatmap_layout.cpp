#include "app/figure/heatmap_layout.hpp"

#include <algorithm>
#include <cmath>

namespace phasescope {
namespace {

/// The parts of a figure, from all to none.
struct Parts {
    bool title = true, note = true, axis_titles = true, bar = true, ticks = true;
};
constexpr Parts steps[] = {
    {},
    {.note = false},
    {.note = false, .axis_titles = false},
    {.note = false, .axis_titles = false, .bar = false},
    {.title = false, .note = false, .axis_titles = false, .bar = false},
    {.title = false, .note = false, .axis_titles = false, .bar = false, .ticks = false},
};

/// Room on the four sides of the cells, in whole pixels.
struct Margins {
    double left = 0, top = 0, right = 0, bottom = 0;
};

struct Measures {
    double type, outer, gap, tick_label, words, title, note, bar_label;
};

Measures measures_of(const Canvas& canvas, const HeatmapWords& words, const std::vector<PlacedTick>& bar_ticks)
{
    const double type = canvas.type();
    return {type,
            1.1 * type,
            0.45 * type,
            line_height(canvas, canvas.ordinary()),
            line_height(canvas, canvas.ordinary()),
            line_height(canvas, canvas.heading()),
            line_height(canvas, canvas.remark()),
            std::max(words.room.bar, widest(canvas, bar_ticks))};
}

double down_label_width(const Canvas& canvas, const Parts& parts, const HeatmapWords& words, double length)
{
    return parts.ticks ? std::max(words.room.down, widest(canvas, ticks_down(canvas, words.down, length))) : 0;
}

/// From the box of cells to the far end of the tick labels beside it.
double ticks_beside(const Canvas& canvas, double label_width)
{
    return canvas.line() + tick_length(canvas) + 0.3 * canvas.type() + label_width;
}

double ticks_under(const Canvas& canvas, const Measures& m)
{
    return canvas.line() + tick_length(canvas) + 0.15 * canvas.type() + m.tick_label;
}

constexpr double bar_distance = 1.2, bar_width = 1.1;  // in type sizes

Margins margins_of(const Canvas& canvas, const Parts& parts, const Measures& m, const HeatmapWords& words, double down_label)
{
    Margins margins{m.outer, m.outer, m.outer, m.outer};
    if (parts.title && !words.title.empty()) margins.top += m.title + 0.5 * m.type;
    if (parts.ticks) {
        margins.left += ticks_beside(canvas, down_label);
        margins.bottom += ticks_under(canvas, m);
        margins.right = std::max(margins.right, 0.5 * m.outer + m.type);
    }
    if (parts.axis_titles) {
        margins.left += m.gap + m.words;
        margins.bottom += 0.4 * m.gap + m.words;
    }
    if (parts.note && !words.note.empty()) margins.bottom += m.gap + m.note;
    if (parts.bar) {
        margins.right += (bar_distance + bar_width) * m.type + ticks_beside(canvas, m.bar_label);
        if (parts.axis_titles && !words.bar_title.empty()) margins.right += m.gap + m.words;
    }
    return {std::ceil(margins.left), std::ceil(margins.top), std::ceil(margins.right), std::ceil(margins.bottom)};
}

/// The length of an axis as a whole number of pixels for each cell, where the axis shows whole cells and that costs at
/// most an eighth of the length.
double snapped(double length, double begin, double end)
{
    const double cells = end - begin, each = std::floor(length / cells);
    const bool whole = begin == std::floor(begin) && end == std::floor(end);
    return std::max(1.0, whole && each * cells >= 0.875 * length ? each * cells : std::floor(length));
}

/// The box of cells inside the free room, in its middle.
Area box_of_cells(const PageSize& page, const Margins& margins, const HeatmapWords& words)
{
    const double width = page.width - margins.left - margins.right, height = page.height - margins.top - margins.bottom;
    double w = width, h = height;
    const double cols = words.across.end - words.across.begin, rows = words.down.end - words.down.begin;
    // A very long strip of square cells would be too thin to see.
    if (words.square && std::max(cols, rows) <= 8 * std::min(cols, rows)) {
        const double each = std::min(width / cols, height / rows);
        w = each * cols;
        h = each * rows;
    }
    w = snapped(w, words.across.begin, words.across.end);
    h = snapped(h, words.down.begin, words.down.end);
    return {margins.left + std::floor(std::max(0.0, width - w) / 2), margins.top + std::floor(std::max(0.0, height - h) / 2),
            w, h};
}

/// The parts that leave the cells at least `share` of the page in both directions.
Parts affordable(const Canvas& canvas, const PageSize& page, const Measures& m, const HeatmapWords& words)
{
    constexpr double share = 0.42;
    for (const Parts& parts : steps) {
        const double down_label = down_label_width(canvas, parts, words, page.height);
        const Margins margins = margins_of(canvas, parts, m, words, down_label);
        if (page.width - margins.left - margins.right >= share * page.width
            && page.height - margins.top - margins.bottom >= share * page.height)
            return parts;
    }
    return steps[std::size(steps) - 1];
}

void place_words(HeatmapLayout& layout, const Canvas& canvas, const Parts& parts, const Measures& m, double down_label)
{
    const Area& cells = layout.cells;
    double under = cells.bottom() + (parts.ticks ? ticks_under(canvas, m) : 0);
    if (parts.axis_titles) {
        layout.across_words_y = under + 0.4 * m.gap + m.words / 2;
        under += 0.4 * m.gap + m.words;
    }
    layout.note_y = under + m.gap + m.note / 2;
    layout.title_y = cells.y - 0.5 * m.type - m.title / 2;
    layout.down_words_x = cells.x - ticks_beside(canvas, down_label) - m.gap - m.words / 2;
    layout.bar_words_x = layout.bar.right() + ticks_beside(canvas, m.bar_label) + m.gap + m.words / 2;
}

}  // namespace

HeatmapLayout heatmap_layout(const Canvas& canvas, const PageSize& page, const HeatmapWords& words,
                             const std::vector<PlacedTick>& bar_ticks)
{
    const Measures m = measures_of(canvas, words, bar_ticks);
    const Parts parts = affordable(canvas, page, m, words);
    HeatmapLayout layout;
    layout.title = parts.title && !words.title.empty();
    layout.note = parts.note && !words.note.empty();
    layout.axis_titles = parts.axis_titles;
    layout.ticks = parts.ticks;

    // The labels of the axis that runs down take room that depends on which there are; a shorter axis has no wider ones.
    const double free_height =
        page.height - margins_of(canvas, parts, m, words, 0).top - margins_of(canvas, parts, m, words, 0).bottom;
    const double down_label = down_label_width(canvas, parts, words, free_height);
    layout.cells = box_of_cells(page, margins_of(canvas, parts, m, words, down_label), words);
    if (parts.ticks) {
        layout.across = ticks_across(canvas, words.across, layout.cells.width);
        layout.down = ticks_down(canvas, words.down, layout.cells.height);
    }
    if (parts.bar) {
        const Area& cells = layout.cells;
        const double legend = words.not_finite ? std::round(2.2 * m.type) : 0;
        layout.bar = {cells.right() + std::round(bar_distance * m.type), cells.y, std::round(bar_width * m.type),
                      std::max(1.0, cells.height - legend)};
    }
    place_words(layout, canvas, parts, m, down_label);
    return layout;
}

double start_of_line(double width, double x, double leftmost, double rightmost)
{
    return std::max(leftmost, std::min(x, rightmost - width));
}

}  // namespace phasescope
