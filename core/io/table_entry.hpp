// The tables that a file holds: what is known of them before their numbers are read, and how one is chosen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/array_layout.hpp"
#include "core/result.hpp"

namespace phasescope {

struct TableEntry {
    std::string name;                 ///< "" for the only table of an NPY or CSV file
    std::vector<std::int64_t> shape;  ///< as in the file
    std::string type;                 ///< as in the file: "<f4", "BF16", "text"
    bool usable = true;               ///< read_table takes it: numbers in one row, or in rows and columns

    bool operator==(const TableEntry&) const = default;
};

/// How a table is to be read.
struct TableReading {
    bool transposed = false;                          ///< rows and columns exchanged
    std::optional<std::int64_t> head = std::nullopt;  ///< which of an array of heads; none: such an array is refused
};

/// What a reader chose, and what of it should be told.
struct TableReport {
    std::string name;                ///< of the table that was read
    bool head = false;               ///< it is one head of an array of several
    std::vector<std::string> notes;  ///< a sentence each
};

/// What there is to say of the place of a table in its array.
void report_layout(const ArrayLayout& layout, TableReport& report);

/// Whether the table is usable and has rows and columns.
bool has_rows_and_columns(const TableEntry& entry);

/// The index of the table called `name`. "" stands for the only table, for the only usable one that has rows and columns,
/// and for the only one of these that is called as tables of positions are, which is noted. Others are Errors that name
/// some.
Result<std::size_t> chosen_table(const std::vector<TableEntry>& entries, std::string_view name, const std::string& where,
                                 TableReport& report);

}  // namespace phasescope
