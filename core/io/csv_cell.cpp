#include "core/io/csv_cell.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "core/io/csv_rows.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

std::string in_small_letters(std::string_view word)
{
    std::string text(word);
    for (char& letter : text)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return text;
}

bool is_one_of(std::string_view word, const auto& words)
{
    return word.size() <= 16 && std::ranges::find(words, in_small_letters(word)) != words.end();
}

/// Begins with a number that no name begins with: one with a decimal mark, or one that no double holds.
bool begins_as_number(std::string_view word)
{
    double number = 0;
    const auto end = std::from_chars(word.data(), word.data() + word.size(), number);
    if (end.ec == std::errc::result_out_of_range) return true;
    const std::string_view begin = word.substr(0, static_cast<std::size_t>(end.ptr - word.data()));
    return end.ec == std::errc{} && begin.find('.') != std::string_view::npos;
}

}  // namespace

std::optional<double> cell_number(std::string_view cell, bool comma_is_mark)
{
    constexpr std::size_t longest = 400;  // longer than any double written out
    const std::string_view word = without_quotes(cell);
    const std::size_t comma = comma_is_mark ? word.find(',') : std::string_view::npos;
    if (comma == std::string_view::npos || word.size() > longest) return parsed_number(word);
    std::string pointed(word);
    pointed[comma] = '.';
    return parsed_number(pointed);
}

std::optional<std::int64_t> whole_cell(std::string_view cell)
{
    const std::string_view word = without_quotes(cell);
    std::int64_t number = 0;
    const auto end = std::from_chars(word.data(), word.data() + word.size(), number);
    if (end.ec != std::errc{} || end.ptr != word.data() + word.size()) return std::nullopt;
    return number;
}

bool written_as_decimal(std::string_view cell)
{
    return cell.find_first_of(".,eEnN") != std::string_view::npos;
}

bool stands_for_number(std::string_view cell)
{
    static constexpr std::array<std::string_view, 10> missing{"",    "na",   "n/a", "#n/a", "null",
                                                              "nil", "none", "-",   "?",    "missing"};
    const std::string_view word = without_quotes(cell);
    return is_one_of(word, missing) || begins_as_number(word);
}

bool count_up(std::span<const std::string_view> cells)
{
    std::optional<std::int64_t> last;
    for (const std::string_view cell : cells) {
        const std::optional<std::int64_t> number = whole_cell(cell);
        if (!number || (last && (*last == INT64_MAX || *number != *last + 1))) return false;
        last = number;
    }
    return last.has_value();
}

bool names_rows(std::string_view cell)
{
    static constexpr std::array<std::string_view, 14> names{"index", "idx",  "pos",        "position", "positions",
                                                            "row",   "step", "unnamed: 0", "id",       "token",
                                                            "query", "key",  "pair",       "patch"};
    return is_one_of(without_quotes(cell), names);
}

}  // namespace phasescope
