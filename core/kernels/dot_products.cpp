// Tiles of 6 rows by 2 registers of columns stay in registers while the width runs past.
#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <memory>
#include <type_traits>

#include "core/kernels/dot_products.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/dot_products.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace phasescope::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t tile_rows = 6;

/// So many entries at once: a tile of v, depth x columns, and six rows of u stay in the first-level cache. Floats are added
/// in runs so short that little is rounded away.
template <class Number>
constexpr std::size_t depth = std::is_same_v<Number, float> ? floats_in_a_run : 192;

/// A tile of v with its columns side by side, and the sums of one tile.
template <class Number>
struct Tile {
    static constexpr std::size_t most_cols = 2 * hn::MaxLanes(hn::ScalableTag<Number>());
    static std::size_t cols() { return 2 * hn::Lanes(hn::ScalableTag<Number>()); }

    alignas(128) std::array<Number, depth<Number> * most_cols> columns{};
    alignas(128) std::array<Number, tile_rows * most_cols> sums{};
};

/// Rows of u that are multiplied at one go, `depth` entries of each: they lie together, as rows whole pages apart would
/// compete for the same few places of the cache.
constexpr std::size_t most_rows = 32 * tile_rows;

/// sums(r, j) = the products of row r of six rows of u with tile column j, over `count` entries.
template <class Number>
void multiply(const Number* u, std::size_t count, Tile<Number>& tile)
{
    constexpr std::size_t step = depth<Number>;
    const hn::ScalableTag<Number> d;
    const std::size_t lanes = hn::Lanes(d);
    auto s00 = hn::Zero(d), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
    auto s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00;
    const Number* column = tile.columns.data();
    for (std::size_t k = 0; k < count; ++k, column += 2 * lanes) {
        const auto v0 = hn::Load(d, column), v1 = hn::Load(d, column + lanes);
        auto a = hn::Set(d, u[k]);
        s00 = hn::MulAdd(a, v0, s00), s01 = hn::MulAdd(a, v1, s01);
        a = hn::Set(d, u[step + k]);
        s10 = hn::MulAdd(a, v0, s10), s11 = hn::MulAdd(a, v1, s11);
        a = hn::Set(d, u[2 * step + k]);
        s20 = hn::MulAdd(a, v0, s20), s21 = hn::MulAdd(a, v1, s21);
        a = hn::Set(d, u[3 * step + k]);
        s30 = hn::MulAdd(a, v0, s30), s31 = hn::MulAdd(a, v1, s31);
        a = hn::Set(d, u[4 * step + k]);
        s40 = hn::MulAdd(a, v0, s40), s41 = hn::MulAdd(a, v1, s41);
        a = hn::Set(d, u[5 * step + k]);
        s50 = hn::MulAdd(a, v0, s50), s51 = hn::MulAdd(a, v1, s51);
    }
    Number* out = tile.sums.data();
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

template <class Number>
void pack(std::span<const Number> v, const Shape& shape, std::size_t first_col, std::size_t from, std::size_t count,
          Tile<Number>& tile)
{
    const std::size_t tile_cols = tile.cols();
    for (std::size_t j = 0; j < tile_cols; ++j) {
        // Columns past the last repeat it; their sums are not used.
        const std::size_t col = std::min(first_col + j, shape.cols - 1);
        for (std::size_t k = 0; k < count; ++k) tile.columns[k * tile_cols + j] = v[col * shape.width + from + k];
    }
}

HWY_INLINE hn::Vec<hn::ScalableTag<double>> in_double(const double* from)
{
    return hn::LoadU(hn::ScalableTag<double>(), from);
}

HWY_INLINE hn::Vec<hn::ScalableTag<double>> in_double(const float* from)
{
    const hn::ScalableTag<double> d;
    return hn::PromoteTo(d, hn::LoadU(hn::Rebind<float, hn::ScalableTag<double>>(), from));
}

template <class Number>
void add_tile(const Tile<Number>& tile, const Shape& shape, std::size_t first_row, std::size_t first_col,
              std::span<double> sum)
{
    const hn::ScalableTag<double> d;
    const std::size_t rows = std::min(tile_rows, shape.rows - first_row),
                      cols = std::min(tile.cols(), shape.cols - first_col);
    for (std::size_t r = 0; r < rows; ++r) {
        const Number* from = &tile.sums[r * tile.cols()];
        double* to = &sum[(first_row + r) * shape.cols + first_col];
        std::size_t j = 0;
        for (; j + hn::Lanes(d) <= cols; j += hn::Lanes(d))
            hn::StoreU(hn::Add(hn::LoadU(d, to + j), in_double(from + j)), d, to + j);
        for (; j < cols; ++j) to[j] += from[j];
    }
}

/// Whole tiles of rows, row r at r depth; the last row is repeated, its further sums are not used.
template <class Number>
void copy_rows(std::span<const Number> u, const Shape& shape, std::size_t first_row, std::size_t from, std::size_t count,
               Number* rows)
{
    const std::size_t wanted = std::min(most_rows, shape.rows - first_row);
    for (std::size_t r = 0; r < (wanted + tile_rows - 1) / tile_rows * tile_rows; ++r)
        std::copy_n(&u[(first_row + std::min(r, wanted - 1)) * shape.width + from], count, &rows[r * depth<Number>]);
}

template <class Number>
void dot_products(std::span<const Number> u, std::span<const Number> v, std::size_t width, std::span<double> sum)
{
    const Shape shape{u.size() / width, v.size() / width, width};
    const std::size_t tiles = (std::min(shape.rows, most_rows) + tile_rows - 1) / tile_rows;
    const auto rows = std::make_unique_for_overwrite<Number[]>(tiles * tile_rows * depth<Number>);
    Tile<Number> tile;
    for (std::size_t first_row = 0; first_row < shape.rows; first_row += most_rows) {
        for (std::size_t from = 0; from < width; from += depth<Number>) {
            const std::size_t count = std::min(depth<Number>, width - from);
            copy_rows(u, shape, first_row, from, count, rows.get());
            for (std::size_t col = 0; col < shape.cols; col += tile.cols()) {
                pack(v, shape, col, from, count, tile);
                for (std::size_t r = 0; r < std::min(most_rows, shape.rows - first_row); r += tile_rows) {
                    multiply(&rows[r * depth<Number>], count, tile);
                    add_tile(tile, shape, first_row + r, col, sum);
                }
            }
        }
    }
}

void of_floats(std::span<const float> u, std::span<const float> v, std::size_t width, std::span<double> sum)
{
    dot_products(u, v, width, sum);
}

void of_doubles(std::span<const double> u, std::span<const double> v, std::size_t width, std::span<double> sum)
{
    dot_products(u, v, width, sum);
}

}  // namespace
}  // namespace phasescope::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace phasescope {

HWY_EXPORT(of_floats);
HWY_EXPORT(of_doubles);

void add_dot_products(std::span<const double> u, std::span<const double> v, std::int64_t width, std::span<double> sum)
{
    assert(width > 0
           && sum.size() == u.size() / static_cast<std::size_t>(width) * (v.size() / static_cast<std::size_t>(width)));
    HWY_DYNAMIC_DISPATCH(of_doubles)(u, v, static_cast<std::size_t>(width), sum);
}

void add_dot_products(std::span<const float> u, std::span<const float> v, std::int64_t width, std::span<double> sum)
{
    assert(width > 0
           && sum.size() == u.size() / static_cast<std::size_t>(width) * (v.size() / static_cast<std::size_t>(width)));
    HWY_DYNAMIC_DISPATCH(of_floats)(u, v, static_cast<std::size_t>(width), sum);
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
