#include "core/io/stored_numbers.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>
#include <thread>

#include "core/io/half.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t most_numbers = std::int64_t{1} << 28;   // 2 GiB of doubles
constexpr std::int64_t piece_numbers = std::int64_t{1} << 14;  // stays in the processor's cache

std::uint16_t swapped(std::uint16_t bits)
{
    return __builtin_bswap16(bits);
}
std::uint32_t swapped(std::uint32_t bits)
{
    return __builtin_bswap32(bits);
}
std::uint64_t swapped(std::uint64_t bits)
{
    return __builtin_bswap64(bits);
}

template <class Bits, class Value>
void decode(const char* bytes, bool swap, std::span<double> numbers, const Value& value)
{
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        Bits bits = 0;
        std::memcpy(&bits, bytes + i * sizeof bits, sizeof bits);
        numbers[i] = value(swap ? swapped(bits) : bits);
    }
}

void decode(const StoredNumbers& stored, const char* bytes, std::span<double> numbers)
{
    const bool swap = stored.big_endian != (std::endian::native == std::endian::big);
    switch (stored.format) {
        case NumberFormat::f2: return decode<std::uint16_t>(bytes, swap, numbers, half_value);
        case NumberFormat::bf16: return decode<std::uint16_t>(bytes, swap, numbers, bfloat16_value);
        case NumberFormat::f4: return decode<std::uint32_t>(bytes, swap, numbers, std::bit_cast<float, std::uint32_t>);
        case NumberFormat::f8: return decode<std::uint64_t>(bytes, swap, numbers, std::bit_cast<double, std::uint64_t>);
    }
}

/// Asks the system for the memory of a large table at the side, before it is written to: most of the time of reading one is
/// spent on waiting for fresh memory. The thread must end before the numbers do.
std::jthread fresh_memory(const std::vector<double>& values)
{
#ifdef MADV_POPULATE_WRITE
    constexpr std::uintptr_t page = 1 << 16, worth_a_thread = 1 << 24;
    const auto address = reinterpret_cast<std::uintptr_t>(values.data());
    const std::uintptr_t begin = (address + page - 1) / page * page;
    const std::uintptr_t end = (address + values.capacity() * sizeof(double)) / page * page;
    // Where the system refuses, each page comes when it is first written to, as usual.
    if (begin + worth_a_thread < end)
        return std::jthread([=] { ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_POPULATE_WRITE); });
#endif
    return {};
}

/// The index of the first number that is NaN or infinite.
std::optional<std::int64_t> first_non_finite(std::span<const double> numbers)
{
    constexpr std::uint64_t exponent = 0x7FF0000000000000;  // all ones in NaN and infinity alone
    bool any = false;
    for (const double number : numbers) any |= (std::bit_cast<std::uint64_t>(number) & exponent) == exponent;
    if (!any) return std::nullopt;
    return std::ranges::find_if(numbers, [](double number) { return !std::isfinite(number); }) - numbers.begin();
}

/// One pass over the lines of a file: its rows, or its columns where it holds column after column.
class NumberReader {
public:
    NumberReader(const StoredNumbers& stored, const TableReading& how)
        : stored_(stored),
          how_(how),
          lines_(stored.column_after_column ? stored.cols : stored.rows),
          length_(stored.column_after_column ? stored.rows : stored.cols),
          exchanged_(stored.column_after_column != how.transposed)
    {
        const auto count = static_cast<std::size_t>(lines_ * length_);
        table_.rows = exchanged_ ? length_ : lines_;
        table_.cols = exchanged_ ? lines_ : length_;
        table_.values.reserve(count);
        memory_ = fresh_memory(table_.values);
        if (exchanged_) table_.values.resize(count);
    }

