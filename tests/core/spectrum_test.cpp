#include "core/spectrum.hpp"

#include <gtest/gtest.h>

#include <boost/math/constants/constants.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>

namespace phasescope::spectrum_test {
namespace {

using Real = boost::multiprecision::cpp_bin_float_50;

Real exact_turns(Turns128 frequency)
{
    return ldexp(Real(static_cast<std::uint64_t>(frequency >> 64)), -64)
           + ldexp(Real(static_cast<std::uint64_t>(frequency)), -128);
}

TEST(Spectrum, FrequenciesArePowersOfTheBaseInTurnsPerPosition)
{
    for (const double base : {1.0001, 2.0, 500.0, 10000.0, 1e9}) {
        for (const double denominator : {1.0, 7.0, 512.0, 8192.0}) {
            const std::int64_t count = static_cast<std::int64_t>(denominator / 2) + 1;
            const auto frequencies = geometric_spectrum(base, 2, denominator, count);
            ASSERT_EQ(static_cast<std::int64_t>(frequencies.size()), count);
            const Real log_base = log(Real(base)), two_pi = 2 * boost::math::constants::pi<Real>();
            for (std::int64_t k = 0; k < count; k += 1 + count / 50) {
                const Real exact = exp(-log_base * 2 * k / Real(denominator)) / two_pi;
                const Real error = abs(exact_turns(frequencies[static_cast<std::size_t>(k)]) - exact);
                EXPECT_LT(static_cast<double>(error), 0x1p-113)
                    << "base " << base << ", pair " << k << " of " << denominator / 2;
            }
        }
    }
}

TEST(Spectrum, ThereMayBeNoFrequencyAtAll)
{
    EXPECT_TRUE(geometric_spectrum(10000, 2, 8, 0).empty());
}

TEST(Spectrum, TheLongestWavelengthsAreThePublishedOnes)
{
    const auto longest = [](double d) {
        return wavelength(geometric_spectrum(10000, 2, d, static_cast<std::int64_t>(d / 2)).back());
    };
    EXPECT_NEAR(longest(512), 60611.477, 0.0005);
    EXPECT_NEAR(longest(768), 2 * pi * std::pow(10000, 766.0 / 768), 1e-7);
    EXPECT_NEAR(longest(256), 58470, 0.5);
    EXPECT_NEAR(longest(8), 6283.19, 0.005);
    EXPECT_NEAR(longest(4), 628.32, 0.005);
}

TEST(Spectrum, TheShortestWavelengthIsTwoPi)
{
    EXPECT_DOUBLE_EQ(wavelength(geometric_spectrum(10000, 2, 512, 1)[0]), 2 * pi);
}

TEST(Spectrum, WithTheExponentOfTensor2tensorTheLongestWavelengthIsTwoPiTimesTheBase)
{
    EXPECT_NEAR(wavelength(geometric_spectrum(10000, 1, 255, 256).back()), 2 * pi * 10000, 1e-9);
}

TEST(Spectrum, WhatDoesNotTurnHasAnInfiniteWavelength)
{
    EXPECT_TRUE(std::isinf(wavelength(0)));
}

}  // namespace
}  // namespace phasescope::spectrum_test
