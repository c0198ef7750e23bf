// Rows and columns of a matrix exchanged.
#pragma once

#include "core/matrix.hpp"

namespace phasescope {

/// (cols, rows)
inline Matrix transposed(const Matrix& table)
{
    Matrix exchanged(table.cols, table.rows);
    for (std::int64_t row = 0; row < table.rows; ++row)
        for (std::int64_t col = 0; col < table.cols; ++col) exchanged(col, row) = table(row, col);
    return exchanged;
}

}  // namespace phasescope
