#include "core/phase.hpp"

#include <cmath>

namespace phasescope {
namespace {

constexpr double two_pi = 2 * pi;

/// A signed phase of at most an eighth of a turn, in radians.
double small_angle(Turns64 phase)
{
    return static_cast<double>(static_cast<std::int64_t>(phase)) * 0x1p-64 * two_pi;
}

/// sin(pi x) where x is a fraction of a turn in 128 bits, keeping relative precision for tiny x.
double sin_half(Turns128 turns)
{
    __extension__ typedef __int128 Signed128;
    return std::sin(static_cast<double>(static_cast<Signed128>(turns)) * 0x1p-128 * two_pi);
}

}  // namespace

double cos_turns(Turns64 phase)
{
    const Turns64 quadrant = (phase + (quarter_turn >> 1)) >> 62;
    const double angle = small_angle(phase - (quadrant << 62));
    switch (quadrant) {
        case 0: return std::cos(angle);
        case 1: return 0.0 - std::sin(angle);  // no negative zero
        case 2: return -std::cos(angle);
        default: return std::sin(angle);
    }
}

double sin_turns(Turns64 phase)
{
    return cos_turns(phase - quarter_turn);
}

double angle_of(Turns64 phase)
{
    return static_cast<double>(static_cast<std::int64_t>(phase)) * 0x1p-64 * two_pi;
}

double turns_per_position(Turns128 frequency)
{
    return static_cast<double>(frequency) * 0x1p-128;
}

double mean_factor(Turns128 frequency, std::int64_t count)
{
    if (count == 1 || frequency == 0) return 1;
    const Turns128 half = frequency >> 1;
    return sin_half(half * static_cast<Turns128>(count)) / (static_cast<double>(count) * sin_half(half));
}

double tent_factor(Turns128 frequency, std::int64_t count)
{
    return mean_factor(frequency, count) * mean_factor(frequency, count | 1);
}

std::int64_t tent_length(std::int64_t count)
{
    return count + (count | 1) - 1;
}

}  // namespace phasescope
