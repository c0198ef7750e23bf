// A sheet as a figure: cells, axes with positions, colour bar, title and the line that says how it was made.
#include <algorithm>
#include <cmath>

#include "app/figure/description.hpp"
#include "app/figure/drawing.hpp"
#include "app/plot/ticks.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

std::string axis_title(Axis axis, const Language& language)
{
    switch (axis) {
        case Axis::position: return language("axis.position");
        case Axis::query: return language("axis.query");
        case Axis::key: return language("axis.key");
        case Axis::channel: return language("axis.channel");
        case Axis::pair: return language("axis.pair");
        case Axis::entry: return language("axis.entry");
    }
    return "";
}

/// "fast λ 6.28" and "slow λ 60 611" at the ends of the channels that are shown, whichever end is which.
void mark_ends(CellAxis& axis, const Field& field, const Language& language)
{
    const auto* wave = std::get_if<WaveField>(&field);
    if (!wave) return;
    auto first = static_cast<std::size_t>(std::floor(axis.begin)), last = static_cast<std::size_t>(std::ceil(axis.end)) - 1;
    const auto& amplitudes = wave->channels.amplitude;
    while (first < last && amplitudes[first] == 0) ++first;
    while (last > first && amplitudes[last] == 0) --last;
    const double low = wavelength(wave->channels.frequency[first]), high = wavelength(wave->channels.frequency[last]);
    if (low == high) return;
    const std::string fast = filled(language("figure.fast"), {{"wavelength", wavelength_text(std::min(low, high))}});
    const std::string slow = filled(language("figure.slow"), {{"wavelength", wavelength_text(std::max(low, high))}});
    axis.low_end = low < high ? fast : slow;
    axis.high_end = low < high ? slow : fast;
}

HeatmapWords words_of(const FigureSpec& spec, const Picture& picture, const Language& language)
{
    const Look& look = spec.scene.look(*spec.sheet);
    const Window window = shown_window(picture, look);
    HeatmapWords words;
    words.title = figure_title(spec, language);
    words.note = settings_line(spec, language);
    words.bar_title = picture.palette == Palette::angle ? language("unit.radians") : language("axis.value");
    words.down = {axis_title(picture.rows, language), "", "", window.row0, window.row1, picture.first_row};
    words.across = {axis_title(picture.cols, language), "", "", window.col0, window.col1, picture.first_col};
    if (picture.cols == Axis::channel || picture.cols == Axis::pair) mark_ends(words.across, picture.field, language);
    if (look.transposed) std::swap(words.across, words.down);
    words.square = picture.rows == Axis::query;
    return words;
}

/// Ticks of the colour bar; quarters of a turn where the colours are angles over a whole one.
std::vector<PlacedTick> bar_ticks(const Canvas& canvas, const Picture& picture, Range range, double length)
{
    if (picture.palette == Palette::angle && std::abs(range.lo + pi) < 1e-9 && std::abs(range.hi - pi) < 1e-9)
        return {{0, "−π"}, {0.25, "−π/2"}, {0.5, "0"}, {0.75, "π/2"}, {1, "π"}};
    if (!(range.lo < range.hi)) return {{0.5, readable(range.lo, 4)}};
    return number_ticks_up(canvas, range.lo, range.hi, length);
}

/// How many pixels an axis of the image has. On a page of pixels each is one of the page's. Else cells that are larger
/// than a pixel are a whole number of pixels, so that they stay crisp even in viewers that smooth images.
std::int64_t image_pixels(const CellAxis& axis, double length, double finer)
{
    const double cells = axis.end - axis.begin, wanted = std::ceil(length * finer);
    const bool whole = axis.begin == std::floor(axis.begin) && axis.end == std::floor(axis.end);
    return static_cast<std::int64_t>(whole && cells < wanted ? cells * std::ceil(wanted / cells) : wanted);
}

/// The cells under each pixel of the sheet's own axes, whichever way it lies on the page.
struct SheetPixels {
    AxisPixels rows, cols;
};

SheetPixels sheet_pixels(const Canvas& canvas, const Picture& picture, const Look& look, const HeatmapWords& words,
                         const Area& box)
{
    const double finer = canvas.pixels() ? 1 : std::max(1.0, 1000 / std::max(box.width, box.height));
    std::int64_t width = static_cast<std::int64_t>(box.width), height = static_cast<std::int64_t>(box.height);
    if (!canvas.pixels()) {
        width = image_pixels(words.across, box.width, finer);
        height = image_pixels(words.down, box.height, finer);
    }
    if (look.transposed) std::swap(width, height);
    const Window window = shown_window(picture, look);
    return {cells_under_pixels(window.row0, window.row1, height, picture.row_count()),
            cells_under_pixels(window.col0, window.col1, width, picture.col_count(), column_group(picture.field))};
}

