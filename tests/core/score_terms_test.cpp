#include "core/score_terms.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"

namespace phasescope::score_terms_test {
namespace {

Scene scene_of(std::string_view encoding, std::int64_t length = 40)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.length = length;
    scene.content.kind = ContentKind::different;
    return repaired(scene);
}

/// With another query and key at every position.
Scene with_rows(Scene scene)
{
    const auto size = static_cast<std::int64_t>(setting(scene, "head_size"));
    const auto rows = [&](std::uint64_t stream) {
        Matrix numbers(scene.length, size);
        numbers.values = normals(3, stream, scene.length * size);
        return Rows(std::move(numbers));
    };
    scene.content = {ContentKind::imported, 1, rows(0), rows(1)};
    return repaired(scene);
}

using Sheets = std::vector<Sheet>;

TEST(ScoreTerms, AreThoseOfTheMechanism)
{
    const auto terms = [](std::string_view encoding) { return score_terms(mechanism_of(scene_of(encoding))); };
    EXPECT_EQ(terms("shaw"), (Sheets{Sheet::content_content, Sheet::content_position}));
    EXPECT_EQ(terms("deberta"), (Sheets{Sheet::content_content, Sheet::content_position, Sheet::position_content}));
    EXPECT_EQ(terms("transformer_xl"),
              (Sheets{Sheet::content_content, Sheet::content_position, Sheet::content_bias, Sheet::position_bias}));
    for (const char* other : {"sinusoidal", "rope", "alibi", "none"}) {
        EXPECT_EQ(terms(other), Sheets{}) << other;
        EXPECT_FALSE(picture(scene_of(other), Sheet::sum)) << other;
        EXPECT_FALSE(picture(scene_of(other), Sheet::content_content)) << other;
    }
}

TEST(ScoreTerms, AddUpToTheScoreMaskedAndScaled)
{
    for (const char* encoding : {"shaw", "transformer_xl", "deberta"}) {
        for (const bool each : {false, true}) {
            Scene scene = each ? with_rows(scene_of(encoding)) : scene_of(encoding);
            scene.attention.causal = scene.attention.scaled = true;
            const Mechanism mechanism = mechanism_of(scene);
            const SheetPictures made = term_pictures(scene, mechanism);
            const Picture score = *picture(scene, Sheet::score);
            ASSERT_EQ(made.back().first, Sheet::sum);
            for (std::int64_t i = 0; i < scene.length; i += 3) {
                for (std::int64_t j = 0; j < scene.length; ++j) {
                    double sum = 0;
                    for (const auto& [sheet, term] : made)
                        if (sheet != Sheet::sum) sum += value(term->field, i, j);
                    const double expected = value(score.field, i, j);
                    EXPECT_EQ(std::isnan(sum), j > i) << encoding;
                    EXPECT_EQ(std::isnan(expected), j > i) << encoding;
                    // Sums of up to 64 products of normal numbers, an eighth of their size: below 10, some 200 roundings.
                    if (j > i) continue;
                    EXPECT_NEAR(sum, expected, 1e-13) << encoding << " " << each << " " << i << ", " << j;
                }
            }
        }
    }
}

TEST(ScoreTerms, HaveOneRangeThatNoneExceeds)
{
    const Scene scene = scene_of("transformer_xl");
    const SheetPictures made = term_pictures(scene, mechanism_of(scene));
    double reach = 0;
    for (const auto& [sheet, term] : made) {
        EXPECT_EQ(term->sheet, sheet);
        EXPECT_EQ(term->hi, made.front().second->hi);
        EXPECT_EQ(term->lo, -term->hi);
        for (std::int64_t i = 0; i < scene.length; ++i)
            for (std::int64_t j = 0; j <= i; ++j) reach = std::max(reach, std::abs(value(term->field, i, j)));
    }
    EXPECT_LE(reach, made.front().second->hi * (1 + 1e-12));
}

TEST(ScoreTerms, OneTermAloneIsTheKnobsOwn)
{
    Scene scene = scene_of("deberta");
    const auto knob = static_cast<std::size_t>(knob_index(encoding_of(scene), "terms"));
    const Mechanism all = mechanism_of(scene);
    for (const auto& [word, sheet] : {std::pair{1, Sheet::content_content}, std::pair{2, Sheet::content_position},
                                      std::pair{3, Sheet::position_content}}) {
        Scene alone = scene;
        alone.settings[knob] = word;
        const Picture from_knob = *picture(alone, Sheet::score), term = *picture(scene, all, sheet);
        for (std::int64_t j = 0; j < scene.length; ++j)
            EXPECT_EQ(value(from_knob.field, 20, j), value(term.field, 20, j)) << word << ", key " << j;
    }
}

TEST(ScoreTerms, ThatCannotBeDrawnSayWhy)
{
    Scene scene = scene_of("shaw", most_stored_positions + 1);
    scene = with_rows(scene);
    const Result<Picture> term = picture(scene, Sheet::content_position);
    ASSERT_FALSE(term);
    EXPECT_EQ(term.error().line(), score_field(scene, mechanism_of(scene)).error().line());
}

}  // namespace
}  // namespace phasescope::score_terms_test
