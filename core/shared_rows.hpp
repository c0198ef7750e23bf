// A table in memory that copies share, and the means of its rows.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "core/matrix.hpp"

namespace phasescope {

/// A matrix that never changes. Copies cost nothing; equality is by the numbers.
class SharedRows {
public:
    SharedRows() = default;
    SharedRows(Matrix numbers);

    const Matrix& matrix() const;
    std::int64_t rows() const { return matrix().rows; }
    std::int64_t cols() const { return matrix().cols; }

    /// The mean of rows first .. first + count - 1, column by column; NaN where all are left out. Rows whose first number is
    /// NaN are left out. Of many rows the sums of blocks are added, which are made once: the cost hardly depends on `count`.
    void mean(std::int64_t first, std::int64_t count, std::span<double> out) const;

    bool operator==(const SharedRows& other) const;

private:
    struct Table;
    std::shared_ptr<const Table> table_;
};

}  // namespace phasescope
