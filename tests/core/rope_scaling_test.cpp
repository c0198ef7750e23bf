#include "core/rope_scaling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/spectrum.hpp"
#include "scaling_case.hpp"

namespace phasescope::rope_scaling_test {
namespace {

using reference::case_of;
using reference::Json;
using reference::scaling_named;
using reference::ScalingCase;

/// Expected number, frequency in turns, 2 pi and their product are each rounded once: 4 times 2^-53.
constexpr double frequency_tolerance = 4.01 * 0x1p-53;

/// Logarithm, two products or quotients, a sum and a root, and the expected number, each rounded once.
constexpr double factor_tolerance = 6 * 0x1p-53;

std::vector<double> radians(const std::vector<Turns128>& frequencies)
{
    std::vector<double> result;
    for (const Turns128 frequency : frequencies) result.push_back(2 * pi * turns_per_position(frequency));
    return result;
}

void expect_frequencies(const ScaledRope& rope, const std::vector<double>& expected, double tolerance)
{
    const std::vector<double> actual = radians(rope.frequencies);
    ASSERT_EQ(actual.size(), expected.size());
    for (std::size_t k = 0; k < actual.size(); ++k)
        ASSERT_NEAR(actual[k], expected[k], tolerance * expected[k]) << "pair " << k;
}

ScalingCase case_named(const char* name)
{
    return ScalingCase(case_of(reference::group("g05_rope_scaling"), name));
}

TEST(RopeScaling, FrequenciesAndAttentionFactorsAreTheReferenceOnes)
{
    const Json group = reference::group("g05_rope_scaling");
    ASSERT_EQ(group.at("cases").size(), 22u);
    for (const Json& one : group.at("cases")) {
        const ScalingCase given(one);
        SCOPED_TRACE(given.name);
        const double factor = one.at("expected_attention_factor");
        expect_frequencies(given.rope(), one.at("expected_inv_freq"), frequency_tolerance);
        expect_frequencies(given.rope_with_own_lists(), one.at("expected_inv_freq"), frequency_tolerance);
        EXPECT_NEAR(given.rope().attention_factor, factor, factor_tolerance * factor);
    }
}

TEST(RopeScaling, TheRampOfYarnsPaperIsTheReferenceOne)
{
    int cases = 0;
    const Json group = reference::group("g05_rope_scaling");
    for (const Json& one : group.at("cases")) {
        if (!one.contains("paper_form_inv_freq")) continue;
        const ScalingCase given(one);
        SCOPED_TRACE(given.name);
        const ScaledRope paper = given.rope(RopeScaling::yarn_paper), parts = given.rope(RopeScaling::ntk_by_parts);
        expect_frequencies(paper, one.at("paper_form_inv_freq"), frequency_tolerance);
        EXPECT_EQ(paper.attention_factor, given.rope().attention_factor);
        EXPECT_TRUE(parts.frequencies == paper.frequencies);
        EXPECT_EQ(parts.attention_factor, 1);
        ++cases;
    }
    EXPECT_EQ(cases, 4);
}

TEST(RopeScaling, ThePublishedAssertionsOfTransformersHold)
{
    const Json group = reference::group("g05_rope_scaling"), facts = group.at("hf_test_facts");
    ASSERT_EQ(facts.at("inv_freq").size(), 5u);
    for (const Json& fact : facts.at("inv_freq")) {
        SCOPED_TRACE(fact.at("test"));
        // Printed with five digits: half a unit of the last of 10000.
        expect_frequencies(ScalingCase(fact).rope(), fact.at("asserted_inv_freq"), 5e-5);
    }
    for (const Json& fact : facts.at("attention_factor")) {
        RopeScalingSettings settings;
        settings.scaling = scaling_named(fact.at("rope_type"));
        settings.factor = fact.value("factor", 10.0);
        settings.trained_length = fact.value("max_position_embeddings", 2048.0);
        const double factor = fact.at("asserted_attention_factor");
        EXPECT_NEAR(scaled_rope(10000, 128, settings, 1).attention_factor, factor, factor_tolerance * factor) << fact;
    }
}

TEST(RopeScaling, OwnListsOfLongRopeDivideUpToTheTrainedLengthAndBeyond)
{
    std::vector<double> twos(64, 2), count(64);
    for (std::size_t k = 0; k < 64; ++k) count[k] = static_cast<double>(k + 1);
    RopeScalingSettings settings{.scaling = RopeScaling::longrope, .factor = 2, .trained_length = 2048};
    settings.short_factors = twos;
    settings.long_factors = count;
    std::vector<double> halves = radians(geometric_spectrum(10000, 2, 128, 64)), divided = halves;
    for (std::size_t k = 0; k < 64; ++k) halves[k] /= 2, divided[k] /= count[k];
    expect_frequencies(scaled_rope(10000, 128, settings, 2048), halves, frequency_tolerance);
    expect_frequencies(scaled_rope(10000, 128, settings, 2049), divided, frequency_tolerance);
}

TEST(RopeScaling, TheBuiltInListsOfLongRopeAreReadAtTheSameExponentForOtherHeads)
{
    for (const bool is_long : {false, true}) {
        for (std::int64_t k = 0; k < 48; ++k) {
            const double listed = longrope_factor(is_long, k, 48);
            EXPECT_EQ(longrope_factor(is_long, 2 * k, 96), listed);
            if (k % 2 == 0) {
                EXPECT_EQ(longrope_factor(is_long, k / 2, 24), listed);
            }
        }
        EXPECT_EQ(longrope_factor(is_long, 1, 96), (longrope_factor(is_long, 0, 48) + longrope_factor(is_long, 1, 48)) / 2);
        EXPECT_EQ(longrope_factor(is_long, 95, 96), longrope_factor(is_long, 47, 48));
    }
}

TEST(RopeScaling, NtkIsALargerBase)
{
    EXPECT_NEAR(ntk_base(10000, 128, 4), 40889.94, 0.005);
    for (const char* name : {"ntk_static_alpha8_hd128", "dynamic_factor10_max2048_seq16384_hf_test",
                             "dynamic_factor2_max4096_seq8192", "dynamic_factor10_max2048_seq1"}) {
        const ScalingCase given = case_named(name);
        const double larger = case_of(reference::group("g05_rope_scaling"), name).at("expected_effective_base");
        // A power of a factor below 80 (5 bits of its logarithm, so 5 half units), a product, the expected number.
        EXPECT_NEAR(ntk_base(given.base, 128, given.rope().division), larger, larger * 8 * 0x1p-53) << name;
    }
    EXPECT_EQ(ntk_base(10000, 2, 4), 10000);
}

TEST(RopeScaling, KeptPairsAndNoScalingHaveTheBitsOfTheUnscaledSpectrum)
{
    const auto unscaled = geometric_spectrum(500000, 2, 64, 32);
    RopeScalingSettings settings{.scaling = RopeScaling::none, .factor = 32, .trained_length = 8192};
    EXPECT_TRUE(scaled_rope(500000, 64, settings, 1 << 20).frequencies == unscaled);
    settings.scaling = RopeScaling::llama3;
    const auto scaled = scaled_rope(500000, 64, settings, 1 << 20).frequencies;
    for (std::size_t k = 0; k < 32; ++k) EXPECT_EQ(scaled[k] == unscaled[k], k < 15) << k;
}

TEST(RopeScaling, AFactorOfOneChangesNothingWithinTheTrainedLength)
{
    for (std::size_t i = 0; i < rope_scaling_names.size(); ++i) {
        RopeScalingSettings settings{.scaling = static_cast<RopeScaling>(i)};
        settings.turning_pairs = 32;
        if (settings.scaling == RopeScaling::longrope) continue;  // its lists do not know the factor
        // Dynamic NTK grows with the length whatever its factor, so within the trained length.
        const ScaledRope rope = scaled_rope(10000, 64, settings, 4096);
        EXPECT_TRUE(rope.frequencies == geometric_spectrum(10000, 2, 64, 32)) << rope_scaling_names[i];
        EXPECT_EQ(rope.attention_factor, 1);
    }
}

TEST(RopeScaling, NoFrequencyGrowsAndNoneIsDividedByMoreThanTheFactor)
{
    for (const double base : {1.0001, 10000.0, 1e9}) {
        for (const std::int64_t dimension : {2, 4, 6, 128}) {
            for (const double trained : {2.0, 4096.0, 2147483647.0}) {
                for (const double factor : {1.0, 3.7, 1024.0}) {
                    for (std::size_t i = 0; i < rope_scaling_names.size(); ++i) {
                        RopeScalingSettings settings{static_cast<RopeScaling>(i), factor, trained};
                        settings.turning_pairs = dimension / 2;
                        const ScaledRope rope = scaled_rope(base, dimension, settings, 2147483647);
                        const auto unscaled = geometric_spectrum(base, 2, static_cast<double>(dimension), dimension / 2);
                        ASSERT_EQ(rope.frequencies.size(), unscaled.size());
                        for (std::size_t k = 0; k < unscaled.size(); ++k) {
                            SCOPED_TRACE(std::string(rope_scaling_names[i]) + ", pair " + std::to_string(k));
                            ASSERT_LE(rope.frequencies[k], unscaled[k]);
                            if (settings.scaling == RopeScaling::longrope) continue;
                            // The least frequency is 1e-9 / 2 pi / 2^40, and the fixed point is 2^-113 of a turn fine.
                            ASSERT_GE(turns_per_position(rope.frequencies[k]) * rope.division,
                                      turns_per_position(unscaled[k]) * (1 - 1e-11));
                        }
                        ASSERT_TRUE(std::isfinite(rope.attention_factor) && rope.attention_factor >= 1);
                    }
                }
            }
        }
    }
}

TEST(RopeScaling, AHugeFastLimitKeepsOnlyTheFirstPairOfYarn)
{
    RopeScalingSettings settings{.scaling = RopeScaling::yarn, .factor = 10, .trained_length = 2048, .beta_fast = 1000};
    const auto scaled = radians(scaled_rope(10000, 128, settings, 1).frequencies);
    const auto unscaled = radians(geometric_spectrum(10000, 2, 128, 64));
    EXPECT_EQ(scaled[0], unscaled[0]);
    for (std::size_t k = 1; k < 64; ++k) EXPECT_LT(scaled[k], unscaled[k]);
    for (std::size_t k = 44; k < 64; ++k) EXPECT_NEAR(scaled[k], unscaled[k] / 10, unscaled[k] / 10 * frequency_tolerance);
}

/// What YaRN's code multiplies the frequency of a pair by.
double yarn_ratio(double base, std::int64_t dimension, const RopeScalingSettings& settings, std::size_t pair)
{
    const double unscaled =
        turns_per_position(geometric_spectrum(base, 2, static_cast<double>(dimension), dimension / 2)[pair]);
    return turns_per_position(scaled_rope(base, dimension, settings, 1).frequencies[pair]) / unscaled;
}

TEST(RopeScaling, TheRampOfYarnMayEndBeyondTheLastPairButNotBeyondTheLastChannel)
{
    RopeScalingSettings settings{.scaling = RopeScaling::yarn, .factor = 4, .trained_length = 131072};
    // Ends 45.03 and 69.11, rounded 45 and 70: pair 63 is divided by 18/25. Ratios have three roundings.
    EXPECT_NEAR(yarn_ratio(10000, 128, settings, 63), 1 - 18. / 25 * 3 / 4, 3 * 0x1p-53);
    settings.trained_length = 4096;
    settings.beta_fast = 200;
    // Ends 2.05 and 11.26, rounded and clamped 2 and 7: pair 3 is divided by 1/5.
    EXPECT_NEAR(yarn_ratio(10, 8, settings, 3), 1 - 1. / 5 * 3 / 4, 3 * 0x1p-53);
}

TEST(RopeScaling, EndsOfYarnsRampThatCoincideAreAStep)
{
    RopeScalingSettings settings{.scaling = RopeScaling::yarn, .factor = 4, .trained_length = 6};
    // Ends -24.4 and -0.3, rounded and clamped 0 and 0.
    for (std::size_t k = 0; k < 64; ++k)
        EXPECT_NEAR(yarn_ratio(10000, 128, settings, k), k == 0 ? 1 : 0.25, 3 * 0x1p-53) << k;
}

TEST(RopeScaling, AHugeHighLimitScalesEveryFrequencyOfLlama3)
{
    RopeScalingSettings settings{.scaling = RopeScaling::llama3, .factor = 10, .trained_length = 2048};
    settings.high_freq_factor = 1000;
    const auto scaled = scaled_rope(10000, 128, settings, 1).frequencies, unscaled = geometric_spectrum(10000, 2, 128, 64);
    for (std::size_t k = 0; k < 64; ++k) EXPECT_LT(scaled[k], unscaled[k]);
}

TEST(RopeScaling, LimitsInTheWrongOrderAreExchanged)
{
    for (const RopeScaling scaling : {RopeScaling::ntk_by_parts, RopeScaling::yarn, RopeScaling::llama3}) {
        RopeScalingSettings settings{.scaling = scaling, .factor = 4}, exchanged = settings;
        std::swap(exchanged.beta_fast, exchanged.beta_slow);
        std::swap(exchanged.low_freq_factor, exchanged.high_freq_factor);
        EXPECT_TRUE(scaled_rope(10000, 128, settings, 1).frequencies == scaled_rope(10000, 128, exchanged, 1).frequencies);
    }
}

TEST(RopeScaling, UnroundedEndsOfYarnsRampLieInsideTheRoundedOnes)
{
    const ScalingCase given = case_named("yarn_llama2_7b_64k_factor16");
    const auto rounded = given.rope(RopeScaling::yarn).frequencies, unscaled = given.rope(RopeScaling::none).frequencies;
    const auto unrounded = given.rope(RopeScaling::yarn_unrounded).frequencies;
    // The ends are 20.94 and 45.03, rounded 20 and 46.
    const double low = 20.944481620636054, high = 45.02688127375455;
    for (std::size_t k = 0; k < 64; ++k) {
        const double divided = std::clamp((static_cast<double>(k) - low) / (high - low), 0.0, 1.0);
        const double expected = 1 - divided + divided / 16;
        // A ramp of ends given to 17 digits is off by 1e-16 of some 45, over 24.
        EXPECT_NEAR(turns_per_position(unrounded[k]) / turns_per_position(unscaled[k]), expected, 1e-15) << k;
    }
    EXPECT_TRUE(unrounded[20] == unscaled[20] && rounded[20] == unscaled[20]);
    EXPECT_TRUE(unrounded[45] != rounded[45] && unrounded[46] == rounded[46]);
}

}  // namespace
}  // namespace phasescope::rope_scaling_test
