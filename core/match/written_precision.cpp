#include "core/match/written_precision.hpp"

#include <algorithm>
#include <cmath>

namespace phasescope {
namespace {

bool is_whole_number(double number)
{
    return number == std::round(number);
}

/// Whether so many bits hold the number.
bool has_bits(double number, int bits)
{
    int exponent = 0;
    return is_whole_number(std::ldexp(std::frexp(number, &exponent), bits));
}

/// Below 2^-14 the numbers of float16 are multiples of 2^-24.
bool is_float16(double number)
{
    return std::abs(number) < 0x1p-14 ? is_whole_number(std::ldexp(number, 24)) : has_bits(number, 11);
}

}  // namespace

WrittenPrecision written_precision(const Matrix& table)
{
    const auto all = [&](auto&& holds) {
        return std::ranges::all_of(table.values, [&](double x) { return !std::isfinite(x) || holds(x); });
    };
    // A number that was cut off, not rounded, is off by a whole unit of its last place.
    if (all([](double x) { return has_bits(x, 8); })) return {"bfloat16", 0, 0x1p-8, 0};
    for (int decimals = 2; decimals <= 6; ++decimals) {
        const double scale = std::pow(10, decimals);
        if (all([&](double x) { return std::abs(x * scale - std::round(x * scale)) < 1e-9 * scale; }))
            return {"decimals", decimals, 0, 0.5 / scale};
    }
    if (all(is_float16)) return {"float16", 0, 0x1p-11, 0x1p-24};
    if (all([](double x) { return has_bits(x, 24); })) return {"float32", 0, 0x1p-24, 0};
    return {"float64", 0, 0, 0};
}

}  // namespace phasescope
