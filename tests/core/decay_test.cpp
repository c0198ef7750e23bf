#include "core/analysis/decay.hpp"

#include <gtest/gtest.h>

#include <string>

#include "core/rotation.hpp"
#include "core/spectrum.hpp"
#include "tests/core/reference.hpp"

namespace phasescope::decay_test {
namespace {

reference::Json golden_case(const std::string& name)
{
    return reference::case_of(reference::group("g10_rope_decay"), name);
}

RotatesQueryKey rope(double base, std::int64_t head_size)
{
    return {head_size, geometric_spectrum(base, 2, static_cast<double>(head_size), head_size / 2), true};
}

std::vector<double> scores_of_ones(double base, std::int64_t head_size, std::int64_t length)
{
    const std::vector<double> ones(static_cast<std::size_t>(head_size), 1.0);
    std::vector<std::int64_t> twice_offset;
    for (std::int64_t distance = 0; distance < length; ++distance) twice_offset.push_back(-2 * distance);
    std::vector<double> scores(twice_offset.size());
    wave_sums(score_over_offset(rope(base, head_size), ones, ones), twice_offset, scores);
    return scores;
}

TEST(Decay, EnvelopeOfRoFormerHasTheReferenceValues)
{
    for (const auto& [name, head_size] :
         {std::pair{"rope_decay_d128_base10000", 128}, std::pair{"rope_decay_d64_base10000", 64}}) {
        const auto golden = golden_case(name);
        const auto expected = golden.at("upper_bound_mean_abs_S").get<std::vector<double>>();
        const RotatesQueryKey rotation = rope(1e4, head_size);
        ASSERT_EQ(expected.size(), 256u);
        for (std::size_t distance = 0; distance < expected.size(); ++distance) {
            // K cosines off by 4e-16 each, summed up in K partial sums: below 64 * 64 * 1e-15 / 64.
            EXPECT_NEAR(decay_envelope(rotation.frequencies, static_cast<std::int64_t>(distance)), expected[distance],
                        1e-13);
            EXPECT_NEAR(decay_envelope(rotation.frequencies, -static_cast<std::int64_t>(distance)), expected[distance],
                        1e-13);
        }
    }
}

TEST(Decay, ScoreOfOnesHasTheReferenceValues)
{
    const auto expected = golden_case("rope_decay_d128_base10000").at("dot_of_all_ones_q_k").get<std::vector<double>>();
    const std::vector<double> scores = scores_of_ones(1e4, 128, 256);
    ASSERT_EQ(expected.size(), scores.size());
    // 64 terms of amplitude 2, off by 4e-16 each and added up: below 128 * (4e-16 + 64 * 1.2e-16).
    for (std::size_t i = 0; i < scores.size(); ++i) EXPECT_NEAR(scores[i], expected[i], 1e-12);
}

TEST(Decay, BoundHoldsAndHasTheReferenceValues)
{
    const auto golden = golden_case("rope_abel_bound_d16_seed101");
    const auto query = golden.at("q").get<std::vector<double>>(), key = golden.at("k").get<std::vector<double>>();
    const auto bound = golden.at("bound").get<std::vector<double>>(), score = golden.at("score").get<std::vector<double>>();
    const RotatesQueryKey rotation = rope(1e4, 16);
    ASSERT_EQ(bound.size(), 64u);
    for (std::size_t distance = 0; distance < bound.size(); ++distance) {
        const double found = decay_bound(rotation, query, key, static_cast<std::int64_t>(distance));
        EXPECT_NEAR(found, bound[distance], 1e-12);  // 219 at most, with a few roundings of 2e-16 each
        EXPECT_LE(std::abs(score[distance]), found);
    }
}

TEST(Decay, BoundHoldsForHalvesAsForInterleavedPairs)
{
    RotatesQueryKey rotation = rope(1e4, 4);
    const std::vector<double> query{1, 2, 3, 4}, key{5, 6, 7, 9}, query_halves{1, 3, 2, 4}, key_halves{5, 7, 6, 9};
    const double expected = decay_bound(rotation, query, key, 3);
    rotation.interleaved = false;
    EXPECT_EQ(decay_bound(rotation, query_halves, key_halves, 3), expected);
}

TEST(Decay, FirstRiseIsTheDistanceAfterWhichTheScoreGrows)
{
    EXPECT_EQ(first_rise(std::vector<double>{5, 4, 3, 3.5, 2}, 0), 2);
    EXPECT_EQ(first_rise(std::vector<double>{1, 2}, 0), 0);
    EXPECT_EQ(first_rise(std::vector<double>{3, 2, 2, 1}, 0), std::nullopt);
    EXPECT_EQ(first_rise(std::vector<double>{3, 2, 2.1, 1, 1.5}, 0.2), 3);
    EXPECT_EQ(first_rise(std::vector<double>{3}, 0), std::nullopt);
}

TEST(Decay, FirstNegativeIsTheFirstDistanceBelowZero)
{
    EXPECT_EQ(first_negative(std::vector<double>{5, 0, -1e-12, -1}, 1e-9), 3);
    EXPECT_EQ(first_negative(std::vector<double>{-2, 1}, 0), 0);
    EXPECT_EQ(first_negative(std::vector<double>{1, 0}, 0), std::nullopt);
}

TEST(Decay, OfRoPEIsNotMonotonic)
{
    const std::vector<double> scores = scores_of_ones(1e4, 128, 4096);
    EXPECT_EQ(first_rise(scores, 1e-11), 11);
    EXPECT_EQ(first_negative(scores, 1e-11), 1707);
    std::size_t rises = 0;
    for (std::size_t i = 0; i + 1 < scores.size(); ++i) rises += scores[i + 1] > scores[i];
    EXPECT_NEAR(static_cast<double>(rises) / static_cast<double>(scores.size() - 1), 0.486, 0.0005);
}

}  // namespace
}  // namespace phasescope::decay_test
