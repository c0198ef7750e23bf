#include "app/figure/surface.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib.h>

#include <map>
#include <memory>

namespace phasescope {
namespace {

struct Destroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, Destroy>;
using Cairo = std::unique_ptr<cairo_t, Destroy>;

cairo_status_t append(void* bytes, const unsigned char* data, unsigned size)
{
    try {
        static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), size);
        return CAIRO_STATUS_SUCCESS;
    } catch (const std::exception&) {
        return CAIRO_STATUS_NO_MEMORY;
    }
}

/// Runs the drawing; what went wrong, if anything, as cairo says it.
cairo_status_t run(cairo_surface_t* surface, double scale, const Drawing& drawing)
{
    const Cairo cairo(cairo_create(surface));
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) return cairo_status(cairo.get());
    cairo_scale(cairo.get(), scale, scale);
    drawing(cairo.get());
    return cairo_status(cairo.get());
}

Error not_drawn(cairo_status_t status)
{
    return {"the figure could not be drawn", cairo_status_to_string(status), "a smaller one may succeed"};
}

double points_per_pixel(const FigureSpec& spec)
{
    return 72 / spec.dpi;
}

/// cairo's pixels (opacity in the top byte, colours multiplied by it) as plain bytes.
void take_row(const std::uint32_t* words, std::int64_t count, int channels, std::uint8_t* out)
{
    for (std::int64_t i = 0; i < count; ++i, out += channels) {
        const std::uint32_t word = words[i], opacity = channels == 4 ? word >> 24 : 255;
        const auto plain = [&](int shift) {
            const std::uint32_t part = word >> shift & 255;
            return static_cast<std::uint8_t>(opacity == 0 ? 0 : (part * 255 + opacity / 2) / opacity);
        };
        out[0] = plain(16);
        out[1] = plain(8);
        out[2] = plain(0);
        if (channels == 4) out[3] = static_cast<std::uint8_t>(opacity);
    }
}

/// How many digits stand there.
std::size_t digits_at(const std::string& text, std::size_t at)
{
    std::size_t count = 0;
    while (at + count < text.size() && g_ascii_isdigit(text[at + count])) ++count;
    return count;
}

/// cairo numbers surfaces and images through the life of the process. Here they are numbered anew from 0.
std::string renumbered(const std::string& svg)
{
    std::map<std::string, std::size_t> numbers;
    std::string result;
    result.reserve(svg.size());
    std::size_t at = 0;
    while (at < svg.size()) {
        std::size_t name = 0;
        for (const std::string_view mark : {"id=\"", "\"#", "url(#"})
            if (svg.compare(at, mark.size(), mark) == 0) name = mark.size();
        std::size_t letters = 0;
        if (name > 0)
            while (g_ascii_isalpha(svg[at + name + letters]) || svg[at + name + letters] == '-') ++letters;
        const std::size_t digits = letters > 0 ? digits_at(svg, at + name + letters) : 0;
        const char after = svg[std::min(svg.size() - 1, at + name + letters + digits)];
        if (digits == 0 || (after != '"' && after != ')')) {
            result += svg[at++];
            continue;
        }
        const std::string old = svg.substr(at + name, letters + digits);
        const std::size_t number = numbers.try_emplace(old, numbers.size()).first->second;
        result += svg.substr(at, name + letters) + std::to_string(number);
        at += name + letters + digits;
    }
    return result;
}

std::string escaped(const std::string& text)
{
    const std::unique_ptr<char, decltype(&g_free)> markup(
        g_markup_escape_text(text.data(), static_cast<gssize>(text.size())), g_free);
    return markup.get();
}

void insert_after(std::string& text, std::string_view mark, std::size_t from, const std::string& added)
{
    const std::size_t at = text.find(mark, from);
    if (at != text.npos) text.insert(at + mark.size(), added);
}

/// A title for readers and programs, and images whose cells stay rectangles: cairo 1.16 writes neither.
std::string completed(std::string svg, const std::string& title, const std::string& description)
{
    const std::size_t root = svg.find("<svg ");
    if (svg.find("image-rendering") == svg.npos)
        insert_after(svg, "<image ", root, "image-rendering=\"pixelated\" style=\"image-rendering:pixelated\" ");
    insert_after(svg, ">\n", root, "<title>" + escaped(title) + "</title>\n<desc>" + escaped(description) + "</desc>\n");
    return svg;
}

}  // namespace

Result<PngImage> drawn_pixels(const FigureSpec& spec, const Drawing& drawing)
{
    const bool opaque = spec.background != FigureBackground::transparent;
    const Surface surface(
        cairo_image_surface_create(opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, spec.width, spec.height));
    cairo_status_t status = cairo_surface_status(surface.get());
    if (status == CAIRO_STATUS_SUCCESS) status = run(surface.get(), 1, drawing);
    if (status != CAIRO_STATUS_SUCCESS) return not_drawn(status);
    cairo_surface_flush(surface.get());

    PngImage image{.width = spec.width, .height = spec.height, .channels = opaque ? 3 : 4, .palette = {}, .bytes = {}};
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const auto row_bytes = static_cast<std::size_t>(image.width * image.channels);
    image.bytes.resize(row_bytes * static_cast<std::size_t>(image.height));
    for (std::size_t row = 0; row < static_cast<std::size_t>(image.height); ++row) {
        const unsigned char* source = cairo_image_surface_get_data(surface.get()) + row * stride;
        take_row(reinterpret_cast<const std::uint32_t*>(source), image.width, image.channels,
                 image.bytes.data() + row * row_bytes);
    }
    return image;
}

Result<std::string> drawn_svg(const FigureSpec& spec, const Drawing& drawing, const std::string& title,
                              const std::string& description)
{
    std::string bytes;
    const double scale = points_per_pixel(spec);
    const Surface surface(cairo_svg_surface_create_for_stream(append, &bytes, spec.width * scale, spec.height * scale));
    cairo_status_t status = run(surface.get(), scale, drawing);
    cairo_surface_finish(surface.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS) return not_drawn(status);
    return completed(renumbered(bytes), title, description);
}

Result<std::string> drawn_pdf(const FigureSpec& spec, const Drawing& drawing, const std::string& title,
                              const std::string& description)
{
    std::string bytes;
    const double scale = points_per_pixel(spec);
    const Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, spec.width * scale, spec.height * scale));
    const auto tell = [&](cairo_pdf_metadata_t what, const std::string& text) {
        cairo_pdf_surface_set_metadata(surface.get(), what, text.c_str());
    };
    tell(CAIRO_PDF_METADATA_TITLE, title);
    tell(CAIRO_PDF_METADATA_SUBJECT, description);
    tell(CAIRO_PDF_METADATA_CREATOR, "Phasescope " PHASESCOPE_VERSION);
    // A fixed date: the time of day is no part of a figure.
    tell(CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    cairo_status_t status = run(surface.get(), scale, drawing);
    cairo_surface_finish(surface.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS) return not_drawn(status);
    return bytes;
}

}  // namespace phasescope
