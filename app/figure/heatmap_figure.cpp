// A sheet as a figure: cells, axes with positions, colour bar, title and the line that says how it was made.
#include <algorithm>
#include <cmath>
#include <optional>

#include "app/figure/description.hpp"
#include "app/figure/drawing.hpp"
#include "app/plot/ticks.hpp"
#include "core/analysis/frequencies.hpp"
#include "core/precision_pictures.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

std::string axis_title(Axis axis, const Language& language)
{
    return language("axis." + std::string(name_of(axis)));
}

/// "fast λ 6.28" and "slow λ 60 611" at the ends of the channels that are shown, where they go from one to the other.
void mark_ends(CellAxis& axis, const Field& field, const Language& language)
{
    const auto* wave = std::get_if<WaveField>(&field);
    if (!wave) return;
    auto first = static_cast<std::size_t>(std::floor(axis.begin)), last = static_cast<std::size_t>(std::ceil(axis.end)) - 1;
    const auto& amplitudes = wave->channels.amplitude;
    while (first < last && amplitudes[first] == 0) ++first;
    while (last > first && amplitudes[last] == 0) --last;
    const auto shown = std::span(wave->channels.frequency).subspan(first, last - first + 1);
    const std::optional<bool> falls = slows_down(shown);
    if (!falls) return;
    const auto words = [&](const char* key, Turns128 frequency) {
        return filled(language(key), {{"wavelength", wavelength_text(wavelength(frequency))}});
    };
    axis.low_end = words(*falls ? "figure.fast" : "figure.slow", shown.front());
    axis.high_end = words(*falls ? "figure.slow" : "figure.fast", shown.back());
}

/// The axes with their labels, as they lie on the page, but without words.
HeatmapWords labels_of(const FigureSpec& spec, const Picture& picture)
{
    const Look& look = spec.scene.look(picture.sheet);
    const Window window = shown_window(picture, look);
    HeatmapWords words;
    words.down = {"", "", "", window.row0, window.row1, picture.first_row, picture.row_names};
    words.across = {"", "", "", window.col0, window.col1, picture.first_col};
    if (look.transposed) std::swap(words.across, words.down);
    words.square = picture.square();
    return words;
}

std::string bar_title(const Picture& picture, const Look& look, const Language& language)
{
    if (shown_by(picture, look) == Showing::spread) return language("axis.spread");
    if (shows_errors(picture.sheet)) return language("axis.log_error");
    return language(picture.palette == Palette::angle ? "unit.radians" : "axis.value");
}

HeatmapWords words_of(const FigureSpec& spec, const Picture& picture, const SheetWords& around, const Language& language)
{
    HeatmapWords words = labels_of(spec, picture);
    const bool transposed = spec.scene.look(picture.sheet).transposed;
    CellAxis &rows = transposed ? words.across : words.down, &cols = transposed ? words.down : words.across;
    rows.title = axis_title(picture.rows, language);
    cols.title = axis_title(picture.cols, language);
    if (picture.cols == Axis::channel || picture.cols == Axis::pair) mark_ends(cols, picture.field, language);
    words.title = around.title;
    words.note = around.note;
    words.bar_title = bar_title(picture, spec.scene.look(picture.sheet), language);
    words.room = around.room;
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
PicturePixels sheet_pixels(const Canvas& canvas, const Picture& picture, const Look& look, const HeatmapWords& words,
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
    return pixels_of(picture.field, window, height, width, shown_by(picture, look));
}

void draw_bar(const Canvas& canvas, const HeatmapLayout& layout, const HeatmapWords& words, const CellBands& image,
              const Picture& picture, const Language& language)
{
    const Area& bar = layout.bar;
    const Range range = bar_range(picture, image.range());
    // Each step reaches to the top, and the next covers its upper part: no seams.
    const auto steps = canvas.pixels() ? static_cast<int>(bar.height) : 256;
    for (int step = 0; step < steps; ++step) {
        const double share = (step + 0.5) / steps, below = bar.height * step / steps;
        const double number = number_on_bar(picture, range, share);
        const Rgb colour = image.colormap().colours[colour_index(static_cast<float>(number), image.range())];
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
    if (!words.not_finite) return;
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

/// The colours of a coarse look, which are those of the drawing but where the range follows its pixels.
Range coarse_colours(const Picture& picture, const Look& look, const Colormap& colormap)
{
    const auto [rows, cols] = pixels_of(picture.field, shown_window(picture, look), 64, 64, shown_by(picture, look));
    return CellBands(picture, look, {rows, cols}, colormap).range();
}

const Colormap& colormap_of(const FigureSpec& spec, const Picture& picture)
{
    return shown_colormap(picture, spec.scene.look(picture.sheet), spec.background == FigureBackground::dark);
}

/// "one pixel = mean of 4 × 2 cells"; "" where a pixel stands for one.
std::string pixel_note(const Field& field, const PicturePixels& pixels, Showing showing, const Language& language)
{
    if (showing == Showing::samples) return language("figure.samples");
    if (pixels.rows.count * pixels.cols.count <= 1) return "";
    const std::int64_t rows = pixels.rows.count, taken = showing == Showing::mean ? rows_under_pixel(field, rows) : rows;
    const char* key = showing == Showing::spread ? "figure.spread" : taken > rows ? "figure.tent" : "figure.pixel";
    return filled(language(key), {{"rows", readable(taken)}, {"cols", readable(pixels.cols.count)}});
}

std::string note_with(const std::string& note, const std::string& more)
{
    return note + (note.empty() || more.empty() ? "" : " · ") + more;
}

}  // namespace

LabelRoom label_room(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, const Picture& picture)
{
    const Range range = coarse_colours(picture, spec.scene.look(picture.sheet), colormap_of(spec, picture));
    return {widest(canvas, ticks_down(canvas, labels_of(spec, picture).down, page.height)),
            widest(canvas, bar_ticks(canvas, picture, bar_range(picture, range), 0.8 * page.height))};
}

void draw_heatmap(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, const Picture& picture,
                  const SheetWords& around, const Language& language)
{
    const Look& look = spec.scene.look(picture.sheet);
    const Colormap& colormap = colormap_of(spec, picture);
    HeatmapWords words = words_of(spec, picture, around, language);

    // The room for the bar's labels depends on the range, which may depend on the pixels: a coarse look comes first.
    Range range = coarse_colours(picture, look, colormap);
    HeatmapLayout layout;
    std::optional<CellBands> image;
    for (int pass = 0; pass < 2; ++pass) {
        layout =
            heatmap_layout(canvas, page, words, bar_ticks(canvas, picture, bar_range(picture, range), 0.8 * page.height));
        const PicturePixels pixels = sheet_pixels(canvas, picture, look, words, layout.cells);
        image.emplace(picture, look, pixels, colormap);
        const bool not_finite = image->has_non_finite();
        const std::string note =
            note_with(around.note, pixel_note(picture.field, pixels, shown_by(picture, look), language));
        const bool settled = image->range() == range && words.not_finite == not_finite && words.note.empty() == note.empty();
        range = image->range();
        words.not_finite = not_finite;
        words.note = note;
        if (settled) break;
    }

    paint_cells(canvas, layout.cells, *image);
    draw_axes(canvas, page, layout, words);
    if (layout.bar.width > 0) draw_bar(canvas, layout, words, *image, picture, language);
    draw_lines(canvas, page, layout, words);
}

}  // namespace phasescope
