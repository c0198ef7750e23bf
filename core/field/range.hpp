// The least and the greatest number of a field.
#pragma once

#include "core/field/field.hpp"

namespace phasescope {

struct Range {
    double lo, hi;

    bool operator==(const Range&) const = default;
};

/// The least and greatest finite number; -1 .. 1 where there is none, widened where both are the same.
Range range_of(const FloatMatrix& numbers);

/// The range of the numbers of a field, from a coarse look over all of it: where it is a function of the offset, along
/// the first row and column, which meet every offset.
Range coarse_range(const Field& field);

}  // namespace phasescope
