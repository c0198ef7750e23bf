// Tables of floats as they lie in binary files: one after another, in some size and order.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/io/open_file.hpp"
#include "core/io/table_entry.hpp"
#include "core/matrix.hpp"
#include "core/result.hpp"

namespace phasescope {

enum class NumberFormat { f2, bf16, f4, f8 };

struct StoredNumbers {
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    NumberFormat format = NumberFormat::f4;
    bool big_endian = false;
    bool column_after_column = false;  ///< Fortran order, rather than row after row
};

/// Bytes of one number.
int bytes_each(NumberFormat format);

/// Bytes of a shape; -1 where 63 bits do not hold them. No dimension is below 0.
std::int64_t bytes_of_shape(const std::vector<std::int64_t>& shape, int bytes_of_one);

/// Fills its argument with the bytes that come next.
using ByteSource = std::function<Result<Done>(std::span<char>)>;

/// The bytes of a file from byte `at` on. The file must outlive it.
ByteSource bytes_from(const OpenFile& file, std::uint64_t at);

/// The table, piece by piece from `source`. Whoever calls has checked that the bytes are there. `where` begins the place
/// in messages.
Result<Matrix> read_numbers(const StoredNumbers& stored, const TableReading& reading, const ByteSource& source,
                            const std::string& where);

}  // namespace phasescope
