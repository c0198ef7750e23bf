#include "core/io/half.hpp"

#include <bit>

namespace phasescope {

float half_value(std::uint16_t bits)
{
    const auto all = std::uint32_t{bits};
    const std::uint32_t sign = (all & 0x8000u) << 16, rest = all & 0x7FFFu;
    // With the bits of exponent and fraction in their places a float is 2^(127 - 15) too small, whether normal or not.
    const std::uint32_t scaled = std::bit_cast<std::uint32_t>(std::bit_cast<float>(rest << 13) * 0x1p112f);
    const std::uint32_t special = rest << 13 | 0x7F800000u;  // infinity or NaN
    return std::bit_cast<float>(sign | (rest < 0x7C00u ? scaled : special));
}

float bfloat16_value(std::uint16_t bits)
{
    return std::bit_cast<float>(std::uint32_t{bits} << 16);
}

}  // namespace phasescope
