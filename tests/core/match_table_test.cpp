#include "core/match/match_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/io/npy.hpp"
#include "core/io/table_file.hpp"
#include "core/mistakes.hpp"
#include "core/number_text.hpp"
#include "core/random.hpp"
#include "tests/core/reference.hpp"
#include "tests/core/temporary_folder.hpp"

namespace phasescope::match_table_test {
namespace {

Scene scene_of(const Mistake& mistake)
{
    Scene scene = with_encoding(first_scene(), mistake.encoding);
    if (mistake.encoding == "sinusoidal") scene.settings[0] = 64;
    scene.mistake.name = mistake.name;
    if (mistake.encoding != "grid") scene.length = std::max<std::int64_t>(100, 2 * mistake.shows_from);
    return repaired(scene);
}

/// Whether a single table of rows can show the mistake at all.
bool has_table(const Mistake& mistake)
{
    return !mistake.score && mistake.encoding != "alibi";
}

Matrix as_float(Matrix table)
{
    for (double& number : table.values) number = static_cast<float>(number);
    return table;
}

Matrix table_of(const Scene& scene, Sheet sheet = Sheet::mistaken)
{
    return as_float(dense(picture(scene, sheet)->field));
}

std::string_view mistake_in(const TableMatch& match)
{
    return match.reading ? match.reading->mistake : "";
}

bool is_named(const TableMatch& match, std::string_view mistake)
{
    const auto has = [&](const MatchReading& reading) { return reading.mistake == mistake; };
    return match.matches() && (has(*match.reading) || std::ranges::any_of(match.equally, has));
}

std::string told(const TableMatch& match)
{
    std::string text(match_verdict_names[static_cast<std::size_t>(match.verdict)]);
    const auto add = [&](const MatchReading& reading) {
        text += "; " + std::string(name_of(reading.form)) + " of " + std::string(reading.encoding);
        for (const double setting : reading.settings) text += " " + shortest_text(setting);
        text += " " + std::string(reading.mistake) + " from " + std::to_string(reading.first_row) + "/"
                + std::to_string(reading.first_position) + " times " + shortest_text(reading.scale)
                + (reading.transposed ? " transposed" : "") + (reading.cosine_first ? " cosine first" : "");
    };
    if (match.reading) add(*match.reading);
    for (const MatchReading& reading : match.equally) add(reading);
    return text + "; fit " + shortest_text(match.fit) + ", " + shortest_text(match.largest_difference) + " at "
           + std::to_string(match.row) + ", " + std::to_string(match.col);
}

TEST(MatchTable, EveryMistakenTableThatWasExportedIsNamed)
{
    const TemporaryFolder folder;
    for (const Mistake& mistake : mistakes()) {
        if (!has_table(mistake)) continue;
        const Scene scene = scene_of(mistake);
        const Field field = picture(scene, Sheet::mistaken)->field;
        for (const char* ending : {".npy", ".csv"}) {
            const std::string path = folder / (std::string(mistake.name) + ending);
            const bool npy = ending == std::string(".npy");
            ASSERT_TRUE(write_file(path, [&](const Sink& sink) {
                return npy ? write_npy(field, NumberType::f4, sink) : write_csv(field, NumberType::f4, {}, sink);
            }));
            const auto match = match_table(*read_table(path, "", false), first_scene());
            EXPECT_TRUE(is_named(match, mistake.name)) << told(match);
            // A grid with its sides exchanged is a grid.
            const bool ambiguous = mistake.encoding == "grid";
            EXPECT_EQ(match.verdict, ambiguous ? MatchVerdict::correct : MatchVerdict::mistaken) << told(match);
            EXPECT_LT(match.largest_difference, 2e-7) << told(match);
        }
    }
}

TEST(MatchTable, TheCorrectTablesAreNamedAsCorrect)
{
    for (const Mistake& mistake : mistakes()) {
        if (!has_table(mistake)) continue;
        const auto match = match_table(table_of(scene_of(mistake), Sheet::correct), scene_of(mistake));
        ASSERT_EQ(match.verdict, MatchVerdict::correct) << told(match);
        EXPECT_EQ(match.reading->encoding, mistake.encoding) << told(match);
    }
}

TEST(MatchTable, LayoutAndExponentAreTold)
{
    Scene scene = first_scene();
    for (const double layout : {0.0, 1.0})
        for (const double exponent : {0.0, 1.0})
            for (const double d : {32.0, 33.0}) {
                scene.settings = {d, 10000, layout, exponent};
                const auto match =
                    match_table(as_float(dense(picture(repaired(scene), Sheet::matrix)->field)), first_scene());
                ASSERT_EQ(match.verdict, MatchVerdict::correct) << told(match);
                EXPECT_EQ(match.reading->settings, scene.settings) << told(match);
            }
}

TEST(MatchTable, ATableOfRandomNumbersIsNothingThatIsKnown)
{
    Matrix table(50, 32);
    table.values = normals(3, 0, 50 * 32);
    const auto match = match_table(as_float(table), first_scene());
    EXPECT_EQ(match.verdict, MatchVerdict::unknown) << told(match);
    EXPECT_FALSE(match.reading) << told(match);
}

TEST(MatchTable, OneWrongNumberIsFound)
{
    Scene scene = first_scene();
    scene.settings[0] = 32;
    Matrix table = table_of(repaired(scene), Sheet::correct);
    table(41, 7) += 0.01;
    const auto match = match_table(table, first_scene());
    EXPECT_EQ(match.verdict, MatchVerdict::unknown) << told(match);
    ASSERT_TRUE(match.reading);
    EXPECT_EQ(match.reading->mistake, "");
    EXPECT_GT(match.fit, 0.99);
    EXPECT_EQ(match.row, 41);
    EXPECT_EQ(match.col, 7);
    EXPECT_NEAR(match.largest_difference, 0.01, 1e-6);
}

TEST(MatchTable, TransposedTablesAndTablesWithPaddingAreRecognised)
{
    Scene scene = first_scene();
    scene.settings[0] = 32;
    scene.mistake.name = "fast_slow_swapped";
    const Matrix table = table_of(repaired(scene));
    Matrix turned(table.cols, table.rows), padded(table.rows + 1, table.cols), later(table.rows - 1, table.cols);
    for (std::int64_t r = 0; r < table.rows; ++r)
        for (std::int64_t c = 0; c < table.cols; ++c) {
            turned(c, r) = padded(r + 1, c) = table(r, c);
            if (r > 0) later(r - 1, c) = table(r, c);
        }
    for (const auto& [given, transposed, row, first] : {std::tuple(table, false, 0, 0), std::tuple(turned, true, 0, 0),
                                                        std::tuple(padded, false, 1, 0), std::tuple(later, false, 0, 1)}) {
        const auto match = match_table(given, first_scene());
        ASSERT_EQ(match.verdict, MatchVerdict::mistaken) << told(match);
        EXPECT_EQ(match.reading->mistake, "fast_slow_swapped");
        EXPECT_EQ(match.reading->transposed, transposed);
        EXPECT_EQ(match.reading->first_row, row);
        EXPECT_EQ(match.reading->first_position, first);
        EXPECT_EQ(std::ssize(match.padding), row);
    }
}

TEST(MatchTable, ABaseOf1000IsAMistakeUnlessTheSceneHasIt)
{
    Scene scene = first_scene();
    scene.settings = {32, 1000, 0, 0};
    const Matrix table = as_float(dense(picture(repaired(scene), Sheet::matrix)->field));
    EXPECT_EQ(mistake_in(match_table(table, first_scene())), "base_1000");
    EXPECT_EQ(match_table(table, scene).verdict, MatchVerdict::correct);
}

TEST(MatchTable, SlopesOfAlibiAreNamed)
{
    const auto alibi = reference::group("g06_alibi");
    for (const auto& one : alibi.at("cases")) {
        // Two slopes are too few to tell.
        if (one.at("kind") != "misprint_for_contrast" || one.at("heads") < 4) continue;
        for (const auto& [key, name] : {std::pair("correct", ""), std::pair("misprinted", "alibi_printed_slopes")}) {
            const Matrix slopes = as_float(reference::matrix(one.at(key)));
            const auto match = match_table(slopes, first_scene());
            ASSERT_TRUE(match.matches()) << told(match);
            EXPECT_EQ(match.reading->encoding, "alibi");
            EXPECT_EQ(match.reading->mistake, name);
        }
    }
    Matrix from_zero(1, 8);
    for (std::int64_t h = 0; h < 8; ++h) from_zero(0, h) = std::exp2(-h);
    EXPECT_EQ(mistake_in(match_table(from_zero, first_scene())), "alibi_off_by_one");
}

TEST(MatchTable, WhatIsWrittenWithFewDigitsIsComparedWithFewDigits)
{
    Scene scene = first_scene();
    scene.settings[0] = 32;
    scene.mistake.name = "doubled_exponent_pairwise";
    Matrix table = dense(picture(repaired(scene), Sheet::mistaken)->field);
    for (double& number : table.values) number = std::round(number * 1e3) / 1e3;
    const auto match = match_table(table, first_scene());
    EXPECT_EQ(match.precision.name, "decimals");
    EXPECT_EQ(match.precision.decimals, 3);
    EXPECT_EQ(match.verdict, MatchVerdict::mistaken) << told(match);
    EXPECT_EQ(mistake_in(match), scene.mistake.name);
}

TEST(MatchTable, ThePrecisionIsReadOffTheNumbers)
{
    const auto precision = [](std::vector<double> numbers) {
        Matrix table(1, std::ssize(numbers));
        table.values = std::move(numbers);
        return written_precision(table).name;
    };
    EXPECT_EQ(precision({0.8414709848078965, 1}), "float64");
    EXPECT_EQ(precision({static_cast<double>(0.8414709848078965F), 1}), "float32");
    EXPECT_EQ(precision({0.84130859375, 1}), "float16");
    EXPECT_EQ(precision({0.83984375, 0x1p-30}), "bfloat16");
    EXPECT_EQ(precision({0.84, 0.5403}), "decimals");
}

TEST(MatchTable, TheErrorOfTheUsualFloatCodeIsAllowed)
{
    // The angle is a product of floats, as in the tutorials.
    Matrix table(3000, 64);
    for (std::int64_t p = 0; p < table.rows; ++p)
        for (std::int64_t k = 0; k < 32; ++k) {
            const float w = std::exp(static_cast<float>(2 * k) * -(std::log(10000.0F) / 64.0F));
            const float angle = static_cast<float>(p) * w;
            table(p, 2 * k) = std::sin(angle);
            table(p, 2 * k + 1) = std::cos(angle);
        }
    const auto match = match_table(table, first_scene());
    EXPECT_EQ(match.verdict, MatchVerdict::correct) << told(match);
    EXPECT_GT(match.largest_difference, 1e-5);
}

TEST(MatchTable, TheSceneOfAMatchHasTheTableAsItsMistakenSheet)
{
    for (const Mistake& mistake : mistakes()) {
        if (!has_table(mistake)) continue;
        const Matrix table = table_of(scene_of(mistake));
        const auto match = match_table(table, first_scene());
        const Scene shown = scene_of_match(first_scene(), match, table);
        const Sheet sheet = match.verdict == MatchVerdict::correct ? Sheet::correct : Sheet::mistaken;
        EXPECT_EQ(as_float(dense(picture(shown, sheet)->field)).values, table.values) << mistake.name;
    }
}

TEST(MatchTable, TooFewNumbersAreNotNamed)
{
    Matrix one(1, 1), slopes(1, 3), first(1, 64);
    one(0, 0) = 0.00390625;
    for (std::int64_t h = 0; h < 3; ++h) slopes(0, h) = std::exp2(-h - 1);
    for (std::int64_t c = 0; c < 64; ++c) first(0, c) = c % 2 == 0 ? 0 : 1;
    for (const Matrix& table : {Matrix{}, one, slopes, first})
        EXPECT_EQ(match_table(table, first_scene()).verdict, MatchVerdict::too_few)
            << told(match_table(table, first_scene()));
    EXPECT_EQ(match_table(Matrix(1, 9000), first_scene()).verdict, MatchVerdict::unknown);
}

}  // namespace
}  // namespace phasescope::match_table_test
