#include <gtest/gtest.h>

#include <cmath>

#include "core/field/part.hpp"
#include "core/picture.hpp"
#include "core/random.hpp"

namespace phasescope::difference_field_test {
namespace {

Field score_of(std::string_view encoding, bool causal = false)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.length = 40;
    scene.attention.causal = causal;
    return picture(repaired(scene), Sheet::score)->field;
}

TEST(DifferenceField, EachCellIsOneLessTheOther)
{
    const Field waves = score_of("rope"), pieces = score_of("t5"), both = difference(waves, pieces);
    ASSERT_EQ(row_count(both), 40);
    ASSERT_EQ(col_count(both), 40);
    const Matrix numbers = dense(both);
    for (std::int64_t i = 0; i < 40; ++i)
        for (std::int64_t j = 0; j < 40; ++j) {
            const double expected = value(waves, i, j) - value(pieces, i, j);
            EXPECT_EQ(value(both, i, j), expected);
            EXPECT_NEAR(numbers(i, j), expected, 1e-12);  // waves up to 120, in another order
        }
}

TEST(DifferenceField, ItsMeanIsTheMeanOfItsCells)
{
    const Field both = difference(score_of("rope"), score_of("alibi"));
    for (const CellRect& cells : {CellRect{0, 40, 0, 40}, CellRect{3, 9, 20, 37}, CellRect{5, 6, 7, 8}})
        // Two means of numbers up to 64, each off by some 1e-14.
        EXPECT_NEAR(mean(both, cells), plain::mean(both, cells), 1e-12);
}

TEST(DifferenceField, ItsRasterIsThatOfTheMeans)
{
    const Field both = difference(score_of("rope"), score_of("t5"));
    const FloatMatrix fast = raster(both, {0, 40, 3, 31}, 13, 11),
                      slow = plain::raster(both, cells_under_pixels(0, 40, 13, 40), cells_under_pixels(3, 31, 11, 40));
    for (std::size_t i = 0; i < fast.values.size(); ++i)
        EXPECT_NEAR(fast.values[i], slow.values[i],
                    4 * 64 * 0x1p-24);  // floats up to 64, rounded before they are subtracted
}

TEST(DifferenceField, WhatIsMaskedInEitherHasNoNumber)
{
    const Field both = difference(score_of("rope", true), score_of("t5", true));
    EXPECT_TRUE(std::isnan(value(both, 3, 4)));
    EXPECT_FALSE(std::isnan(value(both, 4, 3)));
    EXPECT_TRUE(std::isnan(mean(both, {0, 3, 10, 12})));
}

TEST(DifferenceField, APartOfItIsTheDifferenceOfTheParts)
{
    const Field both = difference(score_of("rope"), score_of("t5")), part = part_of(both, {4, 20, 7, 33});
    for (std::int64_t i = 0; i < 16; ++i)
        for (std::int64_t j = 0; j < 26; ++j) EXPECT_NEAR(value(part, i, j), value(both, i + 4, j + 7), 1e-12);
}

TEST(DifferenceField, OfAFieldAndItselfIsZero)
{
    for (const Encoding& encoding : encodings()) {
        const Field field = score_of(encoding.name);
        for (const double number : dense(difference(field, field)).values)
            EXPECT_TRUE(number == 0 || std::isnan(number)) << encoding.name;
    }
}

}  // namespace
}  // namespace phasescope::difference_field_test
