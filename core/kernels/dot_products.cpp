// Tiles of 6 rows by 2 registers of columns stay in registers while the width runs past.
#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

#include "core/kernels/dot_products.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/dot_products.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace phasescope::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Doubles = hn::ScalableTag<double>;

constexpr std::size_t tile_rows = 6;
constexpr std::size_t most_tile_cols = 2 * hn::MaxLanes(Doubles());
constexpr std::size_t depth = 192;  // a tile of v, depth x columns, and six rows of u stay in the first-level cache

/// A tile of v with its columns side by side, and the sums of one tile.
struct Tile {
    alignas(128) std::array<double, depth * most_tile_cols> columns{};
    alignas(128) std::array<double, tile_rows * most_tile_cols> sums{};
};

/// sums(r, j) = the products of row r of six rows of u with tile column j, over `count` entries.
void multiply(const std::array<const double*, tile_rows>& u, std::size_t count, Tile& tile)
{
    const Doubles d;
    const std::size_t lanes = hn::Lanes(d);
    auto s00 = hn::Zero(d), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
    auto s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00;
    const double *u0 = u[0], *u1 = u[1], *u2 = u[2], *u3 = u[3], *u4 = u[4], *u5 = u[5];
    const double* column = tile.columns.data();
    for (std::size_t k = 0; k < count; ++k, column += 2 * lanes) {
        const auto v0 = hn::Load(d, column), v1 = hn::Load(d, column + lanes);
        auto a = hn::Set(d, u0[k]);
        s00 = hn::MulAdd(a, v0, s00), s01 = hn::MulAdd(a, v1, s01);
        a = hn::Set(d, u1[k]);
        s10 = hn::MulAdd(a, v0, s10), s11 = hn::MulAdd(a, v1, s11);
        a = hn::Set(d, u2[k]);
        s20 = hn::MulAdd(a, v0, s20), s21 = hn::MulAdd(a, v1, s21);
        a = hn::Set(d, u3[k]);
        s30 = hn::MulAdd(a, v0, s30), s31 = hn::MulAdd(a, v1, s31);
        a = hn::Set(d, u4[k]);
        s40 = hn::MulAdd(a, v0, s40), s41 = hn::MulAdd(a, v1, s41);
        a = hn::Set(d, u5[k]);
        s50 = hn::MulAdd(a, v0, s50), s51 = hn::MulAdd(a, v1, s51);
    }
    double* out = tile.sums.data();
    hn::Store(s00, d, out), hn::Store(s01, d, out + lanes);
    hn::Store(s10, d, out + 2 * lanes), hn::Store(s11, d, out + 3 * lanes);
    hn::Store(s20, d, out + 4 * lanes), hn::Store(s21, d, out + 5 * lanes);
    hn::Store(s30, d, out + 6 * lanes), hn::Store(s31, d, out + 7 * lanes);
    hn::Store(s40, d, out + 8 * lanes), hn::Store(s41, d, out + 9 * lanes);
    hn::Store(s50, d, out + 10 * lanes), hn::Store(s51, d, out + 11 * lanes);
}

/// The sizes of the three tables.
struct Shape {
    std::size_t rows, cols, width;
};

void pack(std::span<const double> v, const Shape& shape, std::size_t first_col, std::size_t from, std::size_t count,
          Tile& tile)
{
    const std::size_t tile_cols = 2 * hn::Lanes(Doubles());
    for (std::size_t j = 0; j < tile_cols; ++j) {
        // Columns past the last repeat it; their sums are not used.
        const std::size_t col = std::min(first_col + j, shape.cols - 1);
        for (std::size_t k = 0; k < count; ++k) tile.columns[k * tile_cols + j] = v[col * shape.width + from + k];
    }
}

void add_tile(const Tile& tile, const Shape& shape, std::size_t first_row, std::size_t first_col, std::span<double> sum)
{
    const std::size_t tile_cols = 2 * hn::Lanes(Doubles());
    const std::size_t rows = std::min(tile_rows, shape.rows - first_row), cols = std::min(tile_cols, shape.cols - first_col);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t j = 0; j < cols; ++j)
            sum[(first_row + r) * shape.cols + first_col + j] += tile.sums[r * tile_cols + j];
}

void dot_products(std::span<const double> u, std::span<const double> v, std::size_t width, std::span<double> sum)
{
    const Shape shape{u.size() / width, v.size() / width, width};
    Tile tile;
    for (std::size_t from = 0; from < width; from += depth) {
        const std::size_t count = std::min(depth, width - from);
        for (std::size_t col = 0; col < shape.cols; col += 2 * hn::Lanes(Doubles())) {
            pack(v, shape, col, from, count, tile);
            for (std::size_t row = 0; row < shape.rows; row += tile_rows) {
                std::array<const double*, tile_rows> rows{};
                for (std::size_t r = 0; r < tile_rows; ++r) rows[r] = &u[std::min(row + r, shape.rows - 1) * width + from];
                multiply(rows, count, tile);
                add_tile(tile, shape, row, col, sum);
            }
        }
    }
}

}  // namespace
}  // namespace phasescope::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace phasescope {

HWY_EXPORT(dot_products);

void add_dot_products(std::span<const double> u, std::span<const double> v, std::int64_t width, std::span<double> sum)
{
    assert(width > 0
           && sum.size() == u.size() / static_cast<std::size_t>(width) * (v.size() / static_cast<std::size_t>(width)));
    HWY_DYNAMIC_DISPATCH(dot_products)(u, v, static_cast<std::size_t>(width), sum);
}

namespace plain {

void add_dot_products(std::span<const double> u, std::span<const double> v, std::int64_t width, std::span<double> sum)
{
    const auto r = static_cast<std::size_t>(width), cols = v.size() / r;
    for (std::size_t i = 0; i < u.size() / r; ++i)
        for (std::size_t j = 0; j < cols; ++j)
            for (std::size_t k = 0; k < r; ++k) sum[i * cols + j] += u[i * r + k] * v[j * r + k];
}

}  // namespace plain
}  // namespace phasescope
#endif
