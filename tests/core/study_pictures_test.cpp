#include "core/study_pictures.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/token_input.hpp"
#include "core/offset_vectors.hpp"

namespace phasescope::study_pictures_test {
namespace {

Scene of_encoding(std::string_view encoding, std::int64_t length = 6)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.length = length;
    scene.content.kind = ContentKind::different;
    return repaired(scene);
}

TEST(TokenPicture, ShowsTheThreeTablesOfTheLineOnOneScale)
{
    Scene scene = of_encoding("sinusoidal");
    scene.text.line = "Ein Satz, und 位置.";
    const TokenInput input = *token_input(scene, scene.text.line, scene.text.scaled);
    const Picture x = *picture(scene, Sheet::embedding), p = *picture(scene, Sheet::position),
                  both = *picture(scene, Sheet::input);
    EXPECT_EQ(std::get<StoredField>(x.field).values, input.content);
    EXPECT_EQ(std::get<StoredField>(p.field).values, input.position);
    EXPECT_EQ(std::get<StoredField>(both.field).values, input.sum);
    EXPECT_EQ(x.row_names, (std::vector<std::string>{"Ein", "Satz", ",", "und", "位", "置", "."}));
    for (const Picture* shown : {&p, &both}) {
        EXPECT_EQ(shown->hi, x.hi);
        EXPECT_EQ(shown->lo, -x.hi);
    }
}

TEST(TokenPicture, IsDrawnForEveryEncodingAndHasPositionsWhereRowsAreAdded)
{
    for (const Encoding& encoding : encodings()) {
        const Scene scene = of_encoding(encoding.name);
        EXPECT_TRUE(picture(scene, Sheet::embedding)) << encoding.name;
        EXPECT_EQ(static_cast<bool>(picture(scene, Sheet::input)), static_cast<bool>(picture(scene, Sheet::position)));
        EXPECT_EQ(static_cast<bool>(picture(scene, Sheet::input)), has_sheet(scene, Sheet::projection)) << encoding.name;
    }
}

TEST(TokenPicture, OfAnEmptyLineIsAnErrorThatSaysWhatToDo)
{
    Scene scene = of_encoding("sinusoidal");
    scene.text.line = "  ";
    const Result<Picture> none = picture(repaired(scene), Sheet::input);
    ASSERT_FALSE(none);
    EXPECT_FALSE(none.error().hint.empty());
}

TEST(ShiftPicture, TheLastStepHoldsTheScoreWithTheWavesOfEachDistance)
{
    const Scene scene = of_encoding("transformer_xl");
    MeetsVectors waves = std::get<MeetsVectors>(mechanism_of(scene));
    waves.content = false;
    waves.content_bias.clear();
    const QueryKey content = vectors(scene.content, waves.head_size);
    const Picture by_distance = *picture(scene, Sheet::by_distance), shifted = *picture(scene, Sheet::shifted);
    for (std::int64_t i = 0; i < 6; ++i)
        for (std::int64_t j = 0; j <= i; ++j) {
            const double expected = score(waves, content.query.row(0), content.key.row(0), j - i);
            EXPECT_EQ(value(shifted.field, i, j), expected);
            EXPECT_EQ(value(by_distance.field, i, 5 - (i - j)), expected);
        }
}

TEST(ShiftPicture, StepsHaveTheShapesOfThePaperAndShowAFewPositionsOnly)
{
    const Scene scene = of_encoding("transformer_xl", 1000);
    const std::int64_t n = most_shifted_positions;
    const auto shape = [&](Sheet sheet) {
        const Picture shown = *picture(scene, sheet);
        return std::pair{shown.row_count(), shown.col_count()};
    };
    EXPECT_EQ(shape(Sheet::by_distance), std::pair(n, n));
    EXPECT_EQ(shape(Sheet::padded), std::pair(n, n + 1));
    EXPECT_EQ(shape(Sheet::regrouped), std::pair(n + 1, n));
    EXPECT_EQ(shape(Sheet::shifted), std::pair(n, n));
    EXPECT_EQ(value(picture(scene, Sheet::padded)->field, 3, 0), 0);
}

TEST(ShiftPicture, OnlyWhatMeetsWavesHasOne)
{
    for (const Encoding& encoding : encodings())
        EXPECT_EQ(has_sheet(of_encoding(encoding.name), Sheet::shifted), encoding.name == "transformer_xl") << encoding.name;
}

}  // namespace
}  // namespace phasescope::study_pictures_test
