// Pictures that are products: two tables whose rows have the numbers of the pixels as their dot products.
#pragma once

#include "core/field/field.hpp"

namespace phasescope {

/// Pixel (y, x) is u_y . v_x: u (rows, r) and v (cols, r).
struct ThinTables {
    Matrix u, v;
};

/// A rectangle of those pixels: rows of u with rows of v.
FloatMatrix products(const ThinTables& tables, const CellRect& pixels);

/// Of a field without its mask: the mean rows of its tables under the pixels of each axis. A row of NaN where there is none.
ThinTables thin_tables(const ProductField& field, const AxisPixels& rows, const AxisPixels& cols);

/// Of a field without its mask: cos(a - b) = cos a cos b + sin a sin b, so each of its terms becomes two columns.
ThinTables thin_tables(const OffsetField& field, const AxisPixels& rows, const AxisPixels& cols);

}  // namespace phasescope
