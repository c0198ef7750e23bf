#include "core/field/spread.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/picture.hpp"
#include "core/random.hpp"

namespace phasescope {
namespace {

Scene scene_of(std::string_view encoding, std::int64_t length, std::int64_t start = 0)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.length = length;
    scene.start = start;
    scene.content.kind = ContentKind::different;
    return repaired(scene);
}

Field stored_numbers()
{
    Matrix numbers(60, 50);
    numbers.values = normals(5, 0, 60 * 50);
    for (std::size_t i = 0; i < numbers.values.size(); i += 7) numbers.values[i] = std::nan("");
    return StoredField{std::move(numbers)};
}

Field stored_angles()
{
    Field angles = stored_numbers();
    for (double& angle : std::get<StoredField>(angles).values.values) angle = std::remainder(angle, 2 * pi);
    std::get<StoredField>(angles).reading = Reading::angle;
    return angles;
}

TEST(Spread, IsThatOfTheCellsInAnyWindow)
{
    const Scene sines = scene_of("sinusoidal", 400, 77), rope = scene_of("rope", 300, 1'000'000);
    const std::vector<std::pair<Field, double>> fields{{picture(sines, Sheet::matrix)->field, 1},
                                                       {picture(sines, Sheet::angles)->field, 1},
                                                       {picture(rope, Sheet::rotated)->field, 5},
                                                       {stored_numbers(), 5},
                                                       {stored_angles(), 1}};
    std::mt19937_64 random(3);
    const auto share = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    for (const auto& [field, reach] : fields) {
        ASSERT_TRUE(has_spread(field));
        for (int window = 0; window < 20; ++window) {
            const auto rows = static_cast<double>(row_count(field)), cols = static_cast<double>(col_count(field));
            const double row0 = share() * rows / 2, col0 = share() * cols / 2;
            const Window part{row0, row0 + 1 + share() * (rows / 2 - 1), col0, col0 + 1 + share() * (cols / 2 - 1)};
            const PicturePixels pixels = pixels_of(field, part, 9, 11);
            const FloatMatrix found = spread_raster(field, pixels.rows, pixels.cols);
            for (std::int64_t y = 0; y < found.rows; ++y) {
                for (std::int64_t x = 0; x < found.cols; ++x) {
                    const std::int64_t row = pixels.rows.first[static_cast<std::size_t>(y)],
                                       col = pixels.cols.first[static_cast<std::size_t>(x)];
                    const double expected =
                        plain::spread(field, {row, row + pixels.rows.count, col, col + pixels.cols.count});
                    ASSERT_EQ(std::isnan(found(y, x)), std::isnan(expected));
                    // Squares cancel to 1e-15 of themselves; the root of that, and float.
                    if (std::isnan(expected)) continue;
                    ASSERT_NEAR(found(y, x), expected, 1.5e-7 * reach);
                }
            }
        }
    }
}

TEST(Spread, OfOneCellIsNothingAndOfAFastWaveThatOfACosine)
{
    const Field waves = picture(scene_of("sinusoidal", 1'000'000'000), Sheet::matrix)->field;
    const FloatMatrix one = spread_raster(waves, {{5}, 1}, {{0, 7, 300}, 1});
    EXPECT_LE(*std::ranges::max_element(one.values), 1e-7F);
    // Over whole turns without number the mean square of a cosine is a half.
    const FloatMatrix all = spread_raster(waves, {{0}, 1'000'000'000}, {{0, 1, 20}, 1});
    for (const float spread : all.values) EXPECT_NEAR(spread, std::sqrt(0.5), 1e-6);
    const FloatMatrix mean = raster(waves, {{0}, 1'000'000'000}, {{0, 1, 20}, 1});
    for (const float number : mean.values) EXPECT_NEAR(number, 0, 1e-6);
}

TEST(Spread, IsNotThereForProductsAndFunctionsOfTheOffset)
{
    EXPECT_FALSE(has_spread(picture(scene_of("sinusoidal", 100), Sheet::similarity)->field));
    EXPECT_FALSE(has_spread(picture(scene_of("learned", 100), Sheet::similarity)->field));
    EXPECT_FALSE(has_spread(picture(scene_of("alibi", 100), Sheet::score)->field));
    EXPECT_TRUE(has_spread(picture(scene_of("alibi", 100), Sheet::weights)->field));
}

TEST(Showing, SamplesAreTheCellsInTheMiddleOfThePixels)
{
    const Picture matrix = *picture(scene_of("sinusoidal", 1000), Sheet::matrix);
    Look look;
    look.showing = Showing::samples;
    const PicturePixels pixels = pixels_of(matrix.field, matrix.whole(), 100, 100, shown_by(matrix, look));
    EXPECT_EQ(pixels.rows.count, 1);
    EXPECT_EQ(pixels.rows.first[3], 35);
    EXPECT_EQ(pixels.cols.first[10], static_cast<std::int64_t>(10.5 * 5.12));  // no whole pairs
    const FloatMatrix shown = shown_numbers(matrix, look, pixels);
    for (std::int64_t y = 0; y < 100; y += 7)
        for (std::int64_t x = 0; x < 100; x += 3)
            EXPECT_EQ(shown(y, x), static_cast<float>(value(matrix.field, pixels.rows.first[static_cast<std::size_t>(y)],
                                                            pixels.cols.first[static_cast<std::size_t>(x)])));
}

TEST(Showing, SpreadHasColoursFromNothingOnAndFallsBackToTheMean)
{
    const Picture matrix = *picture(scene_of("sinusoidal", 1000), Sheet::matrix),
                  score = *picture(scene_of("sinusoidal", 1000), Sheet::similarity);
    Look look;
    look.showing = Showing::spread;
    EXPECT_EQ(shown_palette(matrix, look), Palette::sequential);
    EXPECT_EQ(shown_range(matrix, look, {}), (Range{0, 1}));
    EXPECT_EQ(shown_by(score, look), Showing::mean);
    EXPECT_EQ(shown_palette(score, look), score.palette);
    EXPECT_EQ(shown_range(score, look, {}), (Range{score.lo, score.hi}));
}

}  // namespace
}  // namespace phasescope
