#include "core/mistakes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/score.hpp"
#include "tests/core/reference.hpp"

namespace phasescope::mistakes_test {
namespace {

/// A scene in which the mistake can be seen.
Scene scene_of(const Mistake& mistake, bool scores = false)
{
    Scene scene = with_encoding(first_scene(), mistake.encoding);
    scene.mistake = {std::string(mistake.name), scores};
    scene.length = std::max<std::int64_t>(100, mistake.shows_from);
    return repaired(scene);
}

Mechanism made(std::string_view name, const std::vector<double>& settings, std::int64_t length = 100)
{
    Surroundings around;
    around.length = length;
    return *find_mistake(name)->mechanism(settings, around);
}

double cell(std::string_view name, std::int64_t position, std::int64_t channel, double d = 512)
{
    Scene scene = first_scene();
    scene.settings[0] = d;
    scene.mistake.name = name;
    return value(picture(repaired(scene), Sheet::mistaken)->field, position, channel);
}

TEST(Mistakes, EachHasANameOfItsOwnAndAnEncodingThatThereIs)
{
    std::set<std::string_view> names;
    for (const Mistake& mistake : mistakes()) {
        names.insert(mistake.name);
        EXPECT_TRUE(find_encoding(mistake.encoding)) << mistake.name;
        EXPECT_FALSE(mistake.found.empty()) << mistake.name;
        EXPECT_EQ(find_mistake(mistake.name), &mistake);
    }
    EXPECT_EQ(names.size(), mistakes().size());
    EXPECT_TRUE(find_mistake(MistakeStudy{}.name));
    EXPECT_FALSE(find_mistake("none"));
}

TEST(Mistakes, EachDiffersFromWhatWasMeantInRowsOrScoresAndOnOneScale)
{
    for (const Mistake& mistake : mistakes())
        for (const bool scores : {false, true}) {
            SCOPED_TRACE(std::string(mistake.name) + (scores ? " scores" : " rows"));
            const Scene scene = scene_of(mistake, scores);
            const Result<Picture> correct = picture(scene, Sheet::correct), mistaken = picture(scene, Sheet::mistaken),
                                  apart = picture(scene, Sheet::mistake_difference);
            ASSERT_TRUE(correct && mistaken && apart);
            EXPECT_EQ(correct->lo, mistaken->lo);
            EXPECT_EQ(correct->hi, mistaken->hi);
            EXPECT_EQ(correct->field, picture(study_of(scene), studied_sheet(study_of(scene)))->field);
            double largest = 0;
            for (std::int64_t r = 0; r < apart->row_count(); ++r)
                for (std::int64_t c = 0; c < apart->col_count(); ++c) {
                    const double number = value(apart->field, r, c);
                    if (!std::isnan(number)) largest = std::max(largest, std::abs(number));
                    if (r % 17 == 0 && c % 13 == 0 && !std::isnan(number)) {
                        EXPECT_NEAR(number, value(correct->field, r, c) - value(mistaken->field, r, c), 1e-12);
                    }
                }
            // A column permutation keeps all dot products.
            const bool same_scores = scores && mistake.name == "fast_slow_swapped";
            EXPECT_EQ(largest < 1e-11, same_scores) << largest;
        }
}

TEST(Mistakes, TheyAreMadeInWhateverSceneIsOpen)
{
    for (const Encoding& encoding : encodings())
        for (const Mistake& mistake : mistakes()) {
            Scene scene = with_encoding(first_scene(), encoding.name);
            scene.mistake.name = mistake.name;
            scene.length = 30;
            scene = repaired(scene);
            EXPECT_EQ(study_of(scene).encoding, mistake.encoding);
            EXPECT_EQ(study_of(study_of(scene)), study_of(scene)) << encoding.name << " " << mistake.name;
            for (const Sheet sheet : {Sheet::correct, Sheet::mistaken, Sheet::mistake_difference})
                EXPECT_TRUE(picture(scene, sheet)) << encoding.name << " " << mistake.name;
        }
}

TEST(Mistakes, TheSceneKeepsItsOwnSettingsOfTheEncodingThatWasMeant)
{
    Scene scene = first_scene();
    scene.settings = {64, 500, 0, 0};
    scene.mistake.name = "fast_slow_swapped";
    const Scene study = study_of(scene);
    EXPECT_EQ(study.settings, scene.settings);
    scene.encoding = "rope";
    EXPECT_EQ(study_of(repaired(scene)).settings, standard_settings(*find_encoding("sinusoidal")));
}

TEST(Mistakes, SinusoidalOnesAreTheirFormulas)
{
    const double base = 10000, d = 512, p = 37;
    EXPECT_NEAR(cell("doubled_exponent_pairwise", 37, 20), std::sin(p * std::pow(base, -2.0 * 20 / d)), 1e-12);
    EXPECT_NEAR(cell("doubled_exponent_pairwise", 37, 21), std::cos(p * std::pow(base, -2.0 * 20 / d)), 1e-12);
    EXPECT_NEAR(cell("doubled_exponent_per_column", 37, 20), std::sin(p * std::pow(base, -2.0 * 20 / d)), 1e-12);
    EXPECT_NEAR(cell("doubled_exponent_per_column", 37, 21), std::cos(p * std::pow(base, -2.0 * 21 / d)), 1e-12);
    // -ln(10000) / 512 // 2 is -1.
    EXPECT_NEAR(cell("integer_division", 37, 4), std::sin(p * std::exp(-4)), 1e-12);
    EXPECT_NEAR(cell("integer_division", 37, 5), std::cos(p * std::exp(-4)), 1e-12);
    EXPECT_NEAR(cell("base_1000", 37, 20), std::sin(p * std::pow(1000, -20 / d)), 1e-12);
    EXPECT_NEAR(cell("fast_slow_swapped", 37, 510), std::sin(p), 1e-12);
    EXPECT_NEAR(cell("fast_slow_swapped", 37, 1), std::cos(p * std::pow(base, -510 / d)), 1e-12);
    EXPECT_NEAR(cell("sum_instead_of_pair", 37, 0), std::sin(p * std::pow(base, -2 / d)) + std::cos(p), 1e-12);
    EXPECT_NEAR(cell("sum_instead_of_pair", 37, 9),
                std::sin(p * std::pow(base, -20 / d)) + std::cos(p * std::pow(base, -18 / d)), 1e-12);
}

TEST(Mistakes, ScoresAreProductsOfTheMistakenRows)
{
    for (const Mistake& mistake : mistakes()) {
        if (mistake.encoding != "sinusoidal") continue;
        for (const double d : {16.0, 7.0}) {
            Scene scene = first_scene();
            scene.settings[0] = d;
            scene.length = 20;
            scene.start = 5;
            scene.mistake.name = mistake.name;
            scene = repaired(scene);
            const Matrix rows = dense(picture(scene, Sheet::mistaken)->field);
            scene.mistake.scores = true;
            const Field scores = picture(scene, Sheet::mistaken)->field;
            for (std::int64_t i = 0; i < 20; ++i)
                for (std::int64_t j = 0; j < 20; ++j) {
                    double sum = 0;
                    for (std::int64_t c = 0; c < rows.cols; ++c) sum += rows(i, c) * rows(j, c);
                    EXPECT_NEAR(value(scores, i, j), sum, 1e-12) << mistake.name << " " << d;
                }
        }
    }
}

TEST(Mistakes, TheMixedPairingIsTheQueryInOneAndTheKeyInTheOther)
{
    Scene scene = with_encoding(first_scene(), "rope");
    scene.content.kind = ContentKind::different;
    scene.settings[0] = 8;
    scene.length = 12;
    scene.mistake = {"mixed_rope_pairing", true};
    scene = repaired(scene);
    Scene halves = scene;
    halves.settings[2] = 1;
    const auto tables = score_tables(scene), others = score_tables(halves);
    const Picture mixed = *picture(scene, Sheet::mistaken);
    for (std::int64_t i = 0; i < 12; ++i)
        for (std::int64_t j = 0; j < 12; ++j) {
            double sum = 0;
            for (std::int64_t c = 0; c < 8; ++c) sum += value(tables->query, i, c) * value(others->key, j, c);
            EXPECT_NEAR(value(mixed.field, i, j), sum, 1e-12);
        }
    // At position 0 nothing turns: the mistake cannot be seen there.
    EXPECT_NEAR(value(picture(scene, Sheet::mistake_difference)->field, 0, 0), 0, 1e-12);
    scene.attention.scaled = true;
    EXPECT_NEAR(value(picture(scene, Sheet::mistaken)->field, 3, 7), value(mixed.field, 3, 7) / std::sqrt(8.0), 1e-12);
}

TEST(Mistakes, PositionsInBfloat16TakeFewValues)
{
    const auto positions = [](std::int64_t count) {
        const auto rotation =
            std::get<RotatesQueryKey>(made("bf16_positions", standard_settings(*find_encoding("rope")), count));
        const auto& numbers = rotation.coordinates.matrix().values;
        return std::set<double>(numbers.begin(), numbers.end()).size();
    };
    EXPECT_EQ(positions(4096), 769u);
    EXPECT_EQ(positions(131072), 1409u);
    const auto rotation =
        std::get<RotatesQueryKey>(made("bf16_positions", standard_settings(*find_encoding("rope")), 20000));
    EXPECT_EQ(rotation.coordinates.matrix()(15962, 0), 15936);
}

TEST(Mistakes, FrequenciesInBfloat16HaveEightBits)
{
    const auto settings = standard_settings(*find_encoding("rope"));
    const auto rotation = std::get<RotatesQueryKey>(made("bf16_frequencies", settings));
    for (std::size_t k = 0; k < rotation.frequencies.size(); ++k) {
        const double w = 2 * pi * turns_per_position(rotation.frequencies[k]);
        const double exact = std::pow(10000.0, -2.0 * static_cast<double>(k) / 128);
        EXPECT_NEAR(w / exact, 1, 0x1p-8) << k;
        int exponent = 0;
        const double bits = std::ldexp(std::frexp(w, &exponent), 8);
        EXPECT_NEAR(bits, std::round(bits), 1e-12) << k;
    }
}

TEST(Mistakes, NtkWithoutItsExponentHasTheBaseTimesTheFactor)
{
    Scene scene = with_encoding(first_scene(), "rope");
    scene.mistake = {"ntk_without_exponent", false};
    const Scene study = study_of(scene);
    const auto right = std::get<RotatesQueryKey>(mechanism_of(study));
    const auto wrong = std::get<RotatesQueryKey>(made("ntk_without_exponent", study.settings));
    const auto base = [](const RotatesQueryKey& rotation) {
        const double last = 2 * pi * turns_per_position(rotation.frequencies.back());
        return std::pow(last, -128.0 / 126);
    };
    EXPECT_NEAR(base(right), 40889.94, 0.01);
    EXPECT_NEAR(base(wrong), 40000, 1e-6);
}

TEST(Mistakes, ExchangedSidesCannotBeSeenOnASquareGrid)
{
    Scene scene = with_encoding(first_scene(), "grid");
    scene.mistake.name = "height_width_swapped";
    for (const double width : {6.0, 5.0}) {
        scene.settings[static_cast<std::size_t>(knob_index(encoding_of(scene), "height"))] = 6;
        scene.settings[static_cast<std::size_t>(knob_index(encoding_of(scene), "width"))] = width;
        scene.length = static_cast<std::int64_t>(6 * width);
        scene = repaired(scene);
        const bool same = dense(picture(scene, Sheet::correct)->field) == dense(picture(scene, Sheet::mistaken)->field);
        EXPECT_EQ(same, width == 6);
    }
}

TEST(Mistakes, PrintedSlopesAreTheReferenceOnes)
{
    const auto group = reference::group("g06_alibi");
    int cases = 0;
    for (const auto& one : group.at("cases")) {
        if (one.at("kind") != "misprint_for_contrast") continue;
        ++cases;
        const auto expected = one.at("misprinted").get<std::vector<double>>();
        const auto bias = std::get<BiasesScore>(made("alibi_printed_slopes", {static_cast<double>(expected.size()), 0, 0}));
        for (std::size_t h = 0; h < expected.size(); ++h) EXPECT_NEAR(-bias.heads[h].at(-1), expected[h], 1e-15);
    }
    EXPECT_EQ(cases, 4);
    EXPECT_FALSE(find_mistake("alibi_printed_slopes")->mechanism(std::vector<double>{1, 0, 0}, {}));
}

TEST(Mistakes, SlopesOffByOneAreTheReferenceOnesOfTheHeadBefore)
{
    const auto wrong = std::get<BiasesScore>(made("alibi_off_by_one", {8, 0, 0}));
    const auto right = std::get<BiasesScore>(find_encoding("alibi")->mechanism(std::vector<double>{8, 0, 0}, {}));
    EXPECT_EQ(wrong.heads[0].at(-1), -1);
    for (std::size_t h = 1; h < 8; ++h) EXPECT_EQ(wrong.heads[h].at(-5), right.heads[h - 1].at(-5));
}

TEST(Mistakes, WhatIsMadeOneByOneSaysHowFarItReaches)
{
    for (const Mistake& mistake : mistakes()) {
        Scene scene = scene_of(mistake, true);
        if (defined_positions(scene)) continue;
        scene.length = max_length;
        scene = repaired(scene);
        const Result<Picture> far = picture(scene, Sheet::mistaken);
        EXPECT_EQ(!far, mistake.each_number > 0) << mistake.name;
        EXPECT_EQ(effort(scene, mechanism_of(scene), Sheet::mistaken) > 0, mistake.each_number > 0) << mistake.name;
        if (far) continue;
        EXPECT_NE(far.error().hint.find("use "), std::string::npos) << far.error().line();
    }
}

TEST(Mistakes, AnUnknownNameIsRepairedAndSaid)
{
    Scene scene = first_scene();
    scene.mistake.name = "no such mistake";
    std::vector<Repair> repairs;
    EXPECT_EQ(repaired(scene, &repairs), first_scene());
    EXPECT_EQ(repairs, (std::vector<Repair>{{"mistake.name", "no such mistake", MistakeStudy{}.name}}));
}

}  // namespace
}  // namespace phasescope::mistakes_test
