#include "core/io/npy.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "core/io/bands.hpp"

namespace phasescope {
namespace {

/// The format of one number; nothing for what is no float of ours.
std::optional<NumberFormat> format_of(std::string_view descr)
{
    if (descr.size() != 3 || descr[1] != 'f' || (descr[0] != '<' && descr[0] != '>')) return std::nullopt;
    switch (descr[2]) {
        case '2': return NumberFormat::f2;
        case '4': return NumberFormat::f4;
        case '8': return NumberFormat::f8;
        default: return std::nullopt;
    }
}

/// What a descr is called where it is shown: at most 16 printable letters.
std::string shown(std::string_view descr)
{
    std::string text(descr.substr(0, 16));
    for (char& letter : text)
        if (letter < ' ' || letter > '~') letter = '?';
    return text;
}

Error not_floats(const NpyHeader& header, const std::string& where)
{
    if (header.descr.ends_with('O'))
        return {"the NPY array holds pickled Python objects", where + ": '" + shown(header.descr) + "'",
                "they could run a program, and are not read; save numbers: numpy.save(file, array.astype('f4'))"};
    return {"the NPY file holds '" + shown(header.descr) + "', not floats", where,
            "save it as f4 or f8: numpy.save(file, array.astype('f4'))"};
}

static_assert(std::endian::native == std::endian::little, "NPY files of '<' types are written as numbers lie in memory");

template <class Number>
std::string_view bytes_of(std::span<const Number> numbers)
{
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()};
}

}  // namespace

Result<Done> write_npy(const Field& field, NumberType type, const Sink& sink)
{
    const bool is_double = type == NumberType::f8;
    if (Result<Done> fits = fits_a_file(field, is_double ? 8 : 4); !fits) return fits;
    if (!sink(npy_header_text(is_double ? "<f8" : "<f4", row_count(field), col_count(field)))) return write_refused();
    std::vector<float> rounded;
    return each_band(field, [&](std::int64_t, std::span<const double> numbers) {
        if (is_double) return sink(bytes_of(numbers));
        rounded.assign(numbers.begin(), numbers.end());
        return sink(bytes_of(std::span<const float>(rounded)));
    });
}

bool is_float(const NpyHeader& header)
{
    return format_of(header.descr).has_value();
}

Result<StoredNumbers> npy_numbers(const NpyHeader& header, std::uint64_t available, const std::string& where)
{
    const std::optional<NumberFormat> format = format_of(header.descr);
    if (!format) return not_floats(header, where);
    const std::vector<std::int64_t> shape = without_leading_ones(header.shape);
    const std::string place = where + ": shape " + shape_text(header.shape);
    if (shape.empty() || shape.size() > 2)
        return Error{"the NPY array has " + std::to_string(shape.size()) + " dimensions", place,
                     "one or two are needed: a row, or rows and columns"};
    if (!is_table_shape(shape)) return Error{"the NPY array is empty", place, "give at least one number"};

    const std::int64_t expected = bytes_of_shape(shape, bytes_each(*format));
    if (expected < 0 || static_cast<std::uint64_t>(expected) != available) {
        const std::string wanted = expected < 0 ? "more bytes than any file" : std::to_string(expected) + " bytes";
        const bool more = expected >= 0 && static_cast<std::uint64_t>(expected) < available;
        return Error{more ? "the NPY file is longer than its array" : "the NPY file is cut off",
                     place + " of " + header.descr + " needs " + wanted + ", found " + std::to_string(available),
                     "copy or save it again"};
    }
    return StoredNumbers{.rows = shape.size() == 2 ? shape[0] : 1,
                         .cols = shape.back(),
                         .format = *format,
                         .big_endian = header.descr[0] == '>',
                         .column_after_column = header.fortran_order};
}

Result<Matrix> read_npy(std::string_view bytes, std::string_view source)
{
    const Result<NpyHeader> header = npy_header(bytes, source);
    if (!header) return header.error();
    const std::string where(source);
    std::string_view rest = bytes.substr(header->data_begin);
    const Result<StoredNumbers> stored = npy_numbers(*header, rest.size(), where);
    if (!stored) return stored.error();
    const ByteSource next = [&rest](std::span<char> piece) {
        rest.copy(piece.data(), piece.size());
        rest.remove_prefix(piece.size());
        return Result<Done>(Done{});
    };
    return read_numbers(*stored, {.allow_non_finite = true}, next, where);
}

Result<NpyHeader> read_npy_header(const OpenFile& file)
{
    std::string begin(static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), npy_most_header)), '\0');
    if (const Result<Done> done = file.read(0, begin); !done) return done.error();
    return npy_header(begin, file.path());
}

Result<Matrix> read_npy(const OpenFile& file, const TableReading& reading)
{
    const Result<NpyHeader> header = read_npy_header(file);
    if (!header) return header.error();
    const Result<StoredNumbers> stored = npy_numbers(*header, file.size() - header->data_begin, file.path());
    if (!stored) return stored.error();
    return read_numbers(*stored, reading, bytes_from(file, header->data_begin), file.path());
}

}  // namespace phasescope
