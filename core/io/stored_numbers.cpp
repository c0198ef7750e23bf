#include "core/io/stored_numbers.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "core/transposed.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t piece_numbers = std::int64_t{1} << 14;   // stays in the processor's cache
constexpr std::int64_t most_gathered = most_table_numbers / 2;  // the whole array, beside the table

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

/// How numbers follow one another in the file: so many lines of a length, and which way they go into the table.
struct Lines {
    std::int64_t count, length;
    bool exchanged;  ///< a line of the file is a column of the table
};

/// One pass over the lines of a file.
class NumberReader {
public:
    NumberReader(const StoredNumbers& stored, const Lines& lines, const ByteSource& source, const std::string& where)
        : stored_(stored), lines_(lines), source_(source), where_(where)
    {
        const auto count = static_cast<std::size_t>(lines.count * lines.length);
        table_.rows = lines.exchanged ? lines.length : lines.count;
        table_.cols = lines.exchanged ? lines.count : lines.length;
        table_.values.reserve(count);
        memory_ = fresh_memory(table_.values);
        if (lines.exchanged) table_.values.resize(count);
    }

    Result<Done> read()
    {
        const std::int64_t width = std::min(lines_.length, piece_numbers),
                           height = std::max<std::int64_t>(1, piece_numbers / lines_.length);
        for (std::int64_t line = 0; line < lines_.count; line += height)
            for (std::int64_t at = 0; at < lines_.length; at += width) {
                const Piece piece{line, at, std::min(height, lines_.count - line), std::min(width, lines_.length - at)};
                if (Result<Done> done = read(piece); !done) return done;
            }
        return Done{};
    }

    Matrix table() && { return std::move(table_); }

private:
    /// Part of one line, or several whole lines: numbers that lie one after another.
    struct Piece {
        std::int64_t line, at, height, width;
    };

    Result<Done> read(const Piece& piece)
    {
        const auto count = static_cast<std::size_t>(piece.height * piece.width);
        bytes_.resize(count * static_cast<std::size_t>(bytes_each(stored_.format)));
        numbers_.resize(count);
        if (Result<Done> done = source_(bytes_); !done) return done;
        decode(stored_.format, stored_.big_endian, bytes_.data(), numbers_);
        if (is_whole(stored_.format))
            if (const auto large = std::ranges::find_if(numbers_, [](double x) { return std::isnan(x); });
                large != numbers_.end())
                return too_large(piece, large - numbers_.begin());
        keep(piece);
        return Done{};
    }

    void keep(const Piece& piece)
    {
        if (!lines_.exchanged) {
            table_.values.insert(table_.values.end(), numbers_.begin(), numbers_.end());
            return;
        }
        for (std::int64_t i = 0; i < piece.width; ++i)
            for (std::int64_t j = 0; j < piece.height; ++j)
                table_(piece.at + i, piece.line + j) = numbers_[static_cast<std::size_t>(j * piece.width + i)];
    }

    /// A whole number that no double holds for sure.
    Error too_large(const Piece& piece, std::int64_t index) const
    {
        const std::int64_t number = (piece.line + index / piece.width) * lines_.length + piece.at + index % piece.width;
        return {"a whole number is beyond 2^53", where_ + ": number " + std::to_string(number + 1) + " of the array",
                "it is not exact as a float; where that is meant, save it so: array.astype('f8')"};
    }

    const StoredNumbers& stored_;
    Lines lines_;
    const ByteSource& source_;
    const std::string& where_;
    Matrix table_;
    std::vector<char> bytes_;
    std::vector<double> numbers_;
    std::jthread memory_;  ///< last, so that it ends before the table does
};

Result<Matrix> read_lines(const StoredNumbers& stored, const Lines& lines, const ByteSource& source,
                          const std::string& where)
{
    NumberReader pass(stored, lines, source, where);
    if (const Result<Done> done = pass.read(); !done) return done.error();
    return std::move(pass).table();
}

/// The table of an array whose numbers lie neither row after row nor column after column: the whole array is read.
Matrix gathered(const ArrayLayout& layout, const std::vector<double>& array)
{
    Matrix table(layout.rows, layout.cols * layout.parts);
    for (std::int64_t row = 0; row < layout.rows; ++row)
        for (std::int64_t col = 0; col < layout.cols; ++col)
            for (std::int64_t part = 0; part < layout.parts; ++part)
                table(row, col * layout.parts + part) = array[static_cast<std::size_t>(
                    layout.first + row * layout.row_step + col * layout.col_step + part * layout.part_step)];
    return table;
}

bool lies_in_lines(const ArrayLayout& layout)
{
    return layout.is_row_after_row() || layout.is_column_after_column();
}

}  // namespace

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

std::uint64_t bytes_before(const StoredNumbers& stored)
{
    const std::int64_t numbers = lies_in_lines(stored.layout) ? stored.layout.first : 0;
    return static_cast<std::uint64_t>(numbers) * static_cast<std::uint64_t>(bytes_each(stored.format));
}

std::uint64_t bytes_wanted(const StoredNumbers& stored)
{
    const ArrayLayout& layout = stored.layout;
    const std::int64_t numbers = lies_in_lines(layout) ? layout.rows * layout.cols * layout.parts : layout.total;
    return static_cast<std::uint64_t>(numbers) * static_cast<std::uint64_t>(bytes_each(stored.format));
}

Result<Matrix> read_numbers(const StoredNumbers& stored, bool exchange, const ByteSource& source, const std::string& where)
{
    const ArrayLayout& layout = stored.layout;
    const std::int64_t width = layout.cols * layout.parts;
    if (layout.rows > most_table_numbers / width)
        return Error{"the table is too large",
                     where + ": " + std::to_string(layout.rows) + " x " + std::to_string(width) + " numbers",
                     "at most " + std::to_string(most_table_numbers) + " are accepted: save the rows that you need"};
    if (layout.is_row_after_row()) return read_lines(stored, {layout.rows, width, exchange}, source, where);
    if (layout.is_column_after_column()) return read_lines(stored, {width, layout.rows, !exchange}, source, where);
    if (layout.total > most_gathered)
        return Error{"the array is too large in this order", where + ": " + std::to_string(layout.total) + " numbers",
                     "save it row after row: numpy.save(file, numpy.ascontiguousarray(array))"};
    const Result<Matrix> array = read_lines(stored, {1, layout.total, false}, source, where);
    if (!array) return array.error();
    Matrix table = gathered(layout, array->values);
    return exchange ? transposed(table) : std::move(table);
}

}  // namespace phasescope
