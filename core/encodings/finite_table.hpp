// Tables in which every number counts.
#pragma once

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/matrix.hpp"

namespace phasescope {

/// What fit_table() says of a table with NaN or infinity in it; "" where every number is finite.
inline std::string_view must_be_finite(const Matrix& table)
{
    const bool finite = std::ranges::all_of(table.values, [](double number) { return std::isfinite(number); });
    return finite ? "" : "every number of it must be finite";
}

}  // namespace phasescope
