// Rounding to the formats that models compute in, and the positions that become one number by it.
#pragma once

#include <cstdint>
#include <optional>

#include "core/float_format.hpp"

namespace phasescope {

/// The number of the format that is nearest, the even one of two (IEEE 754 roundTiesToEven): subnormal numbers where it is
/// small, infinity from half a step beyond the greatest on. NaN stays NaN.
double rounded(FloatFormat format, double number);

/// The nearest number of the format to high + low, where |low| is at most half a step of `high` in double: rounded once.
double rounded(FloatFormat format, double high, double low);

/// a b rounded once, not first to double.
double rounded_product(FloatFormat format, double a, double b);

/// The greatest finite number.
double largest_number(FloatFormat format);

/// How far apart the numbers of the format lie where |number| is: from it to the next one away from zero. Infinity beyond
/// the greatest.
double spacing(FloatFormat format, double number);

/// How many numbers the positions first .. first + count - 1 become (0 <= first, first + count <= 2^31).
std::int64_t distinct_positions(FloatFormat format, std::int64_t count, std::int64_t first = 0);

/// Positions that are one number.
struct SamePositions {
    std::int64_t first = 0;
    std::int64_t last = 0;
    double number = 0;

    bool operator==(const SamePositions&) const = default;
};

/// All positions from 0 to 2^31 - 1 that become the same number as this one.
SamePositions same_positions(FloatFormat format, std::int64_t position);

/// The first positions of `count` from `first` on that become one number, those outside left out; empty where all differ.
std::optional<SamePositions> first_collision(FloatFormat format, std::int64_t count, std::int64_t first = 0);

}  // namespace phasescope
