#include "core/measure/measure.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/check.hpp"
#include "core/picture.hpp"

namespace phasescope::measure_test {
namespace {

Scene scene_of(std::string_view encoding, std::int64_t length = 100)
{
    Scene scene = with_encoding(first_scene(), encoding);
    scene.length = length;
    return repaired(scene);
}

double number(const Scene& scene, std::string_view expression)
{
    const Result<Measured> found = measured(scene, expression);
    EXPECT_TRUE(found) << (found ? "" : found.error().line());
    return found ? found->number : NAN;
}

std::string complaint(const Scene& scene, std::string_view expression)
{
    const Result<Measured> found = measured(scene, expression);
    EXPECT_FALSE(found) << expression;
    return found ? "" : found.error().line();
}

TEST(Measure, PublishedNumbersComeOut)
{
    const Scene scene = first_scene();
    // sin(1), cos(1) and so on; the norm of a row is the root of d/2; the longest wavelength is 2 pi 10000^(510/512).
    EXPECT_NEAR(number(scene, "cell matrix 1 0"), std::sin(1.0), 1e-15);
    EXPECT_NEAR(number(scene, "cell matrix 1 2 d_model=4"), 0.00999983, 1e-8);
    EXPECT_NEAR(number(scene, "norm_squared 37"), 256, 1e-12);
    EXPECT_NEAR(number(scene, "longest_wavelength"), 60611.477, 1e-3);
    EXPECT_NEAR(number(scene, "longest_wavelength d_model=4"), 628.32, 5e-3);
    EXPECT_NEAR(number(scene, "cosine 1 10001 length=10002"), -0.064, 5e-4);
    EXPECT_EQ(number(scene, "still_columns 0.02"), 102);
    EXPECT_EQ(number(scene, "first_rise d_model=64"), 5);
    EXPECT_EQ(number(scene, "first_rise d_model=128"), 11);
    EXPECT_EQ(number(scene, "first_rise"), 43);
    const Scene rope = scene_of("rope", 5000);
    EXPECT_EQ(number(rope, "first_negative head_size=128"), 1707);
    EXPECT_NEAR(number(rope, "rising_share 4096 head_size=128"), 0.486, 5e-4);
    // Llama-3.2-1B: pairs 0-14 are kept, 15-17 blended, 18-31 divided.
    const char* const llama = " head_size=64 base=500000 scaling=llama3 factor=32 trained_length=8192";
    EXPECT_EQ(number(rope, std::string("kept_pairs") + llama), 15);
    EXPECT_EQ(number(rope, std::string("blended_pairs") + llama), 3);
    EXPECT_EQ(number(rope, std::string("divided_pairs") + llama), 14);
}

TEST(Measure, CellsAreThoseOfTheSheet)
{
    for (const Encoding& encoding : encodings()) {
        Scene scene = scene_of(encoding.name, 20);
        scene.start = 7;
        scene = repaired(scene);
        for (std::size_t s = 0; s < sheet_names.size(); ++s) {
            const Result<Picture> sheet = picture(scene, static_cast<Sheet>(s));
            if (!sheet) continue;
            const std::int64_t row = sheet->row_count() / 2, col = 0;
            const double cell = value(sheet->field, row, col);
            if (std::isnan(cell)) continue;
            const std::string expression = "cell " + std::string(sheet_names[s]) + " "
                                           + std::to_string(row + sheet->first_row) + " "
                                           + std::to_string(col + sheet->first_col);
            EXPECT_EQ(number(scene, expression), cell) << encoding.name << " " << expression;
        }
    }
}

TEST(Measure, TheScoreAtAnOffsetIsTheCellThere)
{
    const Scene scene = scene_of("alibi", 101);
    EXPECT_EQ(number(scene, "at_offset -10"), number(scene, "cell score 60 50"));
    EXPECT_EQ(number(scene, "at_offset -10 head=2"), -10 * 0.125);
    EXPECT_EQ(number(scene_of("none"), "antisymmetric"), 0);
}

TEST(Measure, TheyCombine)
{
    const Scene scene = first_scene();
    EXPECT_EQ(number(scene, "add 2 3"), 5);
    EXPECT_EQ(number(scene, "37"), 37);
    EXPECT_EQ(measured(scene, "37").value().kind, Measured::Kind::whole);
    EXPECT_EQ(number(scene, "sub length 1"), 99);
    EXPECT_EQ(number(scene, "mul length length"), 10000);
    EXPECT_EQ(number(scene, "div (set d_model) 2"), 256);
    EXPECT_EQ(number(scene, "div (wavelength 3 d_model=64) (wavelength 3 d_model=64)"), 1);
    EXPECT_NEAR(number(scene, "div (norm_squared 3) (add pairs 0)"), 1, 1e-14);
}

TEST(Measure, WordsAreKnownByWhatTheyAre)
{
    const Scene scene = first_scene();
    EXPECT_EQ(measured(scene, "title").value().word, "sinusoidal");
    EXPECT_EQ(measured(scene, "title encoding=t5").value().word, "t5");
    EXPECT_EQ(measured(scene, "set layout").value().word, "interleaved");
    EXPECT_EQ(measured(scene, "set layout layout=halves").value().kind, Measured::Kind::choice);
    EXPECT_EQ(measured(scene, "length").value().kind, Measured::Kind::whole);
    EXPECT_EQ(measured(scene, "norm 1").value().kind, Measured::Kind::real);
}

TEST(Measure, TheMaskAndTheTokensCount)
{
    Scene scene = scene_of("none", 6);
    scene.text = {"a b c d e f", true, 0, 3};
    EXPECT_LT(number(scene, "swap_change"), 1e-12);
    EXPECT_LT(number(scene, "swap_change_without"), 1e-12);
    EXPECT_GT(number(scene, "swap_change encoding=sinusoidal"), 1e-3);
    EXPECT_GT(number(scene, "swap_change causal=yes"), 1e-3);
}

TEST(Measure, ProjectionsBringDirection)
{
    const Scene scene = scene_of("sinusoidal", 32);
    EXPECT_LT(number(scene, "antisymmetric"), 1e-12);
    EXPECT_GT(number(scene, "projected_antisymmetric"), 0.01);
    EXPECT_GT(number(scene, "projected_toeplitz"), 0.01);
    EXPECT_NE(number(scene, "projected_toeplitz"), number(scene, "projected_toeplitz seed=2"));
}

TEST(Measure, FormatsRoundAsPublished)
{
    Scene scene = scene_of("rope");
    EXPECT_EQ(number(scene, "distinct bf16 4096"), 769);
    EXPECT_EQ(number(scene, "distinct bf16 131072"), 1409);
    EXPECT_EQ(number(scene, "rounded bf16 15962"), 15936);
    EXPECT_EQ(number(scene, "spacing bf16 15962"), 64);
    EXPECT_LT(number(scene, "angle_error 4096"), 1e-12);
    scene.formats.products = FloatFormat::fp32;
    EXPECT_NEAR(number(scene, "angle_error 4096 head_size=128"), 1.2e-4, 0.2e-4);
    EXPECT_GT(number(scene, "value_error 4096"), 0);
    EXPECT_NE(complaint(scene, "distinct fp8 10").find("fp8"), std::string::npos);
    EXPECT_NE(complaint(scene_of("alibi"), "angle_error 3").find("alibi"), std::string::npos);
}

TEST(Measure, WhatCannotBeMeasuredIsSaid)
{
    const Scene scene = first_scene();
    EXPECT_NE(complaint(scene, "wavelenth 3").find("wavelength"), std::string::npos);
    EXPECT_NE(complaint(scene, "wavelength").find("wavelength K"), std::string::npos);
    EXPECT_NE(complaint(scene, "cell matrix 100 0").find("100, 0"), std::string::npos);
    EXPECT_NE(complaint(scene, "cell matrix 1 x").find("whole number"), std::string::npos);
    EXPECT_NE(complaint(scene, "cell nothing 1 2").find("nothing"), std::string::npos);
    EXPECT_NE(complaint(scene, "norm 1 d_model=100000").find("8192"), std::string::npos);
    EXPECT_NE(complaint(scene, "norm 1 heads=3").find("heads"), std::string::npos);
    EXPECT_NE(complaint(scene, "norm (1").find("bracket"), std::string::npos);
    EXPECT_NE(complaint(scene, "norm 1)").find("bracket"), std::string::npos);
    EXPECT_NE(complaint(scene, "").find("name"), std::string::npos);
    EXPECT_NE(complaint(scene, "add title 1").find("number"), std::string::npos);
    EXPECT_NE(complaint(scene, "defined").find("sinusoidal"), std::string::npos);
    EXPECT_NE(complaint(scene_of("rope"), "norm 3").find("rope"), std::string::npos);
}

TEST(Measure, ConditionsHoldOrNot)
{
    const Scene scene = first_scene();
    for (const char* const holding : {"length = 100", "length <= 100", "length >= 100", "length < 101", "length > 99",
                                      "length != 99", "first_rise > first_rise d_model=64", "0.5 < 1"})
        EXPECT_TRUE(holds(scene, holding).value()) << holding;
    for (const char* const failing : {"length = 99", "length < 100", "length > 100", "length != 100", "1 <= 0.5"})
        EXPECT_FALSE(holds(scene, failing).value()) << failing;
    EXPECT_FALSE(holds(scene, "length"));
    EXPECT_FALSE(holds(scene, "length < "));
    EXPECT_FALSE(holds(scene, "title = 3"));
}

}  // namespace
}  // namespace phasescope::measure_test
