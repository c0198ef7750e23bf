#include "core/io/csv.hpp"

#include <array>
#include <charconv>

#include "core/io/bands.hpp"

namespace phasescope {
namespace {

/// A zero has no sign in text; in NPY an imported one keeps it.
template <class Number>
void append(std::string& text, Number number)
{
    std::array<char, 32> digits{};  // a double takes at most 24, a 64-bit whole number 20
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number + Number{0});
    text.append(digits.data(), end.ptr);
}

/// In quotes where a comma, a quote or a line end is inside (RFC 4180).
std::string quoted(const std::string& word)
{
    if (word.find_first_of(",\"\r\n") == std::string::npos) return word;
    std::string text = "\"";
    for (const char letter : word) {
        if (letter == '"') text += '"';
        text += letter;
    }
    return text + '"';
}

void append_label(std::string& text, const std::vector<std::string>& names, std::int64_t first, std::int64_t which)
{
    if (names.empty())
        append(text, first + which);
    else
        text += quoted(names[static_cast<std::size_t>(which)]);
}

std::string header_row(const Field& field, const CsvLabels& labels)
{
    std::string text = quoted(labels.corner);
    for (std::int64_t col = 0; col < col_count(field); ++col) {
        text += ',';
        append_label(text, labels.cols, labels.first_col, col);
    }
    return text + '\n';
}

}  // namespace

Result<Done> write_csv(const Field& field, NumberType type, const CsvLabels& labels, const Sink& sink)
{
    constexpr int least_bytes = 2;  // a digit and a comma
    if (Result<Done> fits = fits_a_file(field, least_bytes); !fits) return fits;
    if (!sink(header_row(field, labels))) return write_refused();
    const auto cols = static_cast<std::size_t>(col_count(field));
    std::string text;
    return each_band(field, [&](std::int64_t first, std::span<const double> numbers) {
        text.clear();
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            if (i % cols == 0)
                append_label(text, labels.rows, labels.first_row, first + static_cast<std::int64_t>(i / cols));
            text += ',';
            if (type == NumberType::f8)
                append(text, numbers[i]);
            else
                append(text, static_cast<float>(numbers[i]));
            if (i % cols == cols - 1) text += '\n';
        }
        return sink(text);
    });
}

}  // namespace phasescope
