// NPY files: format 1.0 to 3.0, f2 f4 f8 of either byte order (reading); 1.0, little-endian f4 f8 (writing).
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/field/field.hpp"
#include "core/io/file.hpp"
#include "core/io/npy_header.hpp"
#include "core/io/open_file.hpp"
#include "core/io/stored_numbers.hpp"
#include "core/result.hpp"

namespace phasescope {

enum class NumberType { f4, f8 };

/// Writes all cells of a field row by row, never holding more than a band of rows. C order, the header padded to
/// 64 bytes; f4 is the double rounded to float.
Result<Done> write_npy(const Field& field, NumberType type, const Sink& sink);

/// Reads a one- or two-dimensional array (one dimension: a single row; leading dimensions of size 1 do not count). Sizes
/// are checked against the number of bytes before anything is allocated. Fortran order is accepted. `source` is named in
/// messages.
Result<Matrix> read_npy(std::string_view bytes, std::string_view source);

/// The same from a file on disk, which is not read whole first.
Result<Matrix> read_npy(const OpenFile& file, const TableReading& reading);
Result<NpyHeader> read_npy_header(const OpenFile& file);

/// How the array of a header lies behind it, when `available` bytes hold just that.
Result<StoredNumbers> npy_numbers(const NpyHeader& header, std::uint64_t available, const std::string& where);

/// Whether the array is of floats that we read: f2 f4 f8.
bool is_float(const NpyHeader& header);

}  // namespace phasescope
