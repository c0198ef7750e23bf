// Tables of numbers in text: comma-, semicolon-, tab- or space-separated.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/matrix.hpp"
#include "core/result.hpp"

namespace phasescope {

/// The longest text that is read, in bytes, and the most numbers in it.
inline constexpr std::uint64_t most_csv_bytes = std::uint64_t{64} << 20;
inline constexpr std::size_t most_csv_numbers = std::size_t{1} << 23;

/// The numbers of a text table, all rows of the same width, NaN and infinities among them. See CsvRows for how cells are
/// parted. Where no commas part them, a comma may be the decimal mark.
///
/// - A first line of names is a header, and passed over: less than half of its cells are numbers or stand for one. One that
///   counts from 0 or 1 over rows of decimals is a header too.
/// - The first column is passed over where it labels the rows: its header is empty, its first cell is a word, the rest of
///   the header counts columns up by one as write_csv does, or it is called index, pos or alike and counts.
///
/// Whatever was taken for a header or for labels, and might be something else, is said in `notes`. Places in messages count
/// lines and cells from 1. `source` is named in messages.
Result<Matrix> read_csv(std::string_view text, std::string_view source, std::vector<std::string>* notes = nullptr);

}  // namespace phasescope
