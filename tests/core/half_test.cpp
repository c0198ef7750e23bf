#include "core/io/half.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>

namespace phasescope::half_test {
namespace {

/// (-1)^s 2^(e - bias) (1 + f / 2^fraction_bits), and without the 1 for e = 0: the definition, by ldexp.
double defined_value(unsigned bits, int exponent_bits, int fraction_bits)
{
    const int most = (1 << exponent_bits) - 1, bias = most / 2;
    const int exponent = static_cast<int>(bits >> fraction_bits) & most;
    const unsigned fraction = bits & ((1u << fraction_bits) - 1);
    const double sign = bits >> 15 ? -1 : 1;
    if (exponent == most) return fraction == 0 ? sign * INFINITY : NAN;
    const unsigned whole = exponent == 0 ? fraction : fraction + (1u << fraction_bits);
    return sign * std::ldexp(whole, std::max(exponent, 1) - bias - fraction_bits);
}

void expect_same(float value, double defined, unsigned bits)
{
    if (std::isnan(defined))
        EXPECT_TRUE(std::isnan(value)) << bits;
    else
        EXPECT_EQ(std::bit_cast<std::uint64_t>(double{value}), std::bit_cast<std::uint64_t>(defined)) << bits;
}

TEST(Half, EveryHalfHasItsValue)
{
    for (unsigned bits = 0; bits < 65536; ++bits)
        expect_same(half_value(static_cast<std::uint16_t>(bits)), defined_value(bits, 5, 10), bits);
}

TEST(Half, EveryBfloat16HasItsValue)
{
    for (unsigned bits = 0; bits < 65536; ++bits)
        expect_same(bfloat16_value(static_cast<std::uint16_t>(bits)), defined_value(bits, 8, 7), bits);
}

TEST(Half, KnownNumbersAreRight)
{
    EXPECT_EQ(half_value(0x3C00), 1);
    EXPECT_EQ(half_value(0xC000), -2);
    EXPECT_EQ(half_value(0x7BFF), 65504);
    EXPECT_EQ(half_value(0x3555), 0.333251953125f);
    EXPECT_EQ(bfloat16_value(0x3F80), 1);
    EXPECT_EQ(bfloat16_value(0x4049), 3.140625f);
}

}  // namespace
}  // namespace phasescope::half_test
