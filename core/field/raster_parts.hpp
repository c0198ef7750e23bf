// The picture of a field made in parts: pictures too large for memory are made some rows or columns of pixels at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/field/field.hpp"
#include "core/field/offset_table.hpp"
#include "core/field/thin_tables.hpp"

namespace phasescope {

/// Rows row0 .. row1-1 and columns col0 .. col1-1 of the pixels of a picture.
struct PixelRect {
    std::int64_t row0 = 0, row1 = 0, col0 = 0, col1 = 0;

    std::int64_t rows() const { return row1 - row0; }
    std::int64_t cols() const { return col1 - col0; }
};

/// The cells under those of the pixels that lie in the rectangle.
PicturePixels pixels_in(const PicturePixels& pixels, const PixelRect& rect);

/// The picture that raster() makes, in parts. What all pixels share is made once, so that a part has the pixels of the whole
/// picture and a picture in many parts takes hardly longer.
class RasterParts {
public:
    /// The field must outlive it.
    RasterParts(const Field& field, PicturePixels pixels);

    std::int64_t height() const { return std::ssize(pixels_.rows.first); }
    std::int64_t width() const { return std::ssize(pixels_.cols.first); }

    /// Shape (rect.rows(), rect.cols()). The rectangle must be inside and not empty. Besides the part itself little memory
    /// is taken, but where a function of the offset is shown at different zooms: some 30 bytes for each pixel of the part.
    FloatMatrix part(const PixelRect& rect) const;

private:
    FloatMatrix unmasked(const PixelRect& rect) const;

    const Field* field_;
    PicturePixels pixels_;
    std::optional<OffsetTable> table_;
    std::optional<ThinTables> mean_rows_;  ///< of a product, where they are not large
    std::vector<RasterParts> terms_;       ///< of a difference
};

}  // namespace phasescope
