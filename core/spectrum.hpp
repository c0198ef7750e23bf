// Frequencies of wave-like encodings, computed once with more than quadruple precision.
#pragma once

#include <cstdint>
#include <vector>

#include "core/phase.hpp"

namespace phasescope {

/// count frequencies base^(-k * exponent_step) / (2 pi) in turns per position, k = 0 .. count-1.
/// base > 1 and exponent_step >= 0. Error below 2^-113 turns per position (Vaswani et al. 2017, section 3.5).
std::vector<Turns128> geometric_spectrum(double base, double step_numerator, double step_denominator, std::int64_t count);

/// The same for e^(-k step) / (2 pi), step > 0.
std::vector<Turns128> exponential_spectrum(double step, std::int64_t count);

/// A frequency in radians per position, from 0 to below 2 pi, to the nearest multiple of 2^-128 turn below.
Turns128 turns_of(double radians);

/// Positions per turn: 2 pi / w. Infinity for a frequency of 0.
double wavelength(Turns128 frequency);

}  // namespace phasescope
