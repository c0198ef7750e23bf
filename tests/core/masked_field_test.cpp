// Fields in straight pieces, and scores with the causal mask, against the plain sums over their cells.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/field/field.hpp"
#include "core/field/part.hpp"
#include "core/spectrum.hpp"

namespace phasescope::masked_field_test {
namespace {

OffsetLines jagged_lines()
{
    return OffsetLines({{least_offset, 3, 0}, {-40, -2, 0.5}, {-3, 1, -4}, {0, 7, 0}, {1, -1, 0.25}, {30, 2, 0}});
}

WaveTerms some_waves()
{
    WaveTerms waves;
    for (const Turns128 frequency : geometric_spectrum(10000, 2, 16, 8)) waves.add(1, frequency, 0);
    return waves;
}

Matrix random_table(std::int64_t rows, std::int64_t cols)
{
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal;
    Matrix table(rows, cols);
    for (double& number : table.values) number = normal(random);
    return table;
}

/// Every kind that can be masked, 60 x 60 positions.
std::vector<Field> scores(bool causal)
{
    std::vector<Field> all;
    all.emplace_back(PieceField{60, 60, 0, jagged_lines()});
    all.emplace_back(OffsetField{60, 60, 5, some_waves(), {}});
    WaveTerms lone;
    lone.add(-0.5, geometric_spectrum(10000, 2, 16, 8)[3], 0);
    all.emplace_back(OffsetField{60, 60, 5, some_waves(), lone});
    all.emplace_back(ProductField{random_table(60, 6), random_table(60, 6)});
    for (Field& field : all) field = masked(std::move(field), causal);
    return all;
}

void expect_same(double found, double expected, double tolerance, const std::string& where)
{
    EXPECT_EQ(std::isnan(found), std::isnan(expected)) << where;
    if (!std::isnan(expected)) {
        EXPECT_NEAR(found, expected, tolerance) << where;
    }
}

// Sums of at most 60 x 60 numbers below 200 in double: far below 1e-10.
constexpr double rounding = 1e-10;

TEST(MaskedField, MeansAreTheMeansOfTheCellsThatAreShown)
{
    std::mt19937_64 random(3);
    std::uniform_int_distribution<std::int64_t> any(0, 59);
    for (const bool causal : {false, true}) {
        for (const Field& field : scores(causal)) {
            for (int i = 0; i < 200; ++i) {
                const std::int64_t a = any(random), b = any(random), c = any(random), d = any(random);
                const CellRect cells{std::min(a, b), std::max(a, b) + 1, std::min(c, d), std::max(c, d) + 1};
                expect_same(mean(field, cells), plain::mean(field, cells), rounding,
                            std::to_string(field.index()) + (causal ? " masked" : ""));
            }
        }
    }
}

TEST(MaskedField, PicturesAreTheMeansUnderEveryPixel)
{
    for (const bool causal : {false, true}) {
        for (const Field& field : scores(causal)) {
            for (const auto& [height, width] :
                 {std::pair{60, 60}, std::pair{13, 13}, std::pair{7, 22}, std::pair{120, 90}}) {
                const AxisPixels rows = cells_under_pixels(0, 60, height, 60), cols = cells_under_pixels(2.5, 57, width, 60);
                const FloatMatrix found = raster(field, rows, cols), expected = plain::raster(field, rows, cols);
                for (std::size_t i = 0; i < found.values.size(); ++i)
                    expect_same(found.values[i], expected.values[i], 1e-4, std::to_string(field.index()));
            }
        }
    }
}

TEST(MaskedField, MeansOfWavesOverThousandsOfCellsAreClosedForms)
{
    WaveTerms lone;
    lone.add(-0.5, geometric_spectrum(10000, 2, 16, 8)[6], -quarter_turn);
    for (const WaveTerms& sum : {WaveTerms{}, lone}) {
        const OffsetField field{20'000, 20'000, 70, some_waves(), sum, 0, true};
        for (const CellRect& cells :
             {CellRect{100, 4300, 90, 300}, CellRect{100, 4300, 4200, 4400}, CellRect{0, 4200, 100, 500},
              CellRect{10, 4200, 4000, 4500}, CellRect{3, 40, 0, 9000}}) {
            // The plain sum of a million numbers below 8: half a unit of the last place of the sum each.
            const double expected = plain::mean(field, cells);
            EXPECT_NEAR(mean(field, cells), expected, 1e-9) << cells.row0 << " " << cells.col0 << " " << sum.size();
        }
    }
}

TEST(MaskedField, APictureOfAllPositionsTakesNoTimeThatGrowsWithThem)
{
    WaveTerms lone;
    lone.add(-0.5, geometric_spectrum(10000, 2, 16, 8)[6], -quarter_turn);
    constexpr std::int64_t all = 2147483647;
    for (const WaveTerms& sum : {WaveTerms{}, lone}) {
        const OffsetField field{all, all, 0, some_waves(), sum, 0, true};
        const FloatMatrix picture = raster(field, {0, all, 0, all}, 40, 50);
        EXPECT_FALSE(std::isnan(picture(39, 49)));
        EXPECT_TRUE(std::isnan(picture(0, 49)));
        // Whole turns without number leave nothing, but where only the corner of a pixel is not masked.
        EXPECT_EQ(std::ranges::count_if(picture.values, [](float number) { return std::abs(number) > 1e-4F; }), 5);
    }
}

TEST(MaskedField, HidesExactlyTheKeysAfterTheirQuery)
{
    for (const Field& field : scores(true)) {
        const Matrix numbers = dense(field);
        for (std::int64_t i = 0; i < 60; ++i) {
            for (std::int64_t j = 0; j < 60; ++j) {
                EXPECT_EQ(std::isnan(numbers(i, j)), j > i);
                EXPECT_EQ(std::isnan(value(field, i, j)), j > i);
            }
        }
    }
}

TEST(MaskedField, APartIsTheWholeCutOut)
{
    const CellRect cells{11, 40, 20, 57};
    for (const bool causal : {false, true}) {
        for (const Field& field : scores(causal)) {
            const Field part = part_of(field, cells);
            for (std::int64_t r = 0; r < cells.rows(); ++r)
                for (std::int64_t c = 0; c < cells.cols(); ++c)
                    expect_same(value(part, r, c), value(field, cells.row0 + r, cells.col0 + c), rounding, "");
        }
    }
}

TEST(MaskedField, SymmetricAndAntisymmetricPartsAddUpToTheWholeWithoutItsMask)
{
    const std::vector<Field> open = scores(false);
    const std::vector<Field> hidden = scores(true);
    for (std::size_t i = 0; i < open.size(); ++i) {
        const Field even = symmetric_part(hidden[i]), odd = antisymmetric_part(hidden[i]);
        for (const auto& [r, c] : {std::pair{3, 50}, std::pair{50, 3}, std::pair{20, 20}, std::pair{31, 30}}) {
            EXPECT_NEAR(value(even, r, c) + value(odd, r, c), value(open[i], r, c), rounding);
            EXPECT_NEAR(value(even, r, c), value(even, c, r), rounding);
            EXPECT_NEAR(value(odd, r, c), -value(odd, c, r), rounding);
        }
    }
}

TEST(MaskedField, RowsOfATableThatHoldNothingAreLeftOutOfMeans)
{
    Matrix table = random_table(10, 4);
    for (std::int64_t r = 7; r < 10; ++r)
        for (double& number : table.row(r)) number = std::nan("");
    const Field product = ProductField{table, table}, stored = StoredField{table};
    const CellRect half{4, 10, 5, 9};
    EXPECT_NEAR(mean(product, half), plain::mean(product, half), rounding);
    EXPECT_TRUE(std::isnan(mean(product, {7, 9, 0, 3})));
    for (const CellRect& cut : {CellRect{4, 10, 3, 9}, CellRect{0, 10, 0, 10}, CellRect{5, 8, 6, 8}})
        EXPECT_NEAR(mean(masked(product, true), cut), plain::mean(masked(product, true), cut), rounding);
    EXPECT_NEAR(mean(stored, {5, 9, 0, 4}), plain::mean(stored, {5, 9, 0, 4}), rounding);
}

}  // namespace
}  // namespace phasescope::masked_field_test
