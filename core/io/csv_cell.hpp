// What stands in one cell of a text table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace phasescope {

/// The number that is the whole cell. A comma may be its decimal mark where commas do not part the cells.
std::optional<double> cell_number(std::string_view cell, bool comma_is_mark);

/// The whole number that is the whole cell, written without a decimal mark.
std::optional<std::int64_t> whole_cell(std::string_view cell);

/// Whether a number is written with a decimal mark or an exponent, or is not finite: as no name of a column is.
bool written_as_decimal(std::string_view cell);

/// A cell in the place of a number: a missing one ("", NA, null), or one that begins as a number does ("2.0O", "1e400").
bool stands_for_number(std::string_view cell);

/// Whether the cells are whole numbers that count up by one; there is at least one.
bool count_up(std::span<const std::string_view> cells);

/// Whether a column of this name numbers the rows: index, pos, "Unnamed: 0".
bool names_rows(std::string_view cell);

}  // namespace phasescope
