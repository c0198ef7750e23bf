#include "core/analysis/error_curves.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/analysis/precision.hpp"
#include "core/picture.hpp"
#include "core/rounding.hpp"

namespace phasescope::error_curves_test {
namespace {

Scene scene_of(std::string_view encoding, const Formats& formats)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.settings[0] = 32;
    scene.formats = formats;
    scene.content.kind = ContentKind::different;
    return repaired(scene);
}

ErrorCurves curves_of(const Scene& scene)
{
    return *error_curves(scene, {});
}

constexpr const char* encodings_of_waves[]{"sinusoidal", "rope"};

TEST(ErrorCurves, TheSceneIsBesideEachFormatAlone)
{
    for (const char* name : encodings_of_waves) {
        const Formats mixed{.positions = FloatFormat::bf16, .results = FloatFormat::fp16};
        const ErrorCurves found = curves_of(scene_of(name, mixed));
        EXPECT_EQ(found.lengths.front(), 1);
        EXPECT_EQ(found.lengths.back(), 10'000'000);
        EXPECT_TRUE(std::ranges::is_sorted(found.lengths, std::less_equal()));
        ASSERT_EQ(found.curves.size(), 5u);
        EXPECT_EQ(found.curves.front().formats, mixed);
        const FloatFormat alone[]{FloatFormat::fp32, FloatFormat::tf32, FloatFormat::bf16, FloatFormat::fp16};
        for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(found.curves[i + 1].formats, all_in(alone[i]));
        for (const ErrorCurve& curve : found.curves) {
            EXPECT_EQ(curve.values.size(), found.lengths.size());
            EXPECT_EQ(curve.scores.size(), found.lengths.size());
            EXPECT_TRUE(std::ranges::is_sorted(curve.values));
            EXPECT_TRUE(std::ranges::is_sorted(curve.scores));
        }
    }
}

TEST(ErrorCurves, TheErrorsOfShortLengthsAreThoseOfAllTheirPositions)
{
    for (const char* name : encodings_of_waves) {
        for (const FloatFormat format : {FloatFormat::fp32, FloatFormat::bf16}) {
            Scene scene = scene_of(name, all_in(format));
            const ErrorCurves found = curves_of(scene);
            // Keys 0, 1 and 2 positions before a query are all that there are.
            for (std::size_t i = 0; found.lengths[i] <= 3; ++i) {
                scene.length = found.lengths[i];
                const Mechanism mechanism = mechanism_of(scene);
                EXPECT_EQ(found.curves.front().values[i], std::ranges::max(value_errors(scene, mechanism).values));
                const Matrix scores = score_errors(scene, mechanism);
                double largest = 0;
                for (std::int64_t query = 0; query < scene.length; ++query)
                    for (std::int64_t key = 0; key <= query; ++key) largest = std::max(largest, scores(query, key));
                EXPECT_NEAR(found.curves.front().scores[i], largest, 1e-13) << name << " " << scene.length;
            }
        }
    }
}

TEST(ErrorCurves, ASampledErrorIsAnErrorThatThereIs)
{
    for (const char* name : encodings_of_waves) {
        Scene scene = scene_of(name, all_in(FloatFormat::fp32));
        const ErrorCurves found = curves_of(scene);
        const auto at = std::ranges::find(found.lengths, 1000) - found.lengths.begin();
        scene.length = 1000;
        const Mechanism mechanism = mechanism_of(scene);
        const auto i = static_cast<std::size_t>(at);
        const double values = std::ranges::max(value_errors(scene, mechanism).values);
        const double scores = std::ranges::max(score_errors(scene, mechanism).values);
        EXPECT_LE(found.curves.front().values[i], values);
        EXPECT_GE(found.curves.front().values[i], values / 2);
        EXPECT_LE(found.curves.front().scores[i], scores * (1 + 1e-9));
        EXPECT_GE(found.curves.front().scores[i], scores / 5);
    }
}

TEST(ErrorCurves, BeyondTheGreatestNumberOfAFormatThereIsNone)
{
    const ErrorCurves found = curves_of(scene_of("sinusoidal", {}));
    const ErrorCurve& half = found.curves.back();
    for (std::size_t i = 0; i < found.lengths.size(); ++i) {
        // 65519 is the last position that is rounded down to the greatest number.
        const bool there = found.lengths[i] - 1 <= 65519;
        EXPECT_EQ(std::isfinite(half.values[i]), there) << found.lengths[i];
        EXPECT_EQ(std::isfinite(half.scores[i]), there) << found.lengths[i];
    }
}

TEST(ErrorCurves, NobodyWaitsForCurvesThatWereCancelled)
{
    EXPECT_FALSE(error_curves(scene_of("rope", {}), [](double) { return false; }));
}

}  // namespace
}  // namespace phasescope::error_curves_test
