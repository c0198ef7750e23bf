#include "tests/fuzz/expect.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/utf8.hpp"

namespace phasescope::fuzz {

void require(bool holds, std::string_view rule)
{
    if (!holds) throw std::logic_error(std::string(rule));
}

void require_line(std::string_view line)
{
    constexpr std::ptrdiff_t most_letters = 400;
    const auto begins_letter = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
    const auto is_control = [](char byte) { return static_cast<unsigned char>(byte) < ' ' || byte == '\x7F'; };
    const auto said = [&](const char* rule) { return std::string(rule) + ": " + std::string(line); };
    require(!line.empty(), "a message says something");
    require(first_invalid_utf8(line) == std::string_view::npos, said("a message is UTF-8"));
    require(std::ranges::none_of(line, is_control), said("a message is one line"));
    require(std::ranges::count_if(line, begins_letter) <= most_letters, said("a message has at most 400 letters"));
}

void require_lines(const std::vector<std::string>& lines)
{
    for (const std::string& line : lines) require_line(line);
}

bool same_numbers(const Matrix& one, const Matrix& other)
{
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    return one.rows == other.rows && one.cols == other.cols && std::ranges::equal(one.values, other.values, same);
}

}  // namespace phasescope::fuzz
