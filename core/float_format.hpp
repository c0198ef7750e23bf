// The formats that models compute in.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace phasescope {

/// IEEE 754 binary64, binary32 and binary16, bfloat16 (8 bits of exponent, 7 of fraction), and TF32 (8 and 10).
enum class FloatFormat { fp64, fp32, tf32, bf16, fp16 };
inline constexpr std::array<std::string_view, 5> float_format_names{"fp64", "fp32", "tf32", "bf16", "fp16"};

/// What each kind of number is rounded to while an encoding is computed.
struct Formats {
    FloatFormat positions = FloatFormat::fp64;
    FloatFormat frequencies = FloatFormat::fp64;
    FloatFormat products = FloatFormat::fp64;  ///< position times frequency: the angle
    FloatFormat results = FloatFormat::fp64;   ///< sines and cosines, and the scores made of them

    bool operator==(const Formats&) const = default;
};

}  // namespace phasescope
