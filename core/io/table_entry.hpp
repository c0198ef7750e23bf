// The tables that a file holds: what is known of them before their numbers are read, and how one is chosen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace phasescope {

struct TableEntry {
    std::string name;                 ///< "" for the only table of an NPY or CSV file
    std::vector<std::int64_t> shape;  ///< as in the file
    std::string type;                 ///< as in the file: "<f4", "BF16", "text"
    bool usable = true;               ///< read_table takes it: floats in one row, or in rows and columns

    bool operator==(const TableEntry&) const = default;
};

/// How a table is to be read.
struct TableReading {
    bool transposed = false;        ///< rows and columns exchanged
    bool allow_non_finite = false;  ///< NaN and infinity are numbers, not Errors
};

/// The shape without leading dimensions of size 1, as long as more than two remain.
std::vector<std::int64_t> without_leading_ones(std::vector<std::int64_t> shape);

/// Whether the shape, without leading ones, is of one or two dimensions and not empty.
bool is_table_shape(const std::vector<std::int64_t>& shape);

/// "(3, 4)", "(4,)", "()"
std::string shape_text(const std::vector<std::int64_t>& shape);

/// The index of the table called `name`. "" stands for the only table, or the only usable one that has rows and columns.
Result<std::size_t> chosen_table(const std::vector<TableEntry>& entries, std::string_view name, const std::string& where);

}  // namespace phasescope
