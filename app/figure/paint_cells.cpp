#include <algorithm>
#include <cstring>

#include "app/figure/cairo_owners.hpp"
#include "app/figure/drawing.hpp"
#include "app/figure/png.hpp"

namespace phasescope {
namespace {

Surface surface_of(const CellsImage& image)
{
    Surface surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(image.width), static_cast<int>(image.height)));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return surface;
    cairo_surface_flush(surface.get());
    unsigned char* bytes = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const auto width = static_cast<std::size_t>(image.width);
    for (std::size_t pixel = 0; pixel < image.index.size(); ++pixel) {
        const Rgb c = image.colour(pixel);
        const std::uint32_t word = static_cast<std::uint32_t>(c.r) << 16 | static_cast<std::uint32_t>(c.g) << 8 | c.b;
        std::memcpy(bytes + pixel / width * stride + pixel % width * 4, &word, 4);
    }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

/// Lets formats that can embed PNG files, such as SVG, take ours: it has a palette and is much smaller than cairo's.
void attach_png(cairo_surface_t* surface, const CellsImage& image)
{
    PngImage png{.width = image.width, .height = image.height, .channels = 1, .palette = {}, .bytes = image.index};
    png.palette.assign(image.colormap->colours.begin(), image.colormap->colours.end());
    if (!image.non_finite.empty()) return;
    Result<std::string> bytes = png_bytes(png, {});
    if (!bytes) return;
    auto kept = std::make_unique<std::string>(std::move(*bytes));
    const auto forget = [](void* text) { delete static_cast<std::string*>(text); };
    const auto state =
        cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_PNG, reinterpret_cast<const unsigned char*>(kept->data()),
                                    kept->size(), forget, kept.get());
    if (state == CAIRO_STATUS_SUCCESS) kept.release();
}

/// Pixel by pixel onto a page of pixels.
void paint_pixels(cairo_t* cairo, const Area& box, const CellBands& image)
{
    const std::int64_t step = CellBands::rows_at_once(image.width());
    cairo_save(cairo);
    cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE);  // a copy, many times quicker than blending
    for (std::int64_t top = 0; top < image.height(); top += step) {
        const std::int64_t rows = std::min(step, image.height() - top);
        const Surface band = surface_of(image.band(top, rows));
        const double y = box.y + static_cast<double>(top);
        cairo_set_source_surface(cairo, band.get(), box.x, y);
        cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
        cairo_rectangle(cairo, box.x, y, static_cast<double>(image.width()), static_cast<double>(rows));
        cairo_fill(cairo);
    }
    cairo_restore(cairo);
}

/// As one image that is stretched over the box.
void paint_stretched(cairo_t* cairo, const Area& box, const CellsImage& image)
{
    const Surface surface = surface_of(image);
    attach_png(surface.get(), image);
    cairo_save(cairo);
    cairo_translate(cairo, box.x, box.y);
    cairo_scale(cairo, box.width / static_cast<double>(image.width), box.height / static_cast<double>(image.height));
    cairo_set_source_surface(cairo, surface.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

}  // namespace

void paint_cells(const Canvas& canvas, const Area& box, const CellBands& image)
{
    if (canvas.pixels())
        paint_pixels(canvas.cairo(), box, image);
    else
        paint_stretched(canvas.cairo(), box, image.band(0, image.height()));
}

}  // namespace phasescope
