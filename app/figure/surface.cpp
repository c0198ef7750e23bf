#include "app/figure/surface.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib.h>

#include <map>
#include <optional>
#include <vector>

#include "app/figure/cairo_owners.hpp"
#include "app/figure/few_colours.hpp"
#include "app/figure/letters.hpp"

namespace phasescope {
namespace {

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
cairo_status_t run(cairo_surface_t* surface, double scale, const Drawing& drawing, std::string* warning)
{
    const Cairo cairo(cairo_create(surface));
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) return cairo_status(cairo.get());
    cairo_scale(cairo.get(), scale, scale);
    const LackingLetters lacking(cairo.get());
    drawing(cairo.get());
    if (warning) *warning = lacking.warning();
    return cairo_status(cairo.get());
}

Error not_drawn(cairo_status_t status, const char* hint = "a smaller one may succeed")
{
    return {"the figure could not be drawn", cairo_status_to_string(status), hint};
}

double points_per_pixel(const FigureSpec& spec)
{
    return 72 / spec.dpi;
}

/// cairo's pixels without opacity as red, green and blue.
void take_opaque_row(const std::uint32_t* words, std::int64_t count, std::uint8_t* out)
{
    for (std::int64_t i = 0; i < count; ++i, out += 3) {
        out[0] = static_cast<std::uint8_t>(words[i] >> 16);
        out[1] = static_cast<std::uint8_t>(words[i] >> 8);
        out[2] = static_cast<std::uint8_t>(words[i]);
    }
}

/// cairo's pixels (opacity in the top byte, colours multiplied by it) as plain bytes, opacity last.
void take_clear_row(const std::uint32_t* words, std::int64_t count, std::uint8_t* out)
{
    for (std::int64_t i = 0; i < count; ++i, out += 4) {
        const std::uint32_t word = words[i], opacity = word >> 24;
        const auto plain = [&](int shift) {
            const std::uint32_t part = word >> shift & 255;
            return static_cast<std::uint8_t>(opacity == 0 ? 0 : (part * 255 + opacity / 2) / opacity);
        };
        out[0] = plain(16);
        out[1] = plain(8);
        out[2] = plain(0);
        out[3] = static_cast<std::uint8_t>(opacity);
    }
}

/// The pixels of a page that is drawn, row by row.
struct Page {
    cairo_surface_t* surface;
    bool opaque;

    int width() const { return cairo_image_surface_get_width(surface); }
    int height() const { return cairo_image_surface_get_height(surface); }
    int channels() const { return opaque ? 3 : 4; }

    /// Into `bytes`, channels() for each pixel.
    void take(int row, std::vector<std::uint8_t>& bytes) const
    {
        const unsigned char* data = cairo_image_surface_get_data(surface);
        const auto* words =
            reinterpret_cast<const std::uint32_t*>(data + std::ptrdiff_t{row} * cairo_image_surface_get_stride(surface));
        bytes.resize(static_cast<std::size_t>(width()) * static_cast<std::size_t>(channels()));
        opaque ? take_opaque_row(words, width(), bytes.data()) : take_clear_row(words, width(), bytes.data());
    }
};

/// Numbers the colours of a row in their place; false where they are too many.
bool number_colours(std::vector<std::uint8_t>& bytes, FewColours& colours)
{
    for (std::size_t pixel = 0; pixel < bytes.size() / 3; ++pixel) {
        const std::uint8_t* at = bytes.data() + 3 * pixel;
        const auto number = colours.number({at[0], at[1], at[2]});
        if (!number) return false;
        bytes[pixel] = *number;
    }
    bytes.resize(bytes.size() / 3);
    return true;
}

/// All colours of an opaque page; empty where they are too many for a palette.
std::optional<FewColours> few_colours(const Page& page)
{
    if (!page.opaque) return {};
    FewColours colours;
    std::vector<std::uint8_t> bytes;
    for (int row = 0; row < page.height(); ++row) {
        page.take(row, bytes);
        if (!number_colours(bytes, colours)) return {};
    }
    return colours;
}

Result<Done> write_page(const Page& page, const PngWords& words, const Sink& sink)
{
    std::optional<FewColours> colours = few_colours(page);
    PngHead head{page.width(), page.height(), page.channels(), {}};
    if (colours) head = {page.width(), page.height(), 1, colours->met()};
    PngWriter png(sink);
    if (const auto begun = png.begin(head, words); !begun) return begun;
    std::vector<std::uint8_t> bytes;
    for (int row = 0; row < page.height(); ++row) {
        page.take(row, bytes);
        if (colours) number_colours(bytes, *colours);
        if (const auto put = png.put(bytes); !put) return put;
    }
    return png.end();
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

Result<FigureWriter> drawn_png(const FigureSpec& spec, const Drawing& drawing, const PngWords& words, std::string* warning)
{
    const bool opaque = spec.background != FigureBackground::transparent;
    const std::shared_ptr<cairo_surface_t> surface(
        cairo_image_surface_create(opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, spec.width, spec.height),
        CairoDestroy());
    cairo_status_t status = cairo_surface_status(surface.get());
    if (status == CAIRO_STATUS_SUCCESS) status = run(surface.get(), 1, drawing, warning);
    if (status != CAIRO_STATUS_SUCCESS)
        return not_drawn(status, "make it smaller; --bare --size writes the pixels of one sheet at any size");
    cairo_surface_flush(surface.get());
    return FigureWriter([surface, words, opaque](const Sink& sink) {
        return write_page({surface.get(), opaque}, words, sink);
    });
}

Result<std::string> drawn_svg(const FigureSpec& spec, const Drawing& drawing, const std::string& title,
                              const std::string& description, std::string* warning)
{
    std::string bytes;
    const double scale = points_per_pixel(spec);
    const Surface surface(cairo_svg_surface_create_for_stream(append, &bytes, spec.width * scale, spec.height * scale));
    cairo_status_t status = run(surface.get(), scale, drawing, warning);
    cairo_surface_finish(surface.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS) return not_drawn(status);
    return completed(renumbered(bytes), title, description);
}

Result<std::string> drawn_pdf(const FigureSpec& spec, const Drawing& drawing, const std::string& title,
                              const std::string& description, std::string* warning)
{
    std::string bytes;
    const double scale = points_per_pixel(spec);
    const Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, spec.width * scale, spec.height * scale));
    // Every journal takes PDF 1.4, and all versions of cairo write it alike.
    cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
    const auto tell = [&](cairo_pdf_metadata_t what, const std::string& text) {
        cairo_pdf_surface_set_metadata(surface.get(), what, text.c_str());
    };
    tell(CAIRO_PDF_METADATA_TITLE, title);
    tell(CAIRO_PDF_METADATA_SUBJECT, description);
    tell(CAIRO_PDF_METADATA_CREATOR, "Phasescope " PHASESCOPE_VERSION);
    // A fixed date: the time of day is no part of a figure.
    tell(CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    cairo_status_t status = run(surface.get(), scale, drawing, warning);
    cairo_surface_finish(surface.get());
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS) return not_drawn(status);
    return bytes;
}

}  // namespace phasescope
