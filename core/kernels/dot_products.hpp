// Dot products between all rows of two tables: the loop under every picture that is a product of tables.
#pragma once

#include <cstdint>
#include <span>

namespace phasescope {

/// sum(i, j) += u_i . v_j. Row-major tables u (rows, r), v (cols, r), sum (rows, cols), with r = `width` > 0.
void add_dot_products(std::span<const double> u, std::span<const double> v, std::int64_t width, std::span<double> sum);

namespace plain {
/// The plain twin.
void add_dot_products(std::span<const double> u, std::span<const double> v, std::int64_t width, std::span<double> sum);
}  // namespace plain

}  // namespace phasescope
