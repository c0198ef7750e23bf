// A rectangle of a field as a field of its own.
#pragma once

#include "core/field/field.hpp"

namespace phasescope {

/// Cell (r, c) of the result is cell (cells.row0 + r, cells.col0 + c). The rectangle must be inside and not empty.
Field part_of(const Field& field, const CellRect& cells);

}  // namespace phasescope
