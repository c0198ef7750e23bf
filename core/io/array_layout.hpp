// Where the numbers of a table lie in an array of any number of dimensions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace phasescope {

/// Number (row, col * parts + part) of the table lies at first + row * row_step + col * col_step + part * part_step.
struct ArrayLayout {
    std::int64_t rows = 0;
    std::int64_t cols = 0;   ///< elements in a row
    std::int64_t parts = 1;  ///< numbers of an element: 2 for complex ones
    std::int64_t first = 0;
    std::int64_t row_step = 0, col_step = 0, part_step = 1;
    std::int64_t total = 0;  ///< numbers in the whole array
    bool head = false;       ///< it is one of several heads
    std::string note = {};   ///< what a reader should know of the choice; "" where there was none

    bool is_row_after_row() const { return part_step == 1 && col_step == parts && row_step == cols * parts; }
    bool is_column_after_column() const { return parts == 1 && row_step == 1 && col_step == rows; }
};

/// What an array is besides its shape.
struct ArrayKind {
    bool complex = false;        ///< each element is a real and an imaginary part
    bool fortran_order = false;  ///< the first dimension runs fastest
};

/// The table of an array. Dimensions of length 1 do not count, wherever they stand, as long as two are left; a single
/// dimension is a row. Complex numbers, also as a last dimension of two, become neighbouring columns: real part, imaginary
/// part. Where one more dimension is left it is one of heads, and `head` is taken; an Error where none is given, where there
/// are more dimensions or where the array is empty. `where` begins the place in messages.
Result<ArrayLayout> array_layout(const std::vector<std::int64_t>& shape, const ArrayKind& kind,
                                 std::optional<std::int64_t> head, const std::string& where);

/// Whether there is such a table without choosing a head.
bool is_table_shape(const std::vector<std::int64_t>& shape, bool complex = false);

/// The shape without dimensions of length 1, as long as more than two remain.
std::vector<std::int64_t> without_ones(std::vector<std::int64_t> shape);

/// "(3, 4)", "(4,)", "()"
std::string shape_text(const std::vector<std::int64_t>& shape);

}  // namespace phasescope
