// Numbers of 16 bits.
#pragma once

#include <cstdint>

namespace phasescope {

/// IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. Each is a float exactly; NaN stays NaN.
float half_value(std::uint16_t bits);

/// bfloat16: the upper half of a float.
float bfloat16_value(std::uint16_t bits);

}  // namespace phasescope
