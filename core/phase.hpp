// Exact phases: a position times a frequency, reduced to one turn in integer arithmetic.
//
// A frequency is a fraction of a turn per position, held as a 128-bit fixed-point fraction. The product with a
// position wraps by itself, so the phase of position 2^31 is as exact as that of position 1.
#pragma once

#include <cstdint>

namespace phasescope {

/// A fraction of a turn in units of 2^-128 turn: frequencies (turns per position, below 1).
__extension__ typedef unsigned __int128 Turns128;

/// A fraction of a turn in units of 2^-64 turn: phases. Adding wraps, as angles do.
using Turns64 = std::uint64_t;

inline constexpr double pi = 3.141592653589793238462643383279502884;
inline constexpr Turns64 quarter_turn = Turns64{1} << 62;
inline constexpr Turns64 half_turn = Turns64{1} << 63;

/// The phase of `position` at `frequency`: the top 64 bits of their product modulo one turn.
inline Turns64 phase_at(std::int64_t position, Turns128 frequency)
{
    return static_cast<Turns64>((static_cast<Turns128>(position) * frequency) >> 64);
}

/// The phase of `twice_position / 2`, exact for the half positions on which means over cells are centred.
/// Needs a frequency below half a turn per position, which every encoding here has (at most 1/2pi).
inline Turns64 half_phase_at(std::int64_t twice_position, Turns128 frequency)
{
    return phase_at(twice_position, frequency >> 1);
}

/// cos and sin of a phase; error at most 4e-16 against the exact value of the phase.
double cos_turns(Turns64 phase);
double sin_turns(Turns64 phase);

/// The phase as an angle in radians, in [-pi, pi).
double angle_of(Turns64 phase);

/// A frequency in turns per position, rounded to double.
double turns_per_position(Turns128 frequency);

/// Discrete mean factor D_N = sin(N w/2) / (N sin(w/2)) of a cosine of angular frequency w = 2 pi `frequency`
/// sampled at `count` successive positions: their mean is D_N times the cosine at their midpoint. 1 for count = 1.
double mean_factor(Turns128 frequency, std::int64_t count);

/// The same for the mean under a tent about twice as long: the samples' means of `count` are averaged once more over as
/// many, or one more where `count` is even, so that the middle stays. Waves of one to two means' length, which a mean would
/// show as longer ones that are not there, are damped twice.
double tent_factor(Turns128 frequency, std::int64_t count);

/// How many samples lie under that tent: 1 for count = 1.
std::int64_t tent_length(std::int64_t count);

}  // namespace phasescope