void draw_bar(const Canvas& canvas, const HeatmapLayout& layout, const HeatmapWords& words, const CellsImage& image,
              const Picture& picture, const Language& language)
{
    const Area& bar = layout.bar;
    const Range range = bar_range(picture, image.range);
    // Each step reaches to the top, and the next covers its upper part: no seams.
    const auto steps = canvas.pixels() ? static_cast<int>(bar.height) : 256;
    for (int step = 0; step < steps; ++step) {
        const double share = (step + 0.5) / steps, below = bar.height * step / steps;
        const double number = number_on_bar(picture, range, share);
        const Rgb colour = image.colormap->colours[colour_index(static_cast<float>(number), image.range)];
        canvas.fill({bar.x, bar.y, bar.width, bar.height - below}, colour);
    }
    canvas.frame(bar);
    draw_ticks_right(canvas, bar, bar_ticks(canvas, picture, range, bar.height), true);
    if (layout.axis_titles)
        canvas.write(words.bar_title, canvas.ordinary(),
                     {.x = layout.bar_words_x,
                      .y = bar.y + bar.height / 2,
                      .along = Anchor::centre,
                      .upwards = true,
                      .most = bar.height});
    if (image.non_finite.empty()) return;
    const double size = bar.width;
    const Area swatch{bar.x, layout.cells.bottom() - size, size, size};
    canvas.fill(swatch, non_finite_colour);
    canvas.frame(swatch);
    canvas.write(language("figure.not_finite"), canvas.remark(),
                 {.x = swatch.right() + 0.5 * canvas.type(), .y = swatch.y + size / 2});
}

void draw_lines(const Canvas& canvas, const PageSize& page, const HeatmapLayout& layout, const HeatmapWords& words)
{
    const double edge = canvas.type(), room = page.width - 2 * edge;
    const auto line = [&](const std::string& text, const Style& style, double y) {
        const double width = std::min(room, canvas.size_of(text, style).width);
        const double x = start_of_line(width, layout.cells.x, edge, page.width - edge);
        canvas.write(text, style, {.x = x, .y = y, .most = room});
    };
    if (layout.title) line(words.title, canvas.heading(), layout.title_y);
    if (layout.note) line(words.note, canvas.remark(), layout.note_y);
}

void draw_axes(const Canvas& canvas, const PageSize& page, const HeatmapLayout& layout, const HeatmapWords& words)
{
    canvas.frame(layout.cells);
    const double edge = 0.3 * canvas.type();
    draw_ticks_under(canvas, layout.cells, layout.across, edge, page.width - edge);
    draw_ticks_left(canvas, layout.cells, layout.down, false);
    if (!layout.axis_titles) return;
    draw_words_under(canvas, layout.cells, words.across, layout.across_words_y);
    draw_words_beside(canvas, layout.cells, words.down, layout.down_words_x);
}

}  // namespace

void draw_heatmap(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, const Picture& picture,
                  const Language& language)
{
    const Look& look = spec.scene.look(*spec.sheet);
    const Colormap& colormap = shown_colormap(picture, look, spec.background == FigureBackground::dark);
    HeatmapWords words = words_of(spec, picture, language);

    // The room for the bar's labels depends on the range, which may depend on the pixels: a coarse look comes first.
    const Window window = shown_window(picture, look);
    const auto coarse = [](double begin, double end, std::int64_t cells, std::int64_t group) {
        return cells_under_pixels(begin, end, 64, cells, group);
    };
    Range range = cells_image(picture, look, coarse(window.row0, window.row1, picture.row_count(), 1),
                              coarse(window.col0, window.col1, picture.col_count(), column_group(picture.field)), colormap)
                      .range;
    HeatmapLayout layout;
    CellsImage image;
    SheetPixels pixels;
    for (int pass = 0; pass < 2; ++pass) {
        layout =
            heatmap_layout(canvas, page, words, bar_ticks(canvas, picture, bar_range(picture, range), 0.8 * page.height));
        pixels = sheet_pixels(canvas, picture, look, words, layout.cells);
        image = cells_image(picture, look, pixels.rows, pixels.cols, colormap);
        const bool settled = image.range == range && words.not_finite == !image.non_finite.empty();
        range = image.range;
        words.not_finite = !image.non_finite.empty();
        if (settled) break;
    }
    if (pixels.rows.count * pixels.cols.count > 1)
        words.note += " · "
                      + filled(language("figure.pixel"),
                               {{"rows", readable(pixels.rows.count)}, {"cols", readable(pixels.cols.count)}});

    paint_cells(canvas, layout.cells, image);
    draw_axes(canvas, page, layout, words);
    if (layout.bar.width > 0) draw_bar(canvas, layout, words, image, picture, language);
    draw_lines(canvas, page, layout, words);
}

}  // namespace phasescope
