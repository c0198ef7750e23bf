#include "app/cli/values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/nearest.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

Error wrong(std::string_view option, const std::string& why, std::string_view word, const std::string& allowed)
{
    return {std::string(option) + " " + why, std::string(word), allowed};
}

std::string from_to(double lo, double hi)
{
    return shortest_text(lo) + " to " + shortest_text(hi);
}

/// The two words around the only separator; two empty words where it is not there exactly once.
struct Halves {
    std::string_view first, second;
    bool good = false;
};
Halves halves(std::string_view word, char separator)
{
    const auto at = word.find(separator);
    if (at == std::string_view::npos || word.find(separator, at + 1) != std::string_view::npos) return {};
    return {word.substr(0, at), word.substr(at + 1), true};
}

}  // namespace

Result<double> number_value(std::string_view option, std::string_view word, double lo, double hi)
{
    const auto number = parsed_number(word);
    if (!number || !std::isfinite(*number)) return wrong(option, "needs a number", word, from_to(lo, hi));
    if (*number < lo || *number > hi) return wrong(option, "is out of range", word, from_to(lo, hi));
    return *number;
}

Result<std::int64_t> whole_value(std::string_view option, std::string_view word, std::int64_t lo, std::int64_t hi)
{
    const auto low = static_cast<double>(lo), high = static_cast<double>(hi);
    const auto number = parsed_number(word);
    if (!number || !std::isfinite(*number) || *number != std::floor(*number))
        return wrong(option, "needs a whole number", word, from_to(low, high));
    if (*number < low || *number > high) return wrong(option, "is out of range", word, from_to(low, high));
    return static_cast<std::int64_t>(*number);
}

Result<std::uint64_t> seed_value(std::string_view option, std::string_view word)
{
    std::uint64_t exact = 0;
    const auto end = std::from_chars(word.data(), word.data() + word.size(), exact);
    if (end.ec == std::errc{} && end.ptr == word.data() + word.size()) return exact;
    const auto number = parsed_number(word);
    if (number && *number >= 0 && *number < 0x1p64 && *number == std::floor(*number))
        return static_cast<std::uint64_t>(*number);
    return wrong(option, "needs a whole number", word, "0 to 18446744073709551615");
}

Result<std::size_t> choice_value(std::string_view option, std::string_view word, const std::vector<std::string>& valid)
{
    const auto found = std::ranges::find(valid, word);
    if (found == valid.end()) return unknown_word(std::string(option) + " value", word, valid);
    return static_cast<std::size_t>(found - valid.begin());
}

Result<double> knob_value(std::string_view option, const Knob& knob, std::string_view word)
{
    if (knob.is_choice()) {
        const auto index = choice_value(option, word, {knob.choices.begin(), knob.choices.end()});
        if (!index) return index.error();
        return static_cast<double>(*index);
    }
    if (!knob.whole) return number_value(option, word, knob.min, knob.max);
    const auto whole = whole_value(option, word, static_cast<std::int64_t>(knob.min), static_cast<std::int64_t>(knob.max));
    if (!whole) return whole.error();
    return static_cast<double>(*whole);
}

Result<NumberRange> range_value(std::string_view option, std::string_view word)
{
    const Halves both = halves(word, ':');
    const auto lo = parsed_number(both.first), hi = parsed_number(both.second);
    if (!lo || !hi || !std::isfinite(*lo) || !std::isfinite(*hi) || !(*lo < *hi))
        return wrong(option, "needs two numbers, the smaller first", word, "LO:HI such as -1:1");
    return NumberRange{*lo, *hi};
}

Result<WholeRange> whole_range_value(std::string_view option, std::string_view word, std::int64_t lo, std::int64_t hi)
{
    const std::string allowed = "A:B with A below B, " + std::to_string(lo) + " to " + std::to_string(hi);
    const Halves both = halves(word, ':');
    if (!both.good) return wrong(option, "needs two whole numbers", word, allowed);
    WholeRange range{lo, hi};
    if (!both.first.empty()) {
        const auto begin = whole_value(option, both.first, lo, hi);
        if (!begin) return begin.error();
        range.begin = *begin;
    }
    if (!both.second.empty()) {
        const auto end = whole_value(option, both.second, lo, hi);
        if (!end) return end.error();
        range.end = *end;
    }
    if (range.begin >= range.end) return wrong(option, "is empty", word, allowed);
    return range;
}

Result<PixelSize> size_value(std::string_view option, std::string_view word, int least, int most)
{
    const Halves both = halves(word, 'x');
    if (!both.good) return wrong(option, "needs width and height", word, "WxH such as 1300x900");
    const auto width = whole_value(option, both.first, least, most), height = whole_value(option, both.second, least, most);
    if (!width) return width.error();
    if (!height) return height.error();
    return PixelSize{static_cast<int>(*width), static_cast<int>(*height)};
}

Error unknown_word(std::string_view what, std::string_view word, const std::vector<std::string>& valid)
{
    return {"unknown " + std::string(what), std::string(word), "nearest: " + alternatives(nearest_words(word, valid))};
}

}  // namespace phasescope