    Result<Done> read(const ByteSource& source, const std::string& where)
    {
        const std::int64_t width = std::min(length_, piece_numbers),
                           height = std::max<std::int64_t>(1, piece_numbers / length_);
        for (std::int64_t line = 0; line < lines_; line += height)
            for (std::int64_t at = 0; at < length_; at += width) {
                const Piece piece{line, at, std::min(height, lines_ - line), std::min(width, length_ - at)};
                if (Result<Done> done = read(piece, source, where); !done) return done;
            }
        return Done{};
    }

    Matrix table() && { return std::move(table_); }

private:
    /// Part of one line, or several whole lines: numbers that lie one after another.
    struct Piece {
        std::int64_t line, at, height, width;
    };

    Result<Done> read(const Piece& piece, const ByteSource& source, const std::string& where)
    {
        const auto count = static_cast<std::size_t>(piece.height * piece.width);
        bytes_.resize(count * static_cast<std::size_t>(bytes_each(stored_.format)));
        numbers_.resize(count);
        if (Result<Done> done = source(bytes_); !done) return done;
        decode(stored_, bytes_.data(), numbers_);
        if (const auto index = first_non_finite(numbers_); index && !how_.allow_non_finite)
            return non_finite(piece, *index, where);
        keep(piece);
        return Done{};
    }

    void keep(const Piece& piece)
    {
        if (!exchanged_) {
            table_.values.insert(table_.values.end(), numbers_.begin(), numbers_.end());
            return;
        }
        for (std::int64_t i = 0; i < piece.width; ++i)
            for (std::int64_t j = 0; j < piece.height; ++j)
                table_(piece.at + i, piece.line + j) = numbers_[static_cast<std::size_t>(j * piece.width + i)];
    }

    Error non_finite(const Piece& piece, std::int64_t index, const std::string& where) const
    {
        std::int64_t row = piece.line + index / piece.width, col = piece.at + index % piece.width;
        if (stored_.column_after_column) std::swap(row, col);
        return {"the table holds a number that is not finite",
                where + ": row " + std::to_string(row) + ", column " + std::to_string(col) + " (counted from 0) is "
                    + shortest_text(numbers_[static_cast<std::size_t>(index)]),
                "replace it by a number, or save the table before it went wrong"};
    }

    const StoredNumbers& stored_;
    const TableReading& how_;
    std::int64_t lines_, length_;
    bool exchanged_;
    Matrix table_;
    std::vector<char> bytes_;
    std::vector<double> numbers_;
    std::jthread memory_;  ///< last, so that it ends before the table does
};

}  // namespace

int bytes_each(NumberFormat format)
{
    switch (format) {
        case NumberFormat::f2:
        case NumberFormat::bf16: return 2;
        case NumberFormat::f4: return 4;
        case NumberFormat::f8: return 8;
    }
    return 0;
}

std::int64_t bytes_of_shape(const std::vector<std::int64_t>& shape, int bytes_of_one)
{
    if (std::ranges::find(shape, 0) != shape.end()) return 0;
    std::int64_t bytes = bytes_of_one;
    for (const std::int64_t count : shape)
        if (__builtin_mul_overflow(bytes, count, &bytes)) return -1;
    return bytes;
}

ByteSource bytes_from(const OpenFile& file, std::uint64_t at)
{
    return [&file, at](std::span<char> piece) mutable {
        Result<Done> done = file.read(at, piece);
        at += piece.size();
        return done;
    };
}

Result<Matrix> read_numbers(const StoredNumbers& stored, const TableReading& reading, const ByteSource& source,
                            const std::string& where)
{
    if (stored.rows > most_numbers / stored.cols)
        return Error{"the table is too large",
                     where + ": " + std::to_string(stored.rows) + " x " + std::to_string(stored.cols) + " numbers",
                     "at most " + std::to_string(most_numbers) + " are accepted: save the rows that you need"};
    NumberReader pass(stored, reading);
    if (const Result<Done> done = pass.read(source, where); !done) return done.error();
    return std::move(pass).table();
}

}  // namespace phasescope
