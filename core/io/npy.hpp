// NPY files: format 1.0 to 3.0, floats, whole numbers, truth values and complex numbers of either byte order (reading); 1.0,
// little-endian f4 f8 (writing).
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/field/field.hpp"
#include "core/io/file.hpp"
#include "core/io/npy_header.hpp"
#include "core/io/open_file.hpp"
#include "core/io/stored_numbers.hpp"
#include "core/io/table_entry.hpp"
#include "core/result.hpp"

namespace phasescope {

enum class NumberType { f4, f8 };

/// Writes all cells of a field row by row, never holding more than a band of rows. C order, the header padded to
/// 64 bytes; f4 is the double rounded to float.
Result<Done> write_npy(const Field& field, NumberType type, const Sink& sink);

/// Reads an array as a table; see array_layout for what becomes of its dimensions. Sizes are checked against the number of
/// bytes before anything is allocated. `source` is named in messages.
Result<Matrix> read_npy(std::string_view bytes, std::string_view source);

/// The same from a file on disk, which is not read whole first.
Result<Matrix> read_npy(const OpenFile& file, const TableReading& reading, TableReport& report);
Result<NpyHeader> read_npy_header(const OpenFile& file);

/// How the table of a header lies behind it, when `available` bytes hold just its array.
Result<StoredNumbers> npy_numbers(const NpyHeader& header, std::uint64_t available, const TableReading& reading,
                                  const std::string& where);

/// Whether the array is of numbers that we read, and a table without choosing a head.
bool is_table(const NpyHeader& header);

}  // namespace phasescope
