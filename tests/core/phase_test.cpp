#include "core/phase.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "core/spectrum.hpp"
#include "quad.hpp"

namespace phasescope::phase_test {
namespace {

/// Random phases and the neighbourhoods of all multiples of an eighth of a turn.
std::vector<Turns64> phases()
{
    std::vector<Turns64> result;
    for (std::uint64_t eighth = 0; eighth < 8; ++eighth)
        for (int exponent = 0; exponent < 62; ++exponent)
            for (const Turns64 step : {Turns64{0}, Turns64{1} << exponent, ~(Turns64{1} << exponent) + 1})
                result.push_back((eighth << 61) + step);
    std::mt19937_64 random(1);
    for (int i = 0; i < 5000; ++i) result.push_back(random());
    return result;
}

TEST(Phase, CosineAndSineOfAPhaseAreExactToRounding)
{
    for (const Turns64 phase : phases()) {
        const Quad angle = turns(phase) * quad_two_pi;
        EXPECT_LE(error_of(cos_turns(phase), cos(angle)), 4e-16) << phase;
        EXPECT_LE(error_of(sin_turns(phase), sin(angle)), 4e-16) << phase;
    }
}

TEST(Phase, QuarterTurnsGiveWholeNumbers)
{
    EXPECT_EQ(cos_turns(0), 1);
    EXPECT_EQ(cos_turns(quarter_turn), 0);
    EXPECT_EQ(cos_turns(half_turn), -1);
    EXPECT_EQ(sin_turns(0), 0);
    EXPECT_EQ(sin_turns(quarter_turn), 1);
    EXPECT_EQ(sin_turns(half_turn), 0);
}

TEST(Phase, AnAngleIsThePhaseInRadiansFromMinusPiToPi)
{
    EXPECT_EQ(angle_of(0), 0);
    EXPECT_DOUBLE_EQ(angle_of(quarter_turn), pi / 2);
    EXPECT_DOUBLE_EQ(angle_of(half_turn), -pi);
    EXPECT_DOUBLE_EQ(angle_of(half_turn - 1), pi);
    EXPECT_DOUBLE_EQ(angle_of(-quarter_turn), -pi / 2);
}

TEST(Phase, ThePhaseOfAPositionIsTheFractionOfItsTurns)
{
    std::mt19937_64 random(2);
    for (int i = 0; i < 2000; ++i) {
        const Turns128 frequency = ((static_cast<Turns128>(random()) << 64) | random()) >> 1;
        const auto position = static_cast<std::int64_t>(random() >> 33);
        // 2^31 positions at 2^-128: the quad, of 113 bits, holds the product to 2^-82 turn; both are cut at 2^-64.
        Quad exact = Quad(position) * turns(frequency);
        exact -= floor(exact);
        EXPECT_LE(static_cast<double>(abs(turns(phase_at(position, frequency)) - exact)), 0x1p-63);
        Quad half = exact / 2 + (static_cast<std::int64_t>(floor(Quad(position) * turns(frequency))) % 2) * Quad(0.5);
        EXPECT_LE(static_cast<double>(abs(turns(half_phase_at(position, frequency)) - half)), 0x1p-63);
    }
}

TEST(Phase, NegativePositionsRunBackwards)
{
    const Turns128 frequency = geometric_spectrum(10000, 2, 8, 4)[2];
    for (const std::int64_t position : {1, 2, 1000, 2147483647})
        EXPECT_LE(phase_at(position, frequency) + phase_at(-position, frequency) + 1, 1u) << position;
}

TEST(Phase, AHalfPositionCountedTwiceIsTheWholePosition)
{
    const Turns128 frequency = geometric_spectrum(10000, 2, 8, 4)[1];
    for (const std::int64_t position : {0, 1, 7, 2147483647}) {
        const Turns64 whole = phase_at(position, frequency), halves = half_phase_at(2 * position, frequency);
        EXPECT_LE(whole - halves, 1u) << position;
    }
}

TEST(Phase, TheMeanFactorIsTheMeanOfTheSamplesOverTheirMidpoint)
{
    for (const Turns128 frequency : geometric_spectrum(10000, 2, 16, 8)) {
        for (const std::int64_t count : {1, 2, 3, 10, 1000}) {
            double sum = 0;
            for (std::int64_t p = 0; p < count; ++p) sum += cos_turns(half_phase_at(2 * p - (count - 1), frequency));
            // A sum of 1000 terms of at most 1, rounded each time by at most 2^-54 of 1000.
            EXPECT_NEAR(mean_factor(frequency, count), sum / static_cast<double>(count), 1e-13);
        }
    }
}

TEST(Phase, TheMeanFactorOfASlowWaveIsOneAndOfAFastOneFallsWithTheCount)
{
    EXPECT_EQ(mean_factor(0, 1000), 1);
    EXPECT_EQ(mean_factor(Turns128{1} << 100, 1), 1);
    EXPECT_NEAR(mean_factor(Turns128{1} << 60, 2147483647), 1, 1e-15);
    const Turns128 fast = geometric_spectrum(10000, 2, 4, 1)[0];
    for (const std::int64_t count : {10, 1000, 2147483647})
        EXPECT_LE(std::abs(mean_factor(fast, count)), 1 / (static_cast<double>(count) * std::sin(0.5)));
}

TEST(Phase, TheTentFactorIsTheWeightedMeanOfTheSamplesOverTheirMidpoint)
{
    for (const Turns128 frequency : geometric_spectrum(10000, 2, 16, 8)) {
        for (const std::int64_t count : {1, 2, 3, 10, 101}) {
            // Heights of the tent: how many of the means that are averaged hold the sample.
            const std::int64_t length = tent_length(count), others = length + 1 - count;
            double sum = 0, heights = 0;
            for (std::int64_t p = 0; p < length; ++p) {
                const auto height = static_cast<double>(std::min({p + 1, length - p, count, others}));
                sum += height * cos_turns(half_phase_at(2 * p - (length - 1), frequency));
                heights += height;
            }
            EXPECT_EQ(length % 2, count % 2);  // the same middle
            EXPECT_NEAR(tent_factor(frequency, count), sum / heights, 1e-13) << count;
        }
    }
    EXPECT_EQ(tent_length(1), 1);
}

}  // namespace
}  // namespace phasescope::phase_test
