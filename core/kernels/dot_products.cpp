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

/// Rows of u that are multiplied at one go with one tile after the other, whose sums stay in the first-level cache.
constexpr std::size_t most_rows = 32 * tile_rows;

/// sums(r, j) = the products of row r of six rows of u, `count` entries each, with tile column j.
template <class Number>
void multiply(const Number* u, std::size_t count, Tile<Number>& tile)
{
    const hn::ScalableTag<Number> d;
    const std::size_t lanes = hn::Lanes(d);
    auto s00 = hn::Zero(d), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
    auto s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00;
    const Number* column = tile.columns.data();
    for (std::size_t k = 0; k < count; ++k, column += 2 * lanes) {
        const auto v0 = hn::Load(d, column), v1 = hn::Load(d, column + lanes);
        auto a = hn::Set(d, u[k]);
        s00 = hn::MulAdd(a, v0, s00), s01 = hn::MulAdd(a, v1, s01);
        a = hn::Set(d, u[count + k]);
        s10 = hn::MulAdd(a, v0, s10), s11 = hn::MulAdd(a, v1, s11);
        a = hn::Set(d, u[2 * count + k]);
        s20 = hn::MulAdd(a, v0, s20), s21 = hn::MulAdd(a, v1, s21);
        a = hn::Set(d, u[3 * count + k]);
        s30 = hn::MulAdd(a, v0, s30), s31 = hn::MulAdd(a, v1, s31);
        a = hn::Set(d, u[4 * count + k]);
        s40 = hn::MulAdd(a, v0, s40), s41 = hn::MulAdd(a, v1, s41);
        a = hn::Set(d, u[5 * count + k]);
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

/// total += the sums of one run.
template <class Number>
void add_sums(const Tile<Number>& tile, double* total)
{
    const hn::ScalableTag<double> d;
    const Number* sums = tile.sums.data();
    for (std::size_t i = 0; i < tile_rows * tile.cols(); i += hn::Lanes(d))
        hn::Store(hn::Add(hn::Load(d, total + i), in_double(sums + i)), d, total + i);
}

/// sum += the sums of a tile.
template <class Number, class Sums>
void add_tile(const Sums* sums, const Shape& shape, std::size_t first_row, std::size_t first_col, std::span<double> sum)
{
    const hn::ScalableTag<double> d;
    const std::size_t tile_cols = Tile<Number>::cols(), rows = std::min(tile_rows, shape.rows - first_row),
                      cols = std::min(tile_cols, shape.cols - first_col);
    for (std::size_t r = 0; r < rows; ++r) {
        const Sums* from = sums + r * tile_cols;
        double* to = &sum[(first_row + r) * shape.cols + first_col];
        std::size_t j = 0;
        for (; j + hn::Lanes(d) <= cols; j += hn::Lanes(d))
            hn::StoreU(hn::Add(hn::LoadU(d, to + j), in_double(from + j)), d, to + j);
        for (; j < cols; ++j) to[j] += from[j];
    }
}

/// A run of all rows after the other, that of entry `from` at from * rows: what is multiplied together lies together. The
/// last row is repeated until a tile is full; its further sums are not used.
template <class Number>
void copy_rows(std::span<const Number> u, const Shape& shape, std::size_t first_row, std::size_t rows, Number* out)
{
    const std::size_t last = std::min(first_row + rows, shape.rows) - 1;
    for (std::size_t from = 0; from < shape.width; from += depth<Number>) {
        const std::size_t count = std::min(depth<Number>, shape.width - from);
        for (std::size_t r = 0; r < rows; ++r, out += count)
            std::copy_n(&u[std::min(first_row + r, last) * shape.width + from], count, out);
    }
}

template <class Number>
void dot_products(std::span<const Number> u, std::span<const Number> v, std::size_t width, std::span<double> sum)
{
    const Shape shape{u.size() / width, v.size() / width, width};
    const std::size_t at_once = (std::min(shape.rows, most_rows) + tile_rows - 1) / tile_rows * tile_rows;
    const auto numbers = std::make_unique_for_overwrite<Number[]>(at_once * width);
    Tile<Number> tile;
    alignas(128) std::array<double, most_rows * Tile<Number>::most_cols> totals;
    const std::size_t tile_size = tile_rows * tile.cols();
    const bool is_one_run = width <= depth<Number>;
    for (std::size_t first_row = 0; first_row < shape.rows; first_row += most_rows) {
        const std::size_t tiles = (std::min(most_rows, shape.rows - first_row) + tile_rows - 1) / tile_rows;
        copy_rows(u, shape, first_row, tiles * tile_rows, numbers.get());
        for (std::size_t col = 0; col < shape.cols; col += tile.cols()) {
            if (!is_one_run) std::fill_n(totals.begin(), tiles * tile_size, 0);
            const Number* rows = numbers.get();
            for (std::size_t from = 0; from < width; from += depth<Number>) {
                const std::size_t count = std::min(depth<Number>, width - from);
                pack(v, shape, col, from, count, tile);
                for (std::size_t t = 0; t < tiles; ++t, rows += tile_rows * count) {
                    multiply(rows, count, tile);
                    if (is_one_run)
                        add_tile<Number>(tile.sums.data(), shape, first_row + t * tile_rows, col, sum);
                    else
                        add_sums(tile, &totals[t * tile_size]);
                }
            }
            for (std::size_t t = 0; t < tiles && !is_one_run; ++t)
                add_tile<Number>(&totals[t * tile_size], shape, first_row + t * tile_rows, col, sum);
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
