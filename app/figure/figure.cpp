#include "app/figure/figure.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <new>

#include "app/figure/bare_figure.hpp"
#include "app/figure/description.hpp"
#include "app/figure/drawing.hpp"
#include "app/figure/letters.hpp"
#include "app/figure/numbers.hpp"
#include "app/figure/png.hpp"
#include "app/figure/surface.hpp"
#include "core/io/bands.hpp"
#include "core/scene_json.hpp"

namespace phasescope {
namespace {

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

FigureWriter writer_of(std::string bytes)
{
    const auto kept = std::make_shared<const std::string>(std::move(bytes));
    return [kept](const Sink& sink) -> Result<Done> {
        if (!sink(*kept)) return write_refused();
        return Done{};
    };
}

/// No pictures: curves.
Result<FigureWriter> page_figure(const FigureSpec& spec, FigureFormat format, std::span<const Picture> pictures,
                                 const Language& language, std::string* warning)
{
    if (auto error = why_no_letters()) return *std::move(error);
    const Drawing drawing = [&](cairo_t* cairo) {
        const PageSize page{static_cast<double>(spec.width), static_cast<double>(spec.height)};
        const Canvas canvas(cairo, ink_of(spec.background), type_size(spec), format == FigureFormat::png);
        if (spec.background != FigureBackground::transparent)
            canvas.fill({0, 0, page.width, page.height}, canvas.ink().page);
        draw(canvas, page, spec, pictures, language);
    };
    const std::string title = plain_text(figure_title(spec, language)), settings = plain_text(settings_line(spec, language));
    if (format == FigureFormat::png) return drawn_png(spec, drawing, words_of(spec, language), warning);
    Result<std::string> bytes = format == FigureFormat::svg ? drawn_svg(spec, drawing, title, settings, warning)
                                                            : drawn_pdf(spec, drawing, title, settings, warning);
    if (!bytes) return bytes.error();
    return writer_of(std::move(bytes).value());
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

Error too_large(const FigureSpec& spec)
{
    return {"not enough memory for the figure", std::to_string(spec.width) + " x " + std::to_string(spec.height),
            "make it smaller"};
}

Result<FigureWriter> any_figure(const FigureSpec& spec, FigureFormat format, const Language& language, std::string* warning)
{
    if (!spec.sheet && spec.bare)
        return Error{"curves have no cells", "--bare", "draw them with axes, or choose another picture"};
    if (!spec.beside.empty() && spec.bare)
        return Error{"bare pixels are those of one sheet", "--bare", "choose one, or draw the figure with axes"};
    if (!spec.sheet && spec.curves == Curves::frequencies)
        if (const auto error = why_no_frequencies(spec.scene)) return *error;
    Result<std::vector<Picture>> pictures = pictures_of(spec);
    if (!pictures) return pictures.error();
    if (spec.bare) return bare_figure(spec, std::move(std::move(pictures).value().front()), words_of(spec, language));
    return page_figure(spec, format, *pictures, language, warning);
}

}  // namespace

Result<Drawing> drawing_of(const FigureSpec& spec, const Language& language)
{
    if (const auto error = size_error(spec)) return *error;
    if (!spec.sheet && spec.curves == Curves::frequencies)
        if (const auto error = why_no_frequencies(spec.scene)) return *error;
    Result<std::vector<Picture>> pictures = pictures_of(spec);
    if (!pictures) return pictures.error();
    return Drawing([spec, language, pictures = std::move(pictures).value()](cairo_t* cairo) {
        const PageSize page{static_cast<double>(spec.width), static_cast<double>(spec.height)};
        const Canvas canvas(cairo, ink_of(spec.background), type_size(spec), false);
        draw(canvas, page, spec, pictures, language);
    });
}

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

Result<FigureWriter> figure_writer(const FigureSpec& spec, FigureFormat format, const Language& language,
                                   std::string* warning)
{
    if (spec.bare && format != FigureFormat::png)
        return Error{"bare pixels can only be a PNG", "--bare", "name the file .png, or draw the figure with axes"};
    if (!spec.bare || spec.bare_sized)
        if (const auto error = size_error(spec)) return *error;
    try {
        Result<FigureWriter> writer = any_figure(spec, format, language, warning);
        if (!writer) return writer;
        return FigureWriter([spec, write = std::move(writer).value()](const Sink& sink) -> Result<Done> {
            try {
                return write(sink);
            } catch (const std::bad_alloc&) {
                return too_large(spec);
            }
        });
    } catch (const std::bad_alloc&) {
        return too_large(spec);
    }
}

Result<std::string> bytes_of(const FigureWriter& writer)
{
    std::string bytes;
    const Result<Done> done = writer([&](std::string_view more) {
        bytes += more;
        return true;
    });
    if (!done) return done.error();
    return bytes;
}

Result<std::string> figure(const FigureSpec& spec, FigureFormat format, const Language& language)
{
    const Result<FigureWriter> writer = figure_writer(spec, format, language);
    if (!writer) return writer.error();
    return bytes_of(*writer);
}

}  // namespace phasescope
