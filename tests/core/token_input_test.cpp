#include "core/analysis/token_input.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/projection.hpp"
#include "core/analysis/token_swap.hpp"

namespace phasescope::token_input_test {
namespace {

constexpr std::string_view sentence = "the dog bites the man today";

Scene scene_of(std::string_view encoding, std::vector<double> settings = {}, std::int64_t length = 10)
{
    Scene scene;
    scene.encoding = encoding;
    scene.settings = std::move(settings);
    scene.length = length;
    return repaired(scene);
}

TokenInput input_of(const Scene& scene, std::string_view line, bool times_sqrt_d = true)
{
    const auto input = token_input(scene, line, times_sqrt_d);
    if (!input) throw std::runtime_error(input.error().line());
    return *input;
}

TokenSwap swapped(const Scene& scene, const TokenInput& input, std::int64_t first, std::int64_t second,
                  std::int64_t head_size = 0)
{
    const auto swap = swapped_tokens(scene, input, first, second, head_size);
    if (!swap) throw std::runtime_error(swap.error().line());
    return *swap;
}

std::vector<double> row(const Matrix& matrix, std::int64_t r)
{
    return {matrix.row(r).begin(), matrix.row(r).end()};
}

TEST(TokenInput, TheSameWordHasTheSameRowAndOthersHaveOthers)
{
    const TokenInput input = input_of(scene_of("sinusoidal", {64}), sentence);
    ASSERT_EQ(input.tokens.size(), 6u);
    EXPECT_EQ(row(input.content, 0), row(input.content, 3));
    EXPECT_NE(row(input.sum, 0), row(input.sum, 3));
    for (const std::int64_t other : {1, 2, 4, 5}) EXPECT_NE(row(input.content, 0), row(input.content, other));
    const TokenInput later = input_of(scene_of("sinusoidal", {64}, 3), "today it rains");
    EXPECT_EQ(row(later.content, 0), row(input.content, 5));
    EXPECT_NE(embedding("The", 1, 8), embedding("the", 1, 8));
    EXPECT_NE(embedding("the", 2, 8), embedding("the", 1, 8));
}

TEST(TokenInput, HoldsContentPositionAndTheirSum)
{
    const Scene scene = scene_of("sinusoidal", {64});
    const TokenInput input = input_of(scene, sentence);
    EXPECT_EQ(input.d, 64);
    const Matrix rows = added_rows(scene, mechanism_of(scene), 0, 6);
    EXPECT_EQ(input.position, rows);
    for (std::int64_t r = 0; r < 6; ++r)
        for (std::int64_t c = 0; c < 64; ++c) EXPECT_EQ(input.sum(r, c), input.content(r, c) + input.position(r, c));
}

TEST(TokenInput, TimesSqrtDIsThatAndTheRatioGrowsByIt)
{
    for (const double d : {64.0, 512.0}) {
        const TokenInput plain = input_of(scene_of("sinusoidal", {d}), sentence, false);
        const TokenInput scaled = input_of(scene_of("sinusoidal", {d}), sentence, true);
        EXPECT_NEAR(scaled.content(2, 5), std::sqrt(d) * plain.content(2, 5), 1e-15 * d);
        ASSERT_TRUE(plain.ratio && scaled.ratio);
        EXPECT_NEAR(*scaled.ratio / *plain.ratio, std::sqrt(d), 1e-12 * d);
        // ||X||^2 is about n d, ||P||^2 is n d / 2; 6 d squares of normal numbers deviate by sqrt(2 / (6 d)), six times
        // that.
        EXPECT_NEAR(*scaled.ratio * *scaled.ratio, 2, 2 * 6 * std::sqrt(2 / (5 * d)));
    }
}

TEST(TokenInput, WhereNothingIsAddedTheSumIsTheContent)
{
    for (const std::string_view name : {"rope", "alibi", "t5", "shaw", "transformer_xl", "deberta"}) {
        const TokenInput input = input_of(scene_of(name), sentence);
        EXPECT_EQ(input.position.rows, 0) << name;
        EXPECT_EQ(input.sum, input.content) << name;
        EXPECT_FALSE(input.ratio) << name;
    }
    const TokenInput none = input_of(scene_of("none"), sentence);
    EXPECT_EQ(none.sum, none.content);
    EXPECT_FALSE(none.ratio);
}

TEST(TokenInput, TakesChineseTextAndEmoji)
{
    const TokenInput input = input_of(scene_of("sinusoidal", {16}), "人咬狗,狗咬人😀😀");
    ASSERT_EQ(input.tokens.size(), 9u);
    EXPECT_EQ(row(input.content, 0), row(input.content, 6));
    EXPECT_EQ(row(input.content, 7), row(input.content, 8));
    EXPECT_NE(row(input.content, 0), row(input.content, 2));
}

TEST(TokenInput, OfAnEmptyLineOrTooLongTextIsRefused)
{
    const Scene scene = scene_of("sinusoidal", {16});
    EXPECT_FALSE(token_input(scene, "", true));
    EXPECT_FALSE(token_input(scene, "   ", true));
    EXPECT_FALSE(token_input(scene, std::string(5000, 'x'), true));
    EXPECT_FALSE(token_input(scene, "\xC0\x80", true));
    EXPECT_EQ(input_of(scene, "x").tokens.size(), 1u);
}

TEST(TokenInput, StartsAtTheScenesStartAndShowsPositionsWithoutARowAsNoNumber)
{
    Scene scene = scene_of("learned", {16, 8}, 8);
    scene.start = 5;
    const TokenInput input = input_of(scene, sentence);
    EXPECT_TRUE(std::isfinite(input.position(2, 0)));
    EXPECT_TRUE(std::isnan(input.position(3, 0)));
    EXPECT_TRUE(std::isnan(input.sum(3, 0)));
    EXPECT_TRUE(std::isfinite(input.content(3, 0)));
    ASSERT_TRUE(input.ratio);
    EXPECT_TRUE(std::isfinite(*input.ratio));
    EXPECT_FALSE(swapped_tokens(scene, input, 0, 1));
    Scene far = scene_of("sinusoidal", {16});
    far.length = 1;
    far.start = max_length;
    EXPECT_EQ(input_of(far, sentence).position.rows, 6);
}

TEST(TokenSwap, WithoutPositionTheOutputsOnlyChangePlaces)
{
    for (const std::uint64_t seed : {1, 2, 3}) {
        for (const std::int64_t head_size : {1, 7, 64, 200}) {
            Scene scene = scene_of("none", {128});
            scene.content.seed = seed;
            const TokenInput input = input_of(scene, sentence);
            const TokenSwap swap = swapped(scene, input, 1, 4, head_size);
            EXPECT_EQ(swap.head_size, head_size);
            for (const SwapEffect* effect : {&swap.without, &swap.with}) {
                EXPECT_LE(effect->largest_difference, 1e-12);
                EXPECT_LE(effect->largest_difference, effect->tolerance);
                EXPECT_LT(effect->tolerance, 1e-9);
                EXPECT_TRUE(effect->order_blind);
                EXPECT_NE(row(effect->before.outputs, 1), row(effect->after.outputs, 1));
            }
        }
    }
}

TEST(TokenSwap, WithEveryEncodingTheOrderMatters)
{
    for (const Encoding& encoding : encodings()) {
        for (const bool times_sqrt_d : {false, true}) {
            SCOPED_TRACE(std::string(encoding.name) + (times_sqrt_d ? ", scaled" : ""));
            const Scene scene = scene_of(encoding.name);
            const TokenSwap swap = swapped(scene, input_of(scene, sentence, times_sqrt_d), 1, 4);
            EXPECT_LE(swap.without.largest_difference, 1e-12);
            EXPECT_TRUE(swap.without.order_blind);
            if (encoding.name == "none") continue;
            EXPECT_GT(swap.with.largest_difference, 1e-6);
            EXPECT_FALSE(swap.with.order_blind);
        }
    }
}

TEST(TokenSwap, OfTwoEqualTokensOrOfOneWithItselfChangesNoOutput)
{
    for (const Encoding& encoding : encodings()) {
        const Scene scene = scene_of(encoding.name);
        const TokenInput input = input_of(scene, sentence);
        for (const auto& [first, second] : {std::pair{0, 3}, {2, 2}}) {
            const TokenSwap swap = swapped(scene, input, first, second);
            EXPECT_EQ(swap.with.before.outputs, swap.with.after.outputs) << encoding.name;
            EXPECT_LE(swap.without.largest_difference, swap.without.tolerance) << encoding.name;
        }
    }
}

TEST(TokenSwap, TheMaskAloneTellsOrder)
{
    Scene scene = scene_of("none", {64});
    EXPECT_FALSE(swapped(scene, input_of(scene, sentence), 1, 4).mask_alone);
    scene.attention.causal = true;
    const TokenSwap swap = swapped(scene, input_of(scene, sentence), 1, 4);
    ASSERT_TRUE(swap.mask_alone);
    EXPECT_GT(swap.mask_alone->largest_difference, 1e-6);
    EXPECT_EQ(swap.mask_alone->largest_difference, swap.with.largest_difference);
    EXPECT_TRUE(swap.without.order_blind);
}

TEST(TokenSwap, WeightsOfEachRowSumToOneAndKeepToTheMask)
{
    for (const Encoding& encoding : encodings()) {
        for (const bool causal : {false, true}) {
            Scene scene = scene_of(encoding.name);
            scene.attention.causal = causal;
            const Matrix weights = swapped(scene, input_of(scene, sentence), 1, 4).with.after.weights;
            ASSERT_EQ(weights.rows, 6);
            for (std::int64_t i = 0; i < 6; ++i) {
                double sum = 0;
                for (std::int64_t j = 0; j < 6; ++j) {
                    sum += weights(i, j);
                    EXPECT_TRUE(!causal || j <= i || weights(i, j) == 0) << encoding.name;
                }
                EXPECT_NEAR(sum, 1, 1e-15 * 6) << encoding.name;
            }
        }
    }
}

/// The output of the layer for sinusoids, written out as in the paper.
TEST(TokenSwap, OutputsAreTheSoftmaxOfTheScoresTimesTheValues)
{
    const Scene scene = scene_of("sinusoidal", {8});
    const TokenInput input = input_of(scene, "a b c");
    const TokenSwap swap = swapped(scene, input, 0, 2, 4);
    EXPECT_EQ(swap.with.before.outputs.cols, 4);
    // Where nothing but position is in the input the scores are those of the projection view.
    TokenInput empty = input;
    std::ranges::fill(empty.content.values, 0);
    Scene scaled = scene_of("sinusoidal", {8}, 3);
    scaled.attention.scaled = true;
    scaled.attention.projected_size = 4;
    const Matrix expected = dense(*projected_weights(projection(scaled).value()));
    const Matrix weights = swapped(scene, empty, 0, 2, 4).with.before.weights;
    for (std::int64_t i = 0; i < 3; ++i)
        for (std::int64_t j = 0; j < 3; ++j) EXPECT_NEAR(weights(i, j), expected(i, j), 1e-14);
}

TEST(TokenSwap, RefusesTokensThatAreNotThereAndHeadsThatAreTooLarge)
{
    const Scene scene = scene_of("sinusoidal", {512});
    const TokenInput input = input_of(scene, sentence);
    EXPECT_FALSE(swapped_tokens(scene, input, 0, 6));
    EXPECT_FALSE(swapped_tokens(scene, input, -1, 2));
    EXPECT_FALSE(swapped_tokens(scene, input, 0, 1, 8193));
    EXPECT_FALSE(swapped_tokens(scene, input, 0, 1, -1));
    EXPECT_EQ(swapped(scene, input, 0, 1).head_size, 64);
    const Scene rope = scene_of("rope", {128});
    const TokenInput turned = input_of(rope, "a b");
    EXPECT_EQ(turned.d, 128);
    EXPECT_EQ(swapped(rope, turned, 0, 1, 7).head_size, 128);
    EXPECT_EQ(input_of(scene_of("rope", {8192}), "a b").d, 512);  // so that the weights hold 2^22 numbers
}

}  // namespace
}  // namespace phasescope::token_input_test
