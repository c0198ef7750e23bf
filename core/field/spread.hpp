// How much the cells under a pixel differ: their root mean square about the mean. A fast wave whose mean is nothing is seen
// to be alive.
#pragma once

#include "core/field/field.hpp"

namespace phasescope {

/// Whether it can be had without visiting every cell, or the field is stored.
bool has_spread(const Field& field);

/// Pixel (y, x): the root mean square about the mean of the cells rows.first[y].. x cols.first[x].. that hold a number; NaN
/// where none does. Of angles the root mean square distance of points of the unit circle from the direction of their mean.
/// Only of fields that have it. Error at most 1e-7 of the greatest amplitude: squares cancel.
FloatMatrix spread_raster(const Field& field, const AxisPixels& rows, const AxisPixels& cols);

namespace plain {
/// The twin, of one pixel: every cell is visited.
double spread(const Field& field, const CellRect& cells);
}  // namespace plain

}  // namespace phasescope
