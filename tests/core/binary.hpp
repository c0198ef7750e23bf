// Bytes of files, written by hand.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace phasescope {

/// A whole number, least byte first.
template <class Number>
std::string little(Number number)
{
    std::string bytes;
    for (std::size_t i = 0; i < sizeof number; ++i)
        bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i));
    return bytes;
}

inline std::string f4_bytes(const std::vector<float>& numbers)
{
    std::string bytes;
    for (const float number : numbers) bytes += little(std::bit_cast<std::uint32_t>(number));
    return bytes;
}

inline std::string f8_bytes(const std::vector<double>& numbers)
{
    std::string bytes;
    for (const double number : numbers) bytes += little(std::bit_cast<std::uint64_t>(number));
    return bytes;
}

/// Two bytes a number: halves or bfloat16.
inline std::string u2_bytes(const std::vector<std::uint16_t>& numbers)
{
    std::string bytes;
    for (const std::uint16_t number : numbers) bytes += little(number);
    return bytes;
}

}  // namespace phasescope
