// The numbers behind figures, as they are written into files.
#include "app/figure/numbers.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace phasescope::numbers_test {
namespace {

std::string csv_of(const Numbers& numbers)
{
    std::string text;
    EXPECT_TRUE(write_csv(numbers.field, NumberType::f8, numbers.labels, [&](std::string_view piece) {
        text += piece;
        return true;
    }));
    return text;
}

FigureSpec frequencies_of(std::string_view encoding)
{
    FigureSpec spec;
    spec.scene = with_encoding(first_scene(), encoding);
    spec.curves = Curves::frequencies;
    return spec;
}

TEST(Numbers, FrequenciesAreThoseOfThePaper)
{
    const Result<Numbers> numbers = numbers_of(frequencies_of("sinusoidal"));
    ASSERT_TRUE(numbers) << numbers.error().line();
    ASSERT_EQ(numbers->row_count(), 256);
    ASSERT_EQ(numbers->col_count(), 4);
    for (std::int64_t k = 0; k < 256; ++k) {
        // The exponent is rounded once, which the power multiplies by ln 10000 = 9.2; then five more roundings.
        const double frequency = std::pow(10000, -static_cast<double>(k) / 256), tolerance = 15 * 0x1p-53;
        EXPECT_NEAR(value(numbers->field, k, 0) / frequency, 1, tolerance) << k;
        EXPECT_NEAR(value(numbers->field, k, 1) * frequency / (2 * pi), 1, tolerance) << k;
        EXPECT_NEAR(value(numbers->field, k, 2) * 2 * pi / (100 * frequency), 1, tolerance) << k;
        EXPECT_EQ(value(numbers->field, k, 3), value(numbers->field, k, 1)) << k;
    }
}

TEST(Numbers, FrequenciesHaveNamedColumns)
{
    const std::string text = csv_of(*numbers_of(frequencies_of("rope")));
    EXPECT_TRUE(text.starts_with("pair,radians_per_position,wavelength,turns_in_length,unscaled_wavelength\n0,1,")) << text;
}

TEST(Numbers, AnEncodingWithoutPairsAndTheWavesHaveNone)
{
    EXPECT_FALSE(numbers_of(frequencies_of("alibi")));
    FigureSpec waves = frequencies_of("sinusoidal");
    waves.curves = Curves::waves;
    EXPECT_FALSE(numbers_of(waves));
}

TEST(Numbers, RowsOfTokensHaveTheirNames)
{
    FigureSpec spec;
    spec.scene = first_scene();
    spec.scene.text.line = "Yes, \"sir\"";
    spec.sheet = Sheet::embedding;
    const Result<Numbers> whole = numbers_of(spec);
    ASSERT_TRUE(whole);
    const Numbers part = part_of(*whole, {0, 4, 0, 1});
    const std::string lines = csv_of(part);
    EXPECT_TRUE(lines.starts_with("token,0\nYes,")) << lines;
    EXPECT_NE(lines.find("\n\",\","), std::string::npos) << lines;
    EXPECT_NE(lines.find("\n\"\"\"\","), std::string::npos) << lines;
    EXPECT_NE(lines.find("\nsir,"), std::string::npos) << lines;
}

TEST(Numbers, APartKeepsItsLabels)
{
    FigureSpec spec;
    spec.scene = first_scene();
    spec.scene.start = 40;
    spec.sheet = Sheet::matrix;
    const Numbers whole = *numbers_of(spec), part = part_of(whole, {2, 4, 6, 9});
    EXPECT_EQ(part.labels.corner, "position");
    EXPECT_EQ(part.labels.first_row, 42);
    EXPECT_EQ(part.labels.first_col, 6);
    EXPECT_EQ(part.row_count(), 2);
    EXPECT_EQ(part.col_count(), 3);
    EXPECT_EQ(value(part.field, 1, 2), value(whole.field, 3, 8));
    const Numbers pairs = part_of(*numbers_of(frequencies_of("rope")), {3, 5, 1, 2});
    EXPECT_TRUE(csv_of(pairs).starts_with("pair,wavelength\n3,")) << csv_of(pairs);
}

}  // namespace
}  // namespace phasescope::numbers_test
