// A table as it is read: as it is, or with rows and columns exchanged, without copying it.
#pragma once

#include <cmath>

#include "core/matrix.hpp"

namespace phasescope {

class TableView {
public:
    explicit TableView(const Matrix& table, bool transposed = false) : table_(&table), transposed_(transposed) {}

    std::int64_t rows() const { return transposed_ ? table_->cols : table_->rows; }
    std::int64_t cols() const { return transposed_ ? table_->rows : table_->cols; }
    bool transposed() const { return transposed_; }
    double operator()(std::int64_t row, std::int64_t col) const
    {
        return transposed_ ? (*table_)(col, row) : (*table_)(row, col);
    }

    bool is_zero(std::int64_t row) const
    {
        for (std::int64_t c = 0; c < cols(); ++c)
            if ((*this)(row, c) != 0) return false;
        return true;
    }

    bool is_finite(std::int64_t row) const
    {
        for (std::int64_t c = 0; c < cols(); ++c)
            if (!std::isfinite((*this)(row, c))) return false;
        return true;
    }

private:
    const Matrix* table_;
    bool transposed_;
};

}  // namespace phasescope
