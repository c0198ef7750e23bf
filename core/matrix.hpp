// A dense row-major matrix that owns its numbers.
#pragma once

#include <cassert>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace phasescope {

/// What a cell holds that has no number.
inline constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// rows x cols numbers, row after row. Zero-filled when made.
template <class T>
struct BasicMatrix {
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::vector<T> values;

    BasicMatrix() = default;
    BasicMatrix(std::int64_t row_count, std::int64_t col_count)
        : rows(row_count), cols(col_count), values(static_cast<std::size_t>(row_count * col_count))
    {
    }

    T& operator()(std::int64_t row, std::int64_t col)
    {
        assert(row >= 0 && row < rows && col >= 0 && col < cols);
        return values[static_cast<std::size_t>(row * cols + col)];
    }
    T operator()(std::int64_t row, std::int64_t col) const
    {
        assert(row >= 0 && row < rows && col >= 0 && col < cols);
        return values[static_cast<std::size_t>(row * cols + col)];
    }

    std::span<T> row(std::int64_t r)
    {
        return std::span<T>(values).subspan(static_cast<std::size_t>(r * cols), static_cast<std::size_t>(cols));
    }
    std::span<const T> row(std::int64_t r) const
    {
        return std::span<const T>(values).subspan(static_cast<std::size_t>(r * cols), static_cast<std::size_t>(cols));
    }

    bool operator==(const BasicMatrix&) const = default;
};

using Matrix = BasicMatrix<double>;
using FloatMatrix = BasicMatrix<float>;

}  // namespace phasescope
