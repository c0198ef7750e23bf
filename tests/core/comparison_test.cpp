#include "core/comparison.hpp"

#include <gtest/gtest.h>

namespace phasescope::comparison_test {
namespace {

Scene compared(std::string_view encoding, std::string_view other, Sheet sheet = Sheet::score)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.other = {std::string(other), standard_settings(*find_encoding(other)), sheet};
    scene.length = 24;
    return repaired(scene);
}

TEST(Comparison, OwnAndOtherAreTheSheetsOfBothScenesWithOneRange)
{
    const Scene scene = compared("sinusoidal", "rope");
    const Picture own = *picture(scene, Sheet::own), other = *picture(scene, Sheet::other);
    EXPECT_EQ(own.field, picture(scene, Sheet::score)->field);
    EXPECT_EQ(other.field, picture(*other_scene(scene), Sheet::score)->field);
    EXPECT_EQ(own.lo, other.lo);
    EXPECT_EQ(own.hi, other.hi);
    EXPECT_EQ(own.palette, other.palette);
    EXPECT_EQ(own.hi, 256);  // the greater of both: 512 channels of which half are 1 at equal positions
}

TEST(Comparison, TheDifferenceIsOwnMinusOtherForAllPairsOfEncodings)
{
    for (const Encoding& first : encodings())
        for (const Encoding& second : encodings()) {
            const Scene scene = compared(first.name, second.name);
            const Result<Picture> both = picture(scene, Sheet::difference);
            ASSERT_TRUE(both) << first.name << " " << second.name;
            const double expected =
                value(picture(scene, Sheet::own)->field, 7, 3) - value(picture(scene, Sheet::other)->field, 7, 3);
            EXPECT_EQ(value(both->field, 7, 3), expected) << first.name << " " << second.name;
            EXPECT_EQ(both->lo, -both->hi);
        }
}

TEST(Comparison, OfTwoEqualSettingsTheDifferenceIsZero)
{
    Scene scene = compared("rope", "rope");
    scene.other.settings = scene.settings;
    EXPECT_EQ(value(picture(scene, Sheet::difference)->field, 20, 3), 0);
}

TEST(Comparison, TablesOfDifferentWidthAreShownButHaveNoDifference)
{
    const Scene scene = compared("sinusoidal", "learned", Sheet::matrix);
    ASSERT_NE(picture(scene, Sheet::own)->col_count(), 64);
    Scene narrow = scene;
    narrow.other.settings[0] = 64;
    EXPECT_TRUE(picture(narrow, Sheet::own));
    EXPECT_TRUE(picture(narrow, Sheet::other));
    const Result<Picture> none = picture(narrow, Sheet::difference);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().line().find("width"), std::string::npos) << none.error().line();
}

TEST(Comparison, AnEncodingThatHasNoSuchSheetIsAnErrorThatNamesIt)
{
    const Result<Picture> none = picture(compared("sinusoidal", "alibi", Sheet::matrix), Sheet::other);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().line().find("alibi"), std::string::npos) << none.error().line();
}

TEST(Comparison, AnOtherThatReachesLessFarSaysHowFar)
{
    Scene scene = compared("sinusoidal", "learned");
    scene.other.settings[1] = 10;  // rows of the table
    scene.length = 1000;
    const Result<Picture> none = picture(repaired(scene), Sheet::difference);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().line().find("40 positions"), std::string::npos) << none.error().line();
}

TEST(Comparison, ExchangedTwiceTheSceneIsAsItWas)
{
    for (const Encoding& encoding : encodings()) {
        const Scene scene = compared("sinusoidal", encoding.name);
        const Scene exchanged = with_other(scene);
        EXPECT_EQ(exchanged.encoding, encoding.name);
        EXPECT_EQ(exchanged.other.encoding, "sinusoidal");
        EXPECT_EQ(exchanged.settings, scene.other.settings);
        Scene back = with_other(exchanged);
        EXPECT_EQ(back.settings, scene.settings);
        EXPECT_EQ(back.other, scene.other);
    }
}

}  // namespace
}  // namespace phasescope::comparison_test
