// Is moving on by one position the same linear map everywhere? Of rows for which no such map is known, one is fitted.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"

namespace phasescope {

struct RowFit {
    /// Of the rows that were not fitted: max |x(p+1) - M x(p)| / |x(p+1)|. 1 is what M = 0 leaves.
    double residual = 0;
    std::int64_t worst = 0;  ///< the p where it occurs, counted from the first row
};

/// Relative: least squares in double lose half of its digits where the rows are nearly dependent.
inline constexpr double row_fit_tolerance = 1e-6;

/// M is the least matrix that maps every second row to the next (minimum norm, least squares); the rows between are where it
/// is tried. With fewer rows than columns some M always fits those it was made from, so only rows it has not seen tell.
/// Needs at least 4 rows.
RowFit fitted_step(const Matrix& rows);

}  // namespace phasescope
