#include "app/figure/bare_figure.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <future>
#include <memory>
#include <numeric>

#include "app/figure/cells_image.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

/// All cells from the one that holds `begin` to the one that holds `end`, one a pixel.
AxisPixels each_cell(double begin, double end)
{
    const auto first = static_cast<std::int64_t>(std::floor(begin));
    AxisPixels axis;
    axis.first.resize(static_cast<std::size_t>(static_cast<std::int64_t>(std::ceil(end)) - first));
    std::iota(axis.first.begin(), axis.first.end(), first);
    return axis;
}

/// The cells under the pixels of the sheet's own axes: as many as the spec says, else one for each cell.
Result<PicturePixels> bare_pixels(const FigureSpec& spec, const Picture& picture, const Look& look)
{
    const Window window = shown_window(picture, look);
    if (spec.bare_sized) {
        std::int64_t width = spec.width, height = spec.height;
        if (look.transposed) std::swap(width, height);
        return pixels_of(picture.field, window, height, width, shown_by(picture, look));
    }
    const double rows = std::ceil(window.row1) - std::floor(window.row0),
                 cols = std::ceil(window.col1) - std::floor(window.col0);
    if (rows > longest_side || cols > longest_side)
        return Error{"too many cells for one pixel each", shortest_text(rows) + " x " + shortest_text(cols),
                     "choose at most 20000 x 20000 with --rows and --cols, or say with --size how many pixels"};
    return PicturePixels{each_cell(window.row0, window.row1), each_cell(window.col0, window.col1)};
}

/// The picture with what is made of it. Stays where it is: the bands point to the picture.
struct BareSheet {
    BareSheet(Picture shown, const Look& look, PicturePixels pixels, bool dark)
        : picture(std::move(shown)),
          colormap(shown_colormap(picture, look, dark)),
          bands(picture, look, std::move(pixels), colormap),
          has_non_finite(bands.has_non_finite())
    {
    }

    /// No palette has room for the colour of what is no number.
    PngHead head() const
    {
        if (has_non_finite) return {bands.width(), bands.height(), 3, {}};
        return {bands.width(), bands.height(), 1, {colormap.colours.begin(), colormap.colours.end()}};
    }

    /// The bytes of rows of the image.
    std::vector<std::uint8_t> rows(std::int64_t first, std::int64_t count) const
    {
        CellsImage cells = bands.band(first, count);
        if (!has_non_finite) {
            assert(cells.non_finite.empty());
            return std::move(cells.index);
        }
        std::vector<std::uint8_t> bytes;
        bytes.reserve(3 * cells.index.size());
        for (std::size_t pixel = 0; pixel < cells.index.size(); ++pixel) {
            const Rgb colour = cells.colour(pixel);
            bytes.insert(bytes.end(), {colour.r, colour.g, colour.b});
        }
        return bytes;
    }

    const Picture picture;
    const Colormap& colormap;
    const CellBands bands;
    const bool has_non_finite;
};

/// The next band is made while one is packed.
Result<Done> write_bands(const BareSheet& sheet, const PngWords& words, const Sink& sink)
{
    PngWriter png(sink);
    if (const auto begun = png.begin(sheet.head(), words); !begun) return begun;
    const std::int64_t height = sheet.bands.height(), step = CellBands::rows_at_once(sheet.bands.width());
    const auto made = [&](std::int64_t first) {
        return std::async([&sheet, first, count = std::min(step, height - first)] { return sheet.rows(first, count); });
    };
    auto next = made(0);
    for (std::int64_t first = 0; first < height; first += step) {
        const std::vector<std::uint8_t> rows = next.get();
        if (first + step < height) next = made(first + step);
        if (const auto put = png.put(rows); !put) return put;
    }
    return png.end();
}

}  // namespace

Result<FigureWriter> bare_figure(const FigureSpec& spec, Picture picture, const PngWords& words)
{
    const Look& look = spec.scene.look(*spec.sheet);
    Result<PicturePixels> pixels = bare_pixels(spec, picture, look);
    if (!pixels) return pixels.error();
    const auto sheet = std::make_shared<const BareSheet>(std::move(picture), look, std::move(pixels).value(),
                                                         spec.background == FigureBackground::dark);
    return FigureWriter([sheet, words](const Sink& sink) { return write_bands(*sheet, words, sink); });
}

}  // namespace phasescope
