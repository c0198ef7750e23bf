// How much the cells under a pixel differ: their root mean square about the mean. A fast wave whose mean is nothing is seen
// to be alive.
#pragma once

#include "core/field/field.hpp"

namespace phasescope {

/// About how many multiplications the spreads of a window take, `height` x `width` pixels; what visits cells one by one
/// counts as a few for each.
double spread_effort(const Field& field, const Window& window, std::int64_t height, std::int64_t width);

/// Whether a picture of the window, of a thousand by a thousand pixels, takes at most about two seconds of two cores. Where
/// it takes longer there are too many cells to visit, or too many pairs of waves.
bool has_spread(const Field& field, const Window& window);

/// Pixel (y, x): the root mean square about the mean of the cells rows.first[y].. x cols.first[x].. that hold a number; NaN
/// where none does. Of angles the root mean square distance of points of the unit circle from the direction of their mean.
///
/// Where cells or offsets are visited, and of straight pieces, the error is that of rounding. In closed form squares of
/// waves cancel: an error of at most 1e-7 of the sum of their amplitudes, only where the spread is as small as that.
FloatMatrix spread_raster(const Field& field, const AxisPixels& rows, const AxisPixels& cols);

namespace plain {
/// The twin, of one pixel: every cell is visited.
double spread(const Field& field, const CellRect& cells);
}  // namespace plain

}  // namespace phasescope
