// A sheet as an image of palette indices: what lies inside the axes of a figure.
#pragma once

#include <cstdint>
#include <vector>

#include "app/colour/colormap.hpp"
#include "core/field/raster_parts.hpp"
#include "core/picture.hpp"

namespace phasescope {

/// Row after row as it lies on the page: transposed where the look asks for it.
struct CellsImage {
    std::int64_t width = 0, height = 0;
    std::vector<std::uint8_t> index;  ///< into the colour map
    std::vector<bool> non_finite;     ///< which pixels are not finite numbers; empty where all are finite
    Range range{-1, 1};               ///< of the colours
    const Colormap* colormap = nullptr;

    Rgb colour(std::size_t pixel) const
    {
        return !non_finite.empty() && non_finite[pixel] ? non_finite_colour : colormap->colours[index[pixel]];
    }
};

/// An image made in bands of its rows, so that it can be larger than memory. A band is the same as those rows of the whole.
class CellBands {
public:
    /// Of the pixels whose cells are `pixels`, as rows and columns of the picture. Picture and colour map must outlive it.
    /// Where the range follows the numbers, all of them are made once before.
    CellBands(const Picture& picture, const Look& look, PicturePixels pixels, const Colormap& colormap);

    std::int64_t width() const { return transposed_ ? parts_.height() : parts_.width(); }
    std::int64_t height() const { return transposed_ ? parts_.width() : parts_.height(); }
    Range range() const { return range_; }
    const Colormap& colormap() const { return *colormap_; }

    /// How many rows a band of an image should have: about 2 million pixels, but whole rows.
    static std::int64_t rows_at_once(std::int64_t width);

    /// Rows first .. first + count - 1.
    CellsImage band(std::int64_t first, std::int64_t count) const;

    /// Whether some pixel is not a finite number. All of them may have to be made for the answer.
    bool has_non_finite() const;

private:
    FloatMatrix numbers(std::int64_t first, std::int64_t count) const;

    /// The rectangle of the picture's pixels that rows of the image show.
    PixelRect rows_of_image(std::int64_t first, std::int64_t count) const;

    const Picture* picture_;
    const Colormap* colormap_;
    bool transposed_, spread_;
    PicturePixels pixels_;
    RasterParts parts_;
    Range range_{-1, 1};
};

/// The colours that a look chooses, else the standard ones.
const Colormap& shown_colormap(const Picture& picture, const Look& look, bool dark);

}  // namespace phasescope
