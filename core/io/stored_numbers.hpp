// Tables of numbers as they lie in binary files: one after another, in some size and order.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/io/array_layout.hpp"
#include "core/io/number_format.hpp"
#include "core/io/open_file.hpp"
#include "core/matrix.hpp"
#include "core/result.hpp"

namespace phasescope {

struct StoredNumbers {
    ArrayLayout layout;
    NumberFormat format = NumberFormat::f4;
    bool big_endian = false;
};

/// The most numbers of a table: 256 MiB of doubles.
inline constexpr std::int64_t most_table_numbers = std::int64_t{1} << 25;

/// Bytes of a shape; -1 where 63 bits do not hold them. No dimension is below 0.
std::int64_t bytes_of_shape(const std::vector<std::int64_t>& shape, int bytes_of_one);

/// Fills its argument with the bytes that come next.
using ByteSource = std::function<Result<Done>(std::span<char>)>;

/// The bytes of a file from byte `at` on. The file must outlive it.
ByteSource bytes_from(const OpenFile& file, std::uint64_t at);

/// Bytes of the array that lie before the first one that read_numbers() asks for, and how many it asks for.
std::uint64_t bytes_before(const StoredNumbers& stored);
std::uint64_t bytes_wanted(const StoredNumbers& stored);

/// The table, or its transpose, piece by piece from `source`, which stands behind the bytes before. Whoever calls has
/// checked that the bytes are there. `where` begins the place in messages.
Result<Matrix> read_numbers(const StoredNumbers& stored, bool exchange, const ByteSource& source, const std::string& where);

}  // namespace phasescope
