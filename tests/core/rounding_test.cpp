#include "core/rounding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "core/io/half.hpp"

namespace phasescope::rounding_test {
namespace {

constexpr FloatFormat all_formats[]{FloatFormat::fp64, FloatFormat::fp32, FloatFormat::tf32, FloatFormat::bf16,
                                    FloatFormat::fp16};

/// Random bits of doubles, most of them where the narrow formats have numbers.
class Numbers {
public:
    double next()
    {
        const std::uint64_t bits = bits_();
        const int exponent = static_cast<int>(bits % 400) - 200;
        const double near = std::ldexp(1 + static_cast<double>(bits >> 12) * 0x1p-52, exponent);
        return bits_() % 2 ? near : -near;
    }

private:
    std::mt19937_64 bits_{7};
};

/// The finite numbers of a format of 16 bits from 0 on, ascending: its patterns count them.
std::vector<double> patterns(float (*value)(std::uint16_t), std::uint16_t infinity)
{
    std::vector<double> numbers;
    for (std::uint16_t bits = 0; bits < infinity; ++bits) numbers.push_back(value(bits));
    return numbers;
}

/// The plain twin: the nearest of all numbers, of two the one with the even pattern. The one after the last is infinity, as
/// far from the last as that from the one before.
double nearest(const std::vector<double>& numbers, double number)
{
    const double size = std::abs(number);
    const double step = numbers.back() - numbers[numbers.size() - 2];
    const auto above = std::ranges::lower_bound(numbers, size);
    if (above == numbers.end()) return std::copysign(size - numbers.back() < step / 2 ? numbers.back() : INFINITY, number);
    if (above == numbers.begin()) return std::copysign(0, number);
    const auto below = above - 1;
    const double up = *above - size, down = size - *below;
    const bool take_above = up < down || (up == down && (above - numbers.begin()) % 2 == 0);
    return std::copysign(take_above ? *above : *below, number);
}

/// Bit arithmetic on the float: the lower 13 of its 23 bits of fraction are rounded away.
double tf32_of(float number)
{
    const auto bits = std::bit_cast<std::uint32_t>(number);
    return std::bit_cast<float>((bits + 0xFFFu + (bits >> 13 & 1u)) & ~0x1FFFu);
}

TEST(Rounding, EveryPatternOfSixteenBitsIsItselfAndSoAreTheMiddlesBetweenThem)
{
    struct Sixteen {
        FloatFormat format;
        std::vector<double> numbers;
    };
    const Sixteen formats[]{{FloatFormat::fp16, patterns(half_value, 0x7C00)},
                            {FloatFormat::bf16, patterns(bfloat16_value, 0x7F80)}};
    for (const auto& [format, numbers] : formats) {
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const double number = numbers[i];
            ASSERT_EQ(rounded(format, number), number);
            ASSERT_EQ(rounded(format, -number), -number);
            const double step = i + 1 < numbers.size() ? numbers[i + 1] - number : number - numbers[i - 1];
            const double next = i + 1 < numbers.size() ? numbers[i + 1] : INFINITY, middle = number + step / 2;
            ASSERT_EQ(rounded(format, middle), i % 2 == 0 ? number : next);
            ASSERT_EQ(rounded(format, std::nextafter(middle, 0)), number);
            ASSERT_EQ(rounded(format, std::nextafter(middle, INFINITY)), next);
            ASSERT_EQ(spacing(format, number), step);
        }
        EXPECT_EQ(largest_number(format), numbers.back());
        Numbers random;
        for (int i = 0; i < 200'000; ++i) {
            const double number = random.next();
            ASSERT_EQ(rounded(format, number), nearest(numbers, number)) << number;
        }
    }
}

TEST(Rounding, SinglePrecisionIsTheCompilersFloat)
{
    Numbers random;
    for (int i = 0; i < 1'000'000; ++i) {
        const double number = random.next();
        ASSERT_EQ(rounded(FloatFormat::fp32, number), static_cast<double>(static_cast<float>(number))) << number;
    }
    EXPECT_EQ(largest_number(FloatFormat::fp32), static_cast<double>(std::numeric_limits<float>::max()));
    for (const double number : {1.0, 1.5, 1e-40, 1e-45, 16777216.0, 3e38})
        EXPECT_EQ(spacing(FloatFormat::fp32, number),
                  static_cast<double>(std::nextafter(static_cast<float>(number), INFINITY)) - static_cast<float>(number));
}

TEST(Rounding, Tf32IsAFloatWithTenBitsOfFraction)
{
    Numbers random;
    for (int i = 0; i < 1'000'000; ++i) {
        const auto number = static_cast<float>(random.next());
        if (!std::isfinite(number)) continue;
        ASSERT_EQ(rounded(FloatFormat::tf32, number), tf32_of(number)) << number;
    }
}

TEST(Rounding, WhatIsNoFiniteNumberStaysSoAndZerosKeepTheirSign)
{
    for (const FloatFormat format : all_formats) {
        EXPECT_TRUE(std::isnan(rounded(format, NAN)));
        EXPECT_EQ(rounded(format, INFINITY), INFINITY);
        EXPECT_EQ(rounded(format, -INFINITY), -INFINITY);
        EXPECT_TRUE(std::signbit(rounded(format, -0.0)));
        EXPECT_FALSE(std::signbit(rounded(format, 0.0)));
    }
}

TEST(Rounding, NothingIsRoundedTwice)
{
    // 1 + 2^-8 lies in the middle of two numbers of bf16; what is a little more must go up although double cannot hold it.
    EXPECT_EQ(rounded(FloatFormat::bf16, 1 + 0x1p-8), 1);
    EXPECT_EQ(rounded(FloatFormat::bf16, 1 + 0x1p-8, 0x1p-80), 1 + 0x1p-7);
    EXPECT_EQ(rounded(FloatFormat::bf16, 1 + 0x1p-8, -0x1p-80), 1);
    EXPECT_EQ(rounded(FloatFormat::bf16, 1 + 3 * 0x1p-8, -0x1p-80), 1 + 0x1p-7);
    // The product is 1 + 2^-24 + 2^-54 - 2^-60, in double 1 + 2^-24: the middle of two floats.
    constexpr double a = 1 + 0x1p-30, b = 1 + 0x1p-24 - 0x1p-30;
    EXPECT_EQ(rounded(FloatFormat::fp32, a * b), 1);
    EXPECT_EQ(rounded_product(FloatFormat::fp32, a, b), 1 + 0x1p-23);
    EXPECT_EQ(rounded_product(FloatFormat::fp32, -a, b), -1 - 0x1p-23);
    EXPECT_EQ(rounded_product(FloatFormat::fp64, 0.1, 3), 0.1 * 3);
    EXPECT_EQ(rounded_product(FloatFormat::fp16, 300, 300), INFINITY);
}

TEST(Rounding, PositionsThatAreDistinctAreCountedAsOneByOne)
{
    for (const FloatFormat format : all_formats) {
        for (const std::int64_t first : {0, 100, 255, 3000, 65000, 16777210}) {
            std::int64_t distinct = 0;
            double last = -1;
            for (std::int64_t count = 1; count <= 3000; ++count) {
                const double number = rounded(format, static_cast<double>(first + count - 1));
                distinct += number != last;
                last = number;
                ASSERT_EQ(distinct_positions(format, count, first), distinct) << first << " " << count;
            }
        }
    }
}

TEST(Rounding, Bfloat16HasFewPositions)
{
    EXPECT_EQ(distinct_positions(FloatFormat::bf16, 4096), 769);
    EXPECT_EQ(distinct_positions(FloatFormat::bf16, 131072), 1409);
    EXPECT_EQ(rounded(FloatFormat::bf16, 15962), 15936);
    EXPECT_EQ(spacing(FloatFormat::bf16, 15962), 64);
    EXPECT_EQ(distinct_positions(FloatFormat::fp64, std::int64_t{1} << 31), std::int64_t{1} << 31);
    EXPECT_EQ(distinct_positions(FloatFormat::bf16, std::int64_t{1} << 31), 256 + 23 * 128 + 1);
}

TEST(Rounding, PositionsThatAreTheSameAreThoseAndNoOthers)
{
    for (const FloatFormat format : all_formats) {
        const auto number = [format](std::int64_t p) { return rounded(format, static_cast<double>(p)); };
        for (const std::int64_t position : {0L, 1L, 255L, 257L, 15962L, 65519L, 65520L, 16777217L, 2147483647L}) {
            const SamePositions same = same_positions(format, position);
            EXPECT_LE(same.first, position);
            EXPECT_GE(same.last, position);
            EXPECT_EQ(same.number, number(position));
            EXPECT_EQ(number(same.first), same.number);
            EXPECT_EQ(number(same.last), same.number);
            EXPECT_TRUE(same.first == 0 || number(same.first - 1) != same.number);
            EXPECT_TRUE(same.last == 2147483647 || number(same.last + 1) != same.number);
        }
    }
    EXPECT_EQ(same_positions(FloatFormat::bf16, 15962), (SamePositions{15905, 15967, 15936}));
    EXPECT_EQ(same_positions(FloatFormat::fp16, 2147483647), (SamePositions{65520, 2147483647, INFINITY}));
}

TEST(Rounding, TheFirstCollisionIsThatOfTheFirstTwoNeighboursThatAreOne)
{
    for (const FloatFormat format : all_formats) {
        for (const std::int64_t first : {0, 250, 2049, 70000}) {
            constexpr std::int64_t count = 4000;
            const auto number = [&](std::int64_t p) { return rounded(format, static_cast<double>(p)); };
            std::int64_t expected = first;
            while (expected + 1 < first + count && number(expected) != number(expected + 1)) ++expected;
            const auto found = first_collision(format, count, first);
            ASSERT_EQ(found.has_value(), expected + 1 < first + count) << first;
            EXPECT_TRUE(!found || found->first == expected) << first;
        }
    }
    EXPECT_EQ(first_collision(FloatFormat::fp64, std::int64_t{1} << 31), std::nullopt);
    EXPECT_EQ(first_collision(FloatFormat::fp32, std::int64_t{1} << 31), (SamePositions{16777216, 16777217, 16777216}));
}

}  // namespace
}  // namespace phasescope::rounding_test
