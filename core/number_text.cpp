#include "core/number_text.hpp"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <iterator>

namespace phasescope {

std::string shortest_text(double number)
{
    if (number == 0) return "0";
    if (std::isnan(number)) return "nan";
    std::array<char, 64> text{};
    // Whole numbers are written out as far as a reader can follow them; to_chars alone prefers 1e+04.
    const bool plain = std::abs(number) < 1e15 && number == std::floor(number);
    const auto end = plain ? std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed)
                           : std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), end.ptr};
}

std::string rounded_text(double number, int digits)
{
    assert(digits >= 1 && digits <= 40);
    if (number == 0) return "0";
    if (std::isnan(number)) return "nan";
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::general, digits);
    return {text.data(), end.ptr};
}

std::string bytes_text(double bytes)
{
    if (bytes < 1000) return rounded_text(bytes, 3) + (bytes == 1 ? " byte" : " bytes");
    constexpr const char* units[]{" kB", " MB", " GB", " TB", " PB", " EB"};
    // 999.6 kB are rounded to the next unit.
    std::size_t unit = 0;
    for (bytes /= 1000; bytes >= 999.5 && unit + 1 < std::size(units); ++unit) bytes /= 1000;
    return rounded_text(bytes, 3) + units[unit];
}

std::optional<double> parsed_number(std::string_view text)
{
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    double number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || end.ec != std::errc{} || end.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace phasescope
