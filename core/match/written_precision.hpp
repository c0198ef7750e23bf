// How exactly the numbers of a table are written down.
#pragma once

#include <string_view>

#include "core/matrix.hpp"

namespace phasescope {

struct WrittenPrecision {
    std::string_view name;  ///< float64, float32, float16, bfloat16, decimals
    int decimals = 0;       ///< digits after the point, where they are few
    double share = 0;       ///< the most that a number is off, as a share of itself
    double least = 0;       ///< the most that a number is off, however small it is

    /// The most that a number of this size is off.
    double error(double size) const { return share * size + least; }
};

/// By what the finite numbers are multiples of.
WrittenPrecision written_precision(const Matrix& table);

}  // namespace phasescope
