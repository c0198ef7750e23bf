// The score and the weights of every encoding: what holds whatever the mechanism.
#include "core/score.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/picture.hpp"

namespace phasescope::score_test {
namespace {

/// Every encoding with contents and masks, 24 positions.
std::vector<Scene> all_scenes()
{
    std::vector<Scene> scenes;
    for (const Encoding& encoding : encodings()) {
        for (const ContentKind content : {ContentKind::ones, ContentKind::different}) {
            for (const bool causal : {false, true}) {
                Scene scene = with_encoding(first_scene(), encoding.name);
                scene.length = 24;
                scene.content.kind = content;
                scene.attention = {0, causal, true};
                scenes.push_back(repaired(scene));
            }
        }
    }
    return scenes;
}

TEST(Score, OfEveryEncodingIsFiniteWhereItIsNotMasked)
{
    for (const Scene& scene : all_scenes()) {
        const Matrix score = dense(*score_field(scene, mechanism_of(scene)));
        for (std::int64_t i = 0; i < 24; ++i)
            for (std::int64_t j = 0; j < 24; ++j)
                EXPECT_EQ(std::isfinite(score(i, j)), !scene.attention.causal || j <= i) << scene.encoding;
    }
}

TEST(Score, WeightsOfEveryRowSumToOneAndGiveMaskedKeysNothing)
{
    for (const Scene& scene : all_scenes()) {
        const Matrix weights = dense(*weights_field(scene, mechanism_of(scene)));
        for (std::int64_t i = 0; i < 24; ++i) {
            double sum = 0;
            for (std::int64_t j = 0; j < 24; ++j) {
                EXPECT_GE(weights(i, j), 0);
                if (scene.attention.causal && j > i) {
                    EXPECT_EQ(weights(i, j), 0);
                }
                sum += weights(i, j);
            }
            // 24 roundings of numbers that add to 1.
            EXPECT_NEAR(sum, 1, 24 * 0x1p-52) << scene.encoding;
        }
    }
}

TEST(Score, WeightsAreTheSoftmaxOfTheScore)
{
    Scene scene = with_encoding(first_scene(), "alibi");
    scene.length = 3;
    scene.attention = {0, true, false};
    const Matrix weights = dense(*weights_field(repaired(scene), mechanism_of(repaired(scene))));
    // The first of 8 heads has the slope 1/2: row 2 holds exp(-1), exp(-1/2), 1 over their sum.
    const double sum = std::exp(-1.0) + std::exp(-0.5) + 1;
    EXPECT_NEAR(weights(2, 0), std::exp(-1.0) / sum, 1e-15);
    EXPECT_NEAR(weights(2, 1), std::exp(-0.5) / sum, 1e-15);
    EXPECT_NEAR(weights(2, 2), 1 / sum, 1e-15);
}

TEST(Score, ScaledIsDividedByTheRootOfTheHeadSizeButABiasIsNot)
{
    Scene scene = with_encoding(first_scene(), "rope");
    const auto at = [&](bool scaled) {
        scene.attention.scaled = scaled;
        return value(*score_field(scene, mechanism_of(scene)), 3, 9);
    };
    EXPECT_NEAR(at(true), at(false) / std::sqrt(128), 1e-13);
    scene = with_encoding(scene, "t5");
    EXPECT_EQ(at(true), at(false));
}

TEST(Score, EveryHeadHasItsOwnBias)
{
    Scene scene = with_encoding(first_scene(), "alibi");
    scene.attention.causal = false;
    for (scene.attention.head = 0; scene.attention.head < 8; ++scene.attention.head)
        EXPECT_NEAR(value(*score_field(scene, mechanism_of(scene)), 10, 4),
                    -6 * std::exp2(-static_cast<double>(scene.attention.head + 1)), 1e-15);
}

TEST(Score, WeightsOfMorePositionsThanCanBeStoredAreRefusedWithTheLimit)
{
    Scene scene = first_scene();
    scene.length = most_stored_positions + 1;
    const auto weights = weights_field(scene, mechanism_of(scene));
    ASSERT_FALSE(weights);
    EXPECT_EQ(weights.error().where, "length");
    EXPECT_NE(weights.error().hint.find(std::to_string(most_stored_positions)), std::string::npos);
}

TEST(Score, PositionsBeyondATableHoldNothing)
{
    Scene scene = with_encoding(first_scene(), "learned");
    scene.settings[static_cast<std::size_t>(knob_index(encoding_of(scene), "table_rows"))] = 10;
    scene.length = 14;
    const Matrix table = dense(picture(repaired(scene), Sheet::matrix)->field);
    for (std::int64_t r = 0; r < 14; ++r) EXPECT_EQ(std::isnan(table(r, 0)), r >= 10);
    const Matrix score = dense(*score_field(scene, mechanism_of(scene)));
    EXPECT_TRUE(std::isfinite(score(9, 9)));
    EXPECT_TRUE(std::isnan(score(9, 10)));
}

}  // namespace
}  // namespace phasescope::score_test
