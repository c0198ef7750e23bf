#include "core/patch_biases.hpp"

#include <cmath>
#include <limits>
#include <optional>

namespace phasescope {
namespace {

/// Row and column of a head's numbers.
struct Cell {
    std::int64_t row, col;
};

std::optional<Cell> cell_of(const BiasesPatches& biases, std::int64_t query, std::int64_t key)
{
    const Matrix& places = biases.coordinates.matrix();
    if (query >= places.rows || key >= places.rows) return std::nullopt;
    const Matrix& numbers = biases.heads.front();
    return Cell{std::llround(places(query, 0) - places(key, 0)) + (numbers.rows - 1) / 2,
                std::llround(places(query, 1) - places(key, 1)) + (numbers.cols - 1) / 2};
}

template <class Number>
Matrix of_all(std::int64_t start, std::int64_t length, const Number& number)
{
    Matrix all(length, length);
    for (std::int64_t i = 0; i < length; ++i)
        for (std::int64_t j = 0; j < length; ++j) all(i, j) = number(start + i, start + j);
    return all;
}

}  // namespace

double patch_bias(const BiasesPatches& biases, std::int64_t head, std::int64_t query, std::int64_t key)
{
    const auto cell = cell_of(biases, query, key);
    return cell ? biases.heads[static_cast<std::size_t>(head)](cell->row, cell->col)
                : std::numeric_limits<double>::quiet_NaN();
}

double patch_index(const BiasesPatches& biases, std::int64_t query, std::int64_t key)
{
    const auto cell = cell_of(biases, query, key);
    return cell ? static_cast<double>(cell->row * biases.heads.front().cols + cell->col)
                : std::numeric_limits<double>::quiet_NaN();
}

Matrix patch_biases(const BiasesPatches& biases, std::int64_t head, std::int64_t start, std::int64_t length)
{
    return of_all(start, length, [&](std::int64_t i, std::int64_t j) { return patch_bias(biases, head, i, j); });
}

Matrix patch_indices(const BiasesPatches& biases, std::int64_t start, std::int64_t length)
{
    return of_all(start, length, [&](std::int64_t i, std::int64_t j) { return patch_index(biases, i, j); });
}

}  // namespace phasescope
