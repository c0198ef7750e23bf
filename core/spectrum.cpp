#include "core/spectrum.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cassert>
#include <limits>

namespace phasescope {
namespace {

/// 168 bits, so that the last of thousands of powers still has 113 right ones after the point.
using Real = boost::multiprecision::cpp_bin_float_50;

/// The nearest multiple of 2^-128 below x, 0 <= x < 1.
Turns128 fixed_point(const Real& x)
{
    Real scaled = ldexp(x, 64);
    const auto high = static_cast<std::uint64_t>(floor(scaled));
    scaled = ldexp(Real(scaled - Real(high)), 64);
    const auto low = static_cast<std::uint64_t>(floor(scaled));
    return (static_cast<Turns128>(high) << 64) | low;
}

/// Top 128 bits of the 256-bit product of two fractions.
Turns128 fraction_product(Turns128 a, Turns128 b)
{
    const Turns128 a_high = a >> 64, a_low = static_cast<std::uint64_t>(a);
    const Turns128 b_high = b >> 64, b_low = static_cast<std::uint64_t>(b);
    const Turns128 cross_1 = a_high * b_low, cross_2 = a_low * b_high;
    const Turns128 carry =
        ((a_low * b_low) >> 64) + static_cast<std::uint64_t>(cross_1) + static_cast<std::uint64_t>(cross_2);
    return a_high * b_high + (cross_1 >> 64) + (cross_2 >> 64) + (carry >> 64);
}

Real exact_two_pi()
{
    return 2 * boost::math::constants::pi<Real>();
}

/// count frequencies ratio^k / (2 pi).
std::vector<Turns128> powers(const Real& ratio, std::int64_t count)
{
    // Each frequency is the former times the ratio; truncation adds at most 2^-127 a step, 2^-115 after 4096 steps.
    const Turns128 ratio_bits = fixed_point(ratio);
    std::vector<Turns128> frequencies;
    frequencies.reserve(static_cast<std::size_t>(count));
    Turns128 frequency = fixed_point(1 / exact_two_pi());
    for (std::int64_t k = 0; k < count; ++k) {
        frequencies.push_back(frequency);
        frequency = fraction_product(frequency, ratio_bits);
    }
    return frequencies;
}

}  // namespace

std::vector<Turns128> geometric_spectrum(double base, double step_numerator, double step_denominator, std::int64_t count)
{
    assert(base > 1 && step_numerator > 0 && step_denominator > 0 && count >= 0);
    return powers(exp(-log(Real(base)) * Real(step_numerator) / Real(step_denominator)), count);
}

std::vector<Turns128> exponential_spectrum(double step, std::int64_t count)
{
    assert(step > 0 && count >= 0);
    return powers(exp(-Real(step)), count);
}

Turns128 turns_of(double radians)
{
    assert(radians >= 0 && radians < 6.25);
    return fixed_point(Real(radians) / exact_two_pi());
}

double wavelength(Turns128 frequency)
{
    if (frequency == 0) return std::numeric_limits<double>::infinity();
    return 1 / turns_per_position(frequency);
}

}  // namespace phasescope
