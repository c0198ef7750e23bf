// Products and lengths of rows, summed one number after the other.
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "core/matrix.hpp"

namespace phasescope {

/// Of rows that are equally long.
inline double dot(std::span<const double> a, std::span<const double> b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// The Euclidean norm.
inline double norm(std::span<const double> row)
{
    return std::sqrt(dot(row, row));
}

/// The greatest norm of a row; 0 where there is none.
inline double longest_row(const Matrix& rows)
{
    double longest = 0;
    for (std::int64_t r = 0; r < rows.rows; ++r) longest = std::max(longest, norm(rows.row(r)));
    return longest;
}

}  // namespace phasescope
