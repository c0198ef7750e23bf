#include "core/io/npy.hpp"

#include <bit>
#include <cmath>

#include "core/io/bands.hpp"
#include "core/io/npy_header.hpp"

namespace phasescope {
namespace {

/// The unsigned number of `size` bytes at `bytes`.
std::uint64_t bits_at(const char* bytes, int size, bool big_endian)
{
    std::uint64_t bits = 0;
    for (int i = 0; i < size; ++i) bits = bits << 8 | static_cast<unsigned char>(bytes[big_endian ? i : size - 1 - i]);
    return bits;
}

/// A half: sign, 5 bits of exponent, 10 of fraction (IEEE 754 binary16).
double half_value(std::uint64_t bits)
{
    const int exponent = static_cast<int>(bits >> 10 & 31);
    const auto fraction = static_cast<double>(bits & 1023);
    const double size = exponent == 31  ? (fraction == 0 ? INFINITY : NAN)
                        : exponent == 0 ? std::ldexp(fraction, -24)
                                        : std::ldexp(1024 + fraction, exponent - 25);
    return bits >> 15 & 1 ? -size : size;
}

double number_at(const char* bytes, int size, bool big_endian)
{
    const std::uint64_t bits = bits_at(bytes, size, big_endian);
    if (size == 2) return half_value(bits);
    if (size == 4) return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    return std::bit_cast<double>(bits);
}

/// Bytes of one number; 0 for what is no float of ours.
int number_size(std::string_view descr)
{
    if (descr.size() != 3 || descr[1] != 'f' || (descr[0] != '<' && descr[0] != '>')) return 0;
    return descr[2] == '2' || descr[2] == '4' || descr[2] == '8' ? descr[2] - '0' : 0;
}

std::string shape_text(const std::vector<std::int64_t>& shape)
{
    std::string text = "(";
    for (const std::int64_t count : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(count);
    return text + (shape.size() == 1 ? ",)" : ")");
}

/// What a descr is called where it is shown: at most 16 printable letters.
std::string shown(std::string_view descr)
{
    std::string text(descr.substr(0, 16));
    for (char& letter : text)
        if (letter < ' ' || letter > '~') letter = '?';
    return text;
}

/// Rows and columns, when the header describes numbers that `available` bytes hold exactly.
Result<CellRect> checked_shape(const NpyHeader& header, std::size_t available, const std::string& where)
{
    const int size = number_size(header.descr);
    if (size == 0)
        return Error{"the NPY file holds '" + shown(header.descr) + "', not floats", where,
                     "save it as f4 or f8: numpy.save(file, array.astype('f4'))"};
    const auto& shape = header.shape;
    if (shape.empty() || shape.size() > 2)
        return Error{"the NPY array has " + std::to_string(shape.size()) + " dimensions",
                     where + ": shape " + shape_text(shape), "one or two are needed: a row, or rows and columns"};
    const std::int64_t rows = shape.size() == 2 ? shape[0] : 1, cols = shape.back();
    if (rows == 0 || cols == 0)
        return Error{"the NPY array is empty", where + ": shape " + shape_text(shape), "give at least one number"};

    std::int64_t expected = 0;
    const bool overflow = __builtin_mul_overflow(rows, cols, &expected) || __builtin_mul_overflow(expected, size, &expected);
    if (overflow || static_cast<std::uint64_t>(expected) != available) {
        const std::string wanted = overflow ? "more bytes than any file" : std::to_string(expected) + " bytes";
        const bool more = !overflow && static_cast<std::uint64_t>(expected) < available;
        return Error{more ? "the NPY file is longer than its array" : "the NPY file is cut off",
                     where + ": shape " + shape_text(shape) + " of " + header.descr + " needs " + wanted + ", found "
                         + std::to_string(available),
                     "copy or save it again"};
    }
    return CellRect{0, rows, 0, cols};
}

/// The bits of a number, least byte first.
template <class Bits>
void append(std::string& bytes, Bits bits)
{
    for (std::size_t i = 0; i < sizeof(Bits); ++i) bytes += static_cast<char>(bits >> (8 * i) & 0xFF);
}

}  // namespace

Result<Done> write_npy(const Field& field, NumberType type, const Sink& sink)
{
    const bool is_double = type == NumberType::f8;
    if (Result<Done> fits = fits_a_file(field, is_double ? 8 : 4); !fits) return fits;
    if (!sink(npy_header_text(is_double ? "<f8" : "<f4", row_count(field), col_count(field)))) return write_refused();
    std::string bytes;
    return each_band(field, [&](std::int64_t, std::span<const double> numbers) {
        bytes.clear();
        bytes.reserve(numbers.size() * 8);
        for (const double number : numbers) {
            if (is_double)
                append(bytes, std::bit_cast<std::uint64_t>(number));
            else
                append(bytes, std::bit_cast<std::uint32_t>(static_cast<float>(number)));
        }
        return sink(bytes);
    });
}

Result<Matrix> read_npy(std::string_view bytes, std::string_view source)
{
    const Result<NpyHeader> header = npy_header(bytes, source);
    if (!header) return header.error();
    const std::string_view data = bytes.substr(header->data_begin);
    const Result<CellRect> shape = checked_shape(*header, data.size(), std::string(source));
    if (!shape) return shape.error();

    const int size = number_size(header->descr);
    const bool big_endian = header->descr[0] == '>';
    Matrix numbers(shape->rows(), shape->cols());
    const char* next = data.data();
    if (header->fortran_order) {
        for (std::int64_t col = 0; col < numbers.cols; ++col)
            for (std::int64_t row = 0; row < numbers.rows; ++row, next += size)
                numbers(row, col) = number_at(next, size, big_endian);
    } else {
        for (double& number : numbers.values) {
            number = number_at(next, size, big_endian);
            next += size;
        }
    }
    return numbers;
}

}  // namespace phasescope
