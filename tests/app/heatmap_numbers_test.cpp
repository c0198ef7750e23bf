// The numbers of pictures, by shaders and by the processor, on OpenGL 3.3 and on OpenGL ES 3.0.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "tests/app/heatmap_fixture.hpp"

namespace phasescope::heatmap_numbers_test {
namespace {

class HeatmapNumbers : public HeatmapFixture {};

TEST_P(HeatmapNumbers, EveryPixelHasTheColourOfItsNumber)
{
    constexpr int scenes = 80, windows = 16;  // of each scene, on each of two APIs
    Dice dice(1);
    for (int trial = 0; trial < scenes; ++trial) {
        const Scene scene = random_scene(dice);
        const auto sheet = random_sheet(scene, dice);
        const auto shown = picture(scene, sheet);
        ASSERT_TRUE(shown) << shown.error().line();
        SCOPED_TRACE(scene.encoding + " " + std::string(sheet_names[static_cast<std::size_t>(sheet)]) + " start "
                     + std::to_string(scene.start) + " trial " + std::to_string(trial));
        for (int window = 0; window < windows; ++window) {
            HeatmapSpec spec = random_spec(shown->field, dice);
            spec.field_version = own_versions + static_cast<std::uint64_t>(trial);
            spec.range = {shown->lo, shown->hi};
            if (dice.chance(0.3)) spec.range = range_of(numbers_of(spec));
            expect_colours(spec);
            if (HasFatalFailure()) return;
        }
    }
    const auto counts = made();
    for (std::size_t i = 0; i < counts.size(); ++i) EXPECT_GT(counts[i], 50) << "shader " << i;
    EXPECT_GT(std::accumulate(counts.begin(), counts.end(), 0), 800);
}

TEST_P(HeatmapNumbers, NumbersFromShadersAreThoseOfTheProcessor)
{
    Dice dice(2);
    for (int trial = 0; trial < 110; ++trial) {
        const Scene scene = random_scene(dice);
        const auto shown = picture(scene, random_sheet(scene, dice));
        ASSERT_TRUE(shown) << shown.error().line();
        SCOPED_TRACE(scene.encoding + " start " + std::to_string(scene.start) + " trial " + std::to_string(trial));
        expect_numbers(random_spec(shown->field, dice));
        if (HasFatalFailure()) return;
    }
    const auto counts = made();
    for (std::size_t i = 0; i < counts.size(); ++i) EXPECT_GT(counts[i], 3) << "shader " << i;
}

TEST_P(HeatmapNumbers, EveryShaderOfNumbersIsAccepted)
{
    for (const NumberShader shader : number_shaders) {
        const auto program = number_program(shader);
        EXPECT_TRUE(program) << program.error().line();
    }
}

TEST_P(HeatmapNumbers, TheLastPositionsAreAsExactAsTheFirst)
{
    Scene scene = first_scene();
    scene.start = max_length - scene.length + 1;
    for (const Sheet sheet : {Sheet::matrix, Sheet::angles, Sheet::similarity}) {
        const auto shown = picture(repaired(scene), sheet);
        HeatmapSpec spec{0, &shown->field, shown->whole(), 512, 100, false, &index_map};
        expect_numbers(spec);
        spec.range = {shown->lo, shown->hi};
        expect_colours(spec);
    }
}

TEST_P(HeatmapNumbers, NumbersByTheProcessorGiveTheSamePicture)
{
    for (const Sheet sheet : {Sheet::matrix, Sheet::similarity}) {
        start(NumbersBy::shader);
        const auto shown = picture(first_scene(), sheet);
        const HeatmapSpec spec{0, &shown->field, shown->whole(), 600, 500, false, &index_map, {shown->lo, shown->hi}};
        const Pixels by_shader = drawn(spec);
        EXPECT_NE(made(), (std::array<int, number_shaders.size()>{}));
        start(NumbersBy::processor);
        const Pixels by_processor = drawn(spec);
        EXPECT_EQ(made(), (std::array<int, number_shaders.size()>{}));
        for (std::size_t i = 0; i < by_shader.colours.size(); ++i)
            ASSERT_LE(std::abs(by_shader.colours[i].r - by_processor.colours[i].r), 1) << "pixel " << i;
    }
}

/// A few numbers of all magnitudes, some left out, all at a distance from zero.
Matrix random_matrix(std::int64_t rows, std::int64_t cols, double from_zero, Dice& dice)
{
    Matrix matrix(rows, cols);
    for (double& number : matrix.values)
        number = dice.chance(0.1) ? std::numeric_limits<double>::quiet_NaN()
                                  : from_zero + dice.between(-1, 1) * dice.magnitude(1e-3, 1);
    return matrix;
}

TEST_P(HeatmapNumbers, CellsThatHoldNoNumberAreLeftOutOfMeans)
{
    Dice dice(4);
    for (const double from_zero : {0.0, 1e6, -1e6, 1e-5}) {
        for (int trial = 0; trial < 30; ++trial) {
            const Matrix cells = random_matrix(dice.whole(1, 300), dice.whole(1, 300), from_zero, dice);
            Matrix angles = cells;
            for (double& angle : angles.values) angle = std::remainder(3 * angle, 2 * pi);
            for (const Field& field : {Field{StoredField{cells}}, Field{StoredField{angles, Reading::angle}}}) {
                HeatmapSpec spec = random_spec(field, dice);
                spec.showing = Showing::mean;
                expect_numbers(spec);
                spec.range = range_of(numbers_of(spec));
                expect_colours(spec);
            }
            if (HasFatalFailure()) return;
        }
    }
    EXPECT_EQ(renderer_->made_by(NumberShader::stored), 4 * 30 * 2 * 2);
}

TEST_P(HeatmapNumbers, RowsThatHoldNoNumberHaveNoProducts)
{
    Dice dice(5);
    for (int trial = 0; trial < 40; ++trial) {
        const std::int64_t rank = dice.whole(1, 150);
        Matrix u = random_matrix(dice.whole(1, 90), rank, 0, dice), v = random_matrix(dice.whole(1, 90), rank, 0, dice);
        for (Matrix* table : {&u, &v})
            for (double& number : table->values)
                if (std::isnan(number)) number = 0;
        for (std::int64_t r = 0; r < u.rows; r += 3) std::ranges::fill(u.row(r), std::numeric_limits<double>::quiet_NaN());
        std::ranges::fill(v.row(v.rows - 1), std::numeric_limits<double>::quiet_NaN());
        const Field field = ProductField{u, v};
        HeatmapSpec spec = random_spec(field, dice);
        if (spec.showing == Showing::spread) spec.showing = Showing::mean;
        expect_numbers(spec);
        if (HasFatalFailure()) return;
    }
    EXPECT_EQ(renderer_->made_by(NumberShader::product), 40);
}

TEST_P(HeatmapNumbers, WhatAShaderCannotMakeTheProcessorMakes)
{
    Dice dice(6);
    Matrix endless = random_matrix(20, 20, 0, dice), great(20, 20), ones(20, 20);
    std::ranges::fill(ones.values, 1);
    endless(3, 3) = std::numeric_limits<double>::infinity();
    great(3, 3) = 1e35;
    const Matrix tall(200'000, 1);
    for (const Field& field : {Field{StoredField{endless}}, Field{StoredField{great}}, Field{StoredField{tall}},
                               Field{ProductField{great, ones}}, masked(ProductField{tall, tall}, true)}) {
        const auto rows = static_cast<double>(row_count(field)), cols = static_cast<double>(col_count(field));
        expect_numbers({0, &field, {0, rows, 0, cols}, 4, 4, false, &index_map});
    }
    EXPECT_EQ(made(), (std::array<int, number_shaders.size()>{}));
}

TEST_P(HeatmapNumbers, WhicheverWayIsQuickerTheNumbersAreTheSame)
{
    // A thousand million products a picture: long enough for both ways to be tried, whichever then stays.
    start(NumbersBy::fastest);
    Dice dice(7);
    Matrix table(600, 3000);
    for (double& number : table.values) number = dice.between(-1, 1);
    const Field field = ProductField{table, table};
    for (int window = 0; window < 5; ++window) {
        expect_numbers({0, &field, {0, 600, 0, 600.0 - window}, 600, 600, false, &index_map});
        if (HasFatalFailure()) return;
    }
}

TEST_P(HeatmapNumbers, StoredAndProductFieldsHaveTheColoursOfTheirNumbers)
{
    Dice dice(3);
    for (int trial = 0; trial < 40; ++trial) {
        const std::int64_t rows = dice.whole(1, 90), cols = dice.whole(1, 90), rank = dice.whole(1, 150);
        Matrix u(rows, rank), v(cols, rank);
        for (double& number : u.values) number = dice.between(-1, 1);
        for (double& number : v.values) number = dice.between(-1, 1);
        const Field product = ProductField{u, v}, table = StoredField{u};
        for (const Field& field : {product, table}) {
            HeatmapSpec spec = random_spec(field, dice);
            spec.range = {dice.between(-2, 0), dice.between(0.5, 2)};
            expect_colours(spec);
        }
        if (HasFatalFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(On, HeatmapNumbers, both_contexts, name_of_context);

}  // namespace
}  // namespace phasescope::heatmap_numbers_test
