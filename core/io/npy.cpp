#include "core/io/npy.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "core/io/bands.hpp"

namespace phasescope {
namespace {

/// What an element of an array is.
struct Element {
    NumberFormat format = NumberFormat::f8;
    bool complex = false;
    bool big_endian = false;
};

/// Nothing for what we do not read: longer floats, text, dates, objects.
std::optional<Element> element_of(std::string_view descr)
{
    using enum NumberFormat;
    struct Code {
        std::string_view letters;
        NumberFormat format;
        bool complex = false;
    };
    static constexpr std::array<Code, 14> codes{{{"f2", f2},
                                                 {"f4", f4},
                                                 {"f8", f8},
                                                 {"c8", f4, true},
                                                 {"c16", f8, true},
                                                 {"b1", truth},
                                                 {"i1", i1},
                                                 {"i2", i2},
                                                 {"i4", i4},
                                                 {"i8", i8},
                                                 {"u1", u1},
                                                 {"u2", u2},
                                                 {"u4", u4},
                                                 {"u8", u8}}};
    if (descr.empty()) return std::nullopt;
    const auto code = std::ranges::find(codes, descr.substr(1), &Code::letters);
    if (code == codes.end()) return std::nullopt;
    const bool one_byte = bytes_each(code->format) == 1;
    if (descr[0] != '<' && descr[0] != '>' && !(descr[0] == '|' && one_byte)) return std::nullopt;
    return Element{code->format, code->complex, descr[0] == '>'};
}

/// What a descr is called where it is shown: at most 16 printable letters.
std::string shown(std::string_view descr)
{
    std::string text(descr.substr(0, 16));
    for (char& letter : text)
        if (letter < ' ' || letter > '~') letter = '?';
    return text;
}

/// Why elements of this kind are not read, and how the array can be saved so that nothing is lost which a table needs.
Error not_read(const NpyHeader& header, const std::string& where)
{
    const auto saved_as = [](std::string_view type) {
        return "save it as numpy.save(file, array.astype('" + std::string(type) + "'))";
    };
    const auto error = [&](const std::string& what, const std::string& hint) {
        return Error{what, where + ": '" + shown(header.descr) + "'", hint};
    };
    const char kind = header.descr.size() > 1 ? header.descr[1] : '?';
    switch (kind) {
        case 'O':
            return error("the NPY array holds pickled Python objects",
                         "they could run a program, and are not read; save numbers: numpy.save(file, array.astype('f8'))");
        case 'f':
        case 'c':
            if (header.descr.size() < 4) break;  // an order or a size that there is not
            return kind == 'f' ? error("the NPY array holds floats longer than 8 bytes", saved_as("f8"))
                               : error("the NPY array holds complex numbers longer than 16 bytes", saved_as("c16"));
        case 'U':
        case 'S': return error("the NPY array holds text, not numbers", "if each is a number, " + saved_as("f8"));
        case 'M':
        case 'm': return error("the NPY array holds dates or spans of time, not numbers", saved_as("i8"));
        case 'V':
            return error("the NPY array holds bytes whose meaning is not said",
                         "where they were bfloat16, " + saved_as("f4") + " before they lose their type");
        default: break;
    }
    return error("the NPY array holds no numbers that are known", saved_as("f8"));
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

bool is_table(const NpyHeader& header)
{
    const std::optional<Element> element = element_of(header.descr);
    return element && is_table_shape(header.shape, element->complex);
}

Result<StoredNumbers> npy_numbers(const NpyHeader& header, std::uint64_t available, const TableReading& reading,
                                  const std::string& where)
{
    const std::optional<Element> element = element_of(header.descr);
    if (!element) return not_read(header, where);
    Result<ArrayLayout> layout = array_layout(header.shape, {element->complex, header.fortran_order}, reading.head, where);
    if (!layout) return layout.error();

    const std::int64_t expected = bytes_of_shape(header.shape, bytes_each(element->format) * (element->complex ? 2 : 1));
    if (expected < 0 || static_cast<std::uint64_t>(expected) != available) {
        const std::string wanted = expected < 0 ? "more bytes than any file" : std::to_string(expected) + " bytes";
        const bool more = expected >= 0 && static_cast<std::uint64_t>(expected) < available;
        return Error{more ? "the NPY file is longer than its array" : "the NPY file is cut off",
                     where + ": shape " + shape_text(header.shape) + " of " + header.descr + " needs " + wanted + ", found "
                         + std::to_string(available),
                     "copy or save it again"};
    }
    return StoredNumbers{.layout = *std::move(layout), .format = element->format, .big_endian = element->big_endian};
}

Result<Matrix> read_npy(std::string_view bytes, std::string_view source)
{
    const Result<NpyHeader> header = npy_header(bytes, source);
    if (!header) return header.error();
    const std::string where(source);
    std::string_view rest = bytes.substr(header->data_begin);
    const Result<StoredNumbers> stored = npy_numbers(*header, rest.size(), {}, where);
    if (!stored) return stored.error();
    const ByteSource next = [&rest](std::span<char> piece) {
        rest.copy(piece.data(), piece.size());
        rest.remove_prefix(piece.size());
        return Result<Done>(Done{});
    };
    return read_numbers(*stored, false, next, where);
}

Result<NpyHeader> read_npy_header(const OpenFile& file)
{
    std::string begin(static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), npy_most_header)), '\0');
    if (const Result<Done> done = file.read(0, begin); !done) return done.error();
    return npy_header(begin, file.path());
}

Result<Matrix> read_npy(const OpenFile& file, const TableReading& reading, TableReport& report)
{
    const Result<NpyHeader> header = read_npy_header(file);
    if (!header) return header.error();
    const Result<StoredNumbers> stored = npy_numbers(*header, file.size() - header->data_begin, reading, file.path());
    if (!stored) return stored.error();
    report_layout(stored->layout, report);
    const ByteSource source = bytes_from(file, header->data_begin + bytes_before(*stored));
    return read_numbers(*stored, reading.transposed, source, file.path());
}

}  // namespace phasescope
