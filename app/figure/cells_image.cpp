#include "app/figure/cells_image.hpp"

#include <algorithm>
#include <cmath>

#include "core/precision_pictures.hpp"

namespace phasescope {
namespace {

/// Numbers are made in bands of about this many, so that a large image needs little more than its own bytes.
constexpr std::int64_t band_numbers = std::int64_t{1} << 21;

/// Calls use(first row, numbers) for one band of pixel rows after another.
template <class Use>
void for_each_band(const Picture& picture, const Look& look, const AxisPixels& rows, const AxisPixels& cols, const Use& use)
{
    const auto height = static_cast<std::int64_t>(rows.first.size());
    const auto width = static_cast<std::int64_t>(cols.first.size());
    const std::int64_t step = std::max<std::int64_t>(1, band_numbers / width);
    for (std::int64_t top = 0; top < height; top += step) {
        const auto begin = rows.first.begin() + top, end = rows.first.begin() + std::min(top + step, height);
        use(top, shown_numbers(picture, look, {AxisPixels{{begin, end}, rows.count}, cols}));
    }
}

/// Two numbers with the least and the greatest of all pixels; not finite where no pixel is.
FloatMatrix extremes(const Picture& picture, const Look& look, const AxisPixels& rows, const AxisPixels& cols)
{
    FloatMatrix ends(1, 2);
    ends.values = {NAN, NAN};
    for_each_band(picture, look, rows, cols, [&](std::int64_t, const FloatMatrix& band) {
        for (const float number : band.values) {
            if (!std::isfinite(number)) continue;
            ends.values[0] = std::fmin(ends.values[0], number);
            ends.values[1] = std::fmax(ends.values[1], number);
        }
    });
    return ends;
}

/// Where the pixel (row, col) of the sheet lies in the image.
std::size_t place(const CellsImage& image, bool transposed, std::int64_t row, std::int64_t col)
{
    return static_cast<std::size_t>(transposed ? col * image.width + row : row * image.width + col);
}

}  // namespace

CellsImage cells_image(const Picture& picture, const Look& look, const AxisPixels& rows, const AxisPixels& cols,
                       const Colormap& colormap)
{
    const auto height = static_cast<std::int64_t>(rows.first.size());
    const auto width = static_cast<std::int64_t>(cols.first.size());
    CellsImage image{.width = look.transposed ? height : width,
                     .height = look.transposed ? width : height,
                     .index = std::vector<std::uint8_t>(static_cast<std::size_t>(width * height)),
                     .non_finite = {},
                     .range = {-1, 1},
                     .colormap = &colormap};
    const FloatMatrix ends = look.range == RangeMode::follow ? extremes(picture, look, rows, cols) : FloatMatrix(1, 2);
    image.range = shown_range(picture, look, ends);

    for_each_band(picture, look, rows, cols, [&](std::int64_t top, const FloatMatrix& band) {
        for (std::int64_t row = 0; row < band.rows; ++row) {
            for (std::int64_t col = 0; col < band.cols; ++col) {
                const std::size_t at = place(image, look.transposed, top + row, col);
                const float number = band(row, col);
                if (std::isfinite(number)) {
                    image.index[at] = colour_index(number, image.range);
                } else {
                    image.non_finite.resize(image.index.size());
                    image.non_finite[at] = true;
                }
            }
        }
    });
    return image;
}

const Colormap& shown_colormap(const Picture& picture, const Look& look, bool dark)
{
    const Colormap* chosen = look.colormap.empty() ? nullptr : find_colormap(look.colormap);
    if (chosen) return *chosen;
    if (shows_errors(picture.sheet)) return *find_colormap("magma");
    return standard_colormap(shown_palette(picture, look), dark);
}

}  // namespace phasescope
