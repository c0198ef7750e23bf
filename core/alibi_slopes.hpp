// How steeply ALiBi's bias falls in each head (Press et al. 2022, section 3).
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace phasescope {

/// 2^(-8 h / H) for head h = 1 .. H.
inline double alibi_ratio_slope(std::uint64_t head, std::uint64_t total)
{
    return std::exp2(-8 * static_cast<double>(head) / static_cast<double>(total));
}

/// The slope of head `head` = 0 .. H - 1 in the reference code: heads beyond the last power of two have every other slope of
/// twice that power, steepest first.
inline double alibi_slope(std::uint64_t head, std::uint64_t total)
{
    const std::uint64_t power = std::bit_floor(total);
    return head < power ? alibi_ratio_slope(head + 1, power) : alibi_ratio_slope(2 * (head - power) + 1, 2 * power);
}

}  // namespace phasescope
