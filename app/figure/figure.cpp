#include "app/figure/figure.hpp"

#include <algorithm>
#include <cmath>
#include <new>
#include <numeric>

#include "app/figure/description.hpp"
#include "app/figure/drawing.hpp"
#include "app/figure/numbers.hpp"
#include "app/figure/png.hpp"
#include "app/figure/surface.hpp"
#include "core/number_text.hpp"
#include "core/scene_json.hpp"

namespace phasescope {
namespace {

constexpr int least_side = 16, longest_side = 20000;
constexpr double least_dpi = 10, most_dpi = 2400;

std::optional<Error> size_error(const FigureSpec& spec)
{
    const auto wrong = [](int side) { return side < least_side || side > longest_side; };
    if (wrong(spec.width) || wrong(spec.height))
        return Error{"the size of the figure is out of range",
                     std::to_string(spec.width) + " x " + std::to_string(spec.height),
                     "each side must have 16 to 20000 pixels"};
    if (!(spec.dpi >= least_dpi && spec.dpi <= most_dpi))
        return Error{"the resolution of the figure is out of range", std::to_string(spec.dpi), "dpi must be 10 to 2400"};
    return std::nullopt;
}

/// The size of type in pixels: 10 points on an 8 x 6 inch page, growing with the page. Small pages have type that can
/// still be read at arm's length and on screen, as far as there is room.
double type_size(const FigureSpec& spec)
{
    const double page = std::sqrt(static_cast<double>(spec.width) * spec.height);
    const double readable = std::max(6 * spec.dpi / 72, 10.0);
    return std::max(page / 50, std::min(readable, page / 26));
}

PngWords words_of(const FigureSpec& spec, const Language& language)
{
    return {.dpi = spec.dpi,
            .scene = scene_text(spec.scene),
            .software = "Phasescope " PHASESCOPE_VERSION,
            .description = plain_text(figure_title(spec, language)) + "\n" + plain_text(settings_line(spec, language))};
}

void draw(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, std::span<const Picture> pictures,
          const Language& language)
{
    if (pictures.size() > 1)
        draw_panels(canvas, page, spec, pictures, language);
    else if (pictures.size() == 1)
        draw_heatmap(canvas, page, spec, pictures.front(), {figure_title(spec, language), settings_line(spec, language), {}},
                     language);
    else if (spec.curves == Curves::frequencies)
        draw_frequencies(canvas, page, spec, language);
    else
        draw_waves(canvas, page, spec, language);
}

/// No pictures: curves.
Result<std::string> page_figure(const FigureSpec& spec, FigureFormat format, std::span<const Picture> pictures,
                                const Language& language)
{
    const Drawing drawing = [&](cairo_t* cairo) {
        const PageSize page{static_cast<double>(spec.width), static_cast<double>(spec.height)};
        const Canvas canvas(cairo, ink_of(spec.background), type_size(spec), format == FigureFormat::png);
        if (spec.background != FigureBackground::transparent)
            canvas.fill({0, 0, page.width, page.height}, canvas.ink().page);
        draw(canvas, page, spec, pictures, language);
    };
    const std::string title = plain_text(figure_title(spec, language)), settings = plain_text(settings_line(spec, language));
    if (format == FigureFormat::svg) return drawn_svg(spec, drawing, title, settings);
    if (format == FigureFormat::pdf) return drawn_pdf(spec, drawing, title, settings);
    Result<PngImage> image = drawn_pixels(spec, drawing);
    if (!image) return image.error();
    return png_bytes(with_palette(std::move(*image)), words_of(spec, language));
}

/// All cells from the one that holds `begin` to the one that holds `end`, one a pixel.
AxisPixels each_cell(double begin, double end)
{
    const auto first = static_cast<std::int64_t>(std::floor(begin));
    AxisPixels axis;
    axis.first.resize(static_cast<std::size_t>(static_cast<std::int64_t>(std::ceil(end)) - first));
    std::iota(axis.first.begin(), axis.first.end(), first);
    return axis;
}

PngImage plain_image(CellsImage cells)
{
    PngImage image{.width = cells.width, .height = cells.height, .channels = 1, .palette = {}, .bytes = {}};
    image.palette.assign(cells.colormap->colours.begin(), cells.colormap->colours.end());
    if (cells.non_finite.empty()) {
        image.bytes = std::move(cells.index);
        return image;
    }
    image.channels = 3;
    image.bytes.reserve(3 * cells.index.size());
    for (std::size_t pixel = 0; pixel < cells.index.size(); ++pixel) {
        const Rgb colour = cells.colour(pixel);
        image.bytes.insert(image.bytes.end(), {colour.r, colour.g, colour.b});
    }
    return image;
}

Result<std::string> bare_figure(const FigureSpec& spec, const Picture& picture, const Language& language)
{
    const Look& look = spec.scene.look(*spec.sheet);
    const Window window = shown_window(picture, look);
    const double rows = std::ceil(window.row1) - std::floor(window.row0),
                 cols = std::ceil(window.col1) - std::floor(window.col0);
    if (rows > longest_side || cols > longest_side)
        return Error{"too many cells for one pixel each", shortest_text(rows) + " x " + shortest_text(cols),
                     "choose at most 20000 x 20000 with --rows and --cols, or draw the figure without --bare"};
    const Colormap& colormap = shown_colormap(picture, look, spec.background == FigureBackground::dark);
    const AxisPixels down = each_cell(window.row0, window.row1), along = each_cell(window.col0, window.col1);
    return png_bytes(plain_image(cells_image(picture, look, down, along, colormap)), words_of(spec, language));
}

/// The sheets that the figure shows; an Error where one cannot be made.
Result<std::vector<Picture>> pictures_of(const FigureSpec& spec)
{
    std::vector<Picture> pictures;
    for (const Sheet sheet : sheets_of(spec)) {
        Result<Picture> one = picture(spec.scene, sheet);
        if (!one) return one.error();
        pictures.push_back(std::move(one).value());
    }
    return pictures;
}

Result<std::string> any_figure(const FigureSpec& spec, FigureFormat format, const Language& language)
{
    if (!spec.sheet && spec.bare)
        return Error{"curves have no cells", "--bare", "draw them with axes, or choose another picture"};
    if (!spec.beside.empty() && spec.bare)
        return Error{"bare pixels are those of one sheet", "--bare", "choose one, or draw the figure with axes"};
    if (!spec.sheet && spec.curves == Curves::frequencies)
        if (const auto error = why_no_frequencies(spec.scene)) return *error;
    const Result<std::vector<Picture>> pictures = pictures_of(spec);
    if (!pictures) return pictures.error();
    return spec.bare ? bare_figure(spec, pictures->front(), language) : page_figure(spec, format, *pictures, language);
}

}  // namespace

Result<FigureFormat> figure_format(const std::string& path)
{
    const std::size_t dot = path.find_last_of("./\\");
    std::string ending = dot == path.npos || path[dot] != '.' ? "" : path.substr(dot + 1);
    std::ranges::transform(ending, ending.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (ending == "png") return FigureFormat::png;
    if (ending == "svg") return FigureFormat::svg;
    if (ending == "pdf") return FigureFormat::pdf;
    return Error{"the ending of the file name tells no figure format", path, "use .png, .svg or .pdf"};
}

Result<std::string> figure(const FigureSpec& spec, FigureFormat format, const Language& language)
{
    if (spec.bare && format != FigureFormat::png)
        return Error{"bare pixels can only be a PNG", "--bare", "name the file .png, or draw the figure with axes"};
    if (!spec.bare)
        if (const auto error = size_error(spec)) return *error;
    try {
        return any_figure(spec, format, language);
    } catch (const std::bad_alloc&) {
        return Error{"not enough memory for the figure", std::to_string(spec.width) + " x " + std::to_string(spec.height),
                     "make it smaller"};
    }
}

}  // namespace phasescope
