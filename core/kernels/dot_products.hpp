// Dot products between all rows of two tables: the loop under every picture that is a product of tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace phasescope {

/// sum(i, j) += u_i . v_j. Row-major tables u (rows, r), v (cols, r), sum (rows, cols), with r = `width` > 0.
void add_dot_products(std::span<const double> u, std::span<const double> v, std::int64_t width, std::span<double> sum);

/// The same of floats, twice as fast: runs of `floats_in_a_run` products are added in float, the runs in double. Error at
/// most 2^-24 `floats_in_a_run` of the sum of the products' magnitudes, some 2^-24 |u_i| |v_j| of random rows.
void add_dot_products(std::span<const float> u, std::span<const float> v, std::int64_t width, std::span<double> sum);

inline constexpr std::size_t floats_in_a_run = 64;

namespace plain {
/// The plain twin.
void add_dot_products(std::span<const double> u, std::span<const double> v, std::int64_t width, std::span<double> sum);
}  // namespace plain

}  // namespace phasescope
