#include "core/picture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/precision_pictures.hpp"
#include "variants.hpp"

namespace phasescope::picture_test {
namespace {

constexpr std::size_t sheet_total = sheet_names.size();

bool pairs_positions(Sheet sheet)
{
    return sheet != Sheet::matrix && sheet != Sheet::angles && sheet != Sheet::rotated;
}

/// Whether the rows of a sheet are those of a table, not positions.
bool lists_vectors(const Mechanism& mechanism, Sheet sheet)
{
    return sheet == Sheet::matrix && std::holds_alternative<MeetsVectors>(mechanism);
}

/// Whether the cells of a sheet are differences of rows and columns of patches.
bool shows_differences(const Mechanism& mechanism, Sheet sheet)
{
    return sheet == Sheet::matrix && std::holds_alternative<BiasesPatches>(mechanism);
}

/// Whether every cell of a sheet holds a number.
bool is_everywhere(const Mechanism& mechanism)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    const bool ends = rotation && !rotation->coordinates.empty() && !rotation->counts_on;
    return !ends && !std::holds_alternative<AddedRows>(mechanism) && !std::holds_alternative<BiasesPatches>(mechanism);
}

/// Calls check(scene, mechanism, sheet) for every sheet that every variant of every encoding has.
template <class Check>
void for_each_sheet(std::int64_t length, std::int64_t start, const Check& check,
                    const std::vector<double>& widths = {2, 3, 7, 16})
{
    for (const Variant& variant : variants(length, start, widths)) {
        const Mechanism mechanism = mechanism_of(variant.scene);
        for (std::size_t s = 0; s < sheet_total; ++s) {
            const auto sheet = static_cast<Sheet>(s);
            if (!has_sheet(mechanism, sheet)) continue;
            if (effort(variant.scene, mechanism, sheet) > 1e8) continue;
            SCOPED_TRACE(variant.name + ", " + std::string(sheet_names[s]));
            check(variant.scene, mechanism, sheet);
        }
    }
}

/// Sheets whose rows are no positions of the scene, with shapes of their own.
bool studies_something_else(Sheet sheet)
{
    return (sheet >= Sheet::embedding && sheet <= Sheet::input) || sheet >= Sheet::patch;
}

TEST(Picture, EverySheetOfEveryEncodingHasItsShapeAndAxes)
{
    for_each_sheet(30, 100, [](const Scene& scene, const Mechanism& mechanism, Sheet sheet) {
        const auto result = picture(scene, mechanism, sheet);
        ASSERT_TRUE(result);
        EXPECT_EQ(result->sheet, sheet);
        if (studies_something_else(sheet)) return;
        if (shows_differences(mechanism, sheet)) {
            EXPECT_EQ(result->rows, Axis::row_difference);
            EXPECT_EQ(result->first_row, -(result->row_count() - 1) / 2);
            EXPECT_EQ(result->first_col, -(result->col_count() - 1) / 2);
            return;
        }
        if (lists_vectors(mechanism, sheet)) {
            EXPECT_EQ(result->rows, Axis::entry);
            EXPECT_EQ(result->first_row, 0);
            return;
        }
        EXPECT_EQ(result->row_count(), 30);
        EXPECT_EQ(result->first_row, 100);
        EXPECT_EQ(result->rows, pairs_positions(sheet) ? Axis::query : Axis::position);
        if (pairs_positions(sheet)) {
            EXPECT_EQ(result->col_count(), 30);
            EXPECT_EQ(result->cols, Axis::key);
            EXPECT_EQ(result->first_col, 100);
        } else {
            EXPECT_GE(result->col_count(), 1);
            EXPECT_EQ(result->cols, sheet == Sheet::angles ? Axis::pair : Axis::channel);
            EXPECT_EQ(result->first_col, 0);
        }
        EXPECT_EQ(result->whole(), (Window{0, 30, 0, static_cast<double>(result->col_count())}));
    });
}

TEST(Picture, EverySheetHoldsFiniteNumbersInsideItsStandardRange)
{
    for (const std::int64_t start : {std::int64_t{0}, max_length - 30}) {
        for_each_sheet(30, start,
                       [](const Scene& scene, const Mechanism& mechanism, Sheet sheet) {
                           const auto result = picture(scene, mechanism, sheet);
                           ASSERT_TRUE(result);
                           ASSERT_LT(result->lo, result->hi);
                           // A range is found from numbers rounded to float.
                           const double room = 1e-6 * std::max(std::abs(result->lo), std::abs(result->hi));
                           for (const double number : dense(result->field).values) {
                               if (std::isnan(number) && !is_everywhere(mechanism)) continue;
                               ASSERT_GE(number, result->lo - room);
                               ASSERT_LE(number, result->hi + room);
                           }
                       },
                       {3, 16});
    }
}

/// Whether every row or number is computed by itself: too slow for a million positions of every variant.
bool made_row_by_row(const Mechanism& mechanism)
{
    if (std::holds_alternative<BiasesPatches>(mechanism)) return true;
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    return rotation && !rotation->is_plain();
}

TEST(Picture, ALongSheetHoldsItsNumbersInsideItsStandardRangeToo)
{
    for (const bool row_by_row : {false, true}) {
        for_each_sheet(row_by_row ? most_stored_positions : 1'000'000, 0,
                       [=](const Scene& scene, const Mechanism& mechanism, Sheet sheet) {
                           if (made_row_by_row(mechanism) != row_by_row) return;
                           const auto result = picture(scene, mechanism, sheet);
                           ASSERT_TRUE(result);
                           const FloatMatrix shown = raster(result->field, result->whole(), 60, 60);
                           // A range is found from numbers rounded to float, that of products from a coarse look.
                           const bool product = std::holds_alternative<ProductField>(result->field);
                           const double room = (product ? 0.5 : 1e-6) * std::max(std::abs(result->lo), std::abs(result->hi));
                           for (const float number : shown.values) {
                               if (std::isnan(number) && !is_everywhere(mechanism)) continue;
                               ASSERT_TRUE(std::isfinite(number));
                               ASSERT_GE(number, result->lo - room);
                               ASSERT_LE(number, result->hi + room);
                           }
                       },
                       {3, 16});
    }
}

TEST(Picture, ASheetThatTheEncodingDoesNotHaveIsAnErrorThatNamesIt)
{
    int refused = 0;
    for (const Variant& variant : variants(4, 0)) {
        for (std::size_t s = 0; s < sheet_total; ++s) {
            if (has_sheet(variant.scene, static_cast<Sheet>(s))) continue;
            const auto result = picture(variant.scene, static_cast<Sheet>(s));
            ASSERT_FALSE(result) << variant.name;
            EXPECT_NE(result.error().line().find(sheet_names[s]), std::string::npos) << result.error().line();
            ++refused;
        }
    }
    EXPECT_GT(refused, 0);
}

TEST(Picture, SignedColoursAreSymmetricAboutZeroAndSequentialOnesHaveNoNegativeNumbers)
{
    for_each_sheet(50, 0, [](const Scene& scene, const Mechanism& mechanism, Sheet sheet) {
        const auto result = picture(scene, mechanism, sheet);
        ASSERT_TRUE(result);
        if (result->palette == Palette::sequential || result->palette == Palette::classes) {
            EXPECT_GE(result->lo, shows_errors(sheet) ? least_log_error : 0) << "errors are logarithms";
        } else {
            EXPECT_EQ(result->lo, -result->hi);
        }
    });
}

TEST(Picture, TheFirstSceneShowsTheTableOfThePaper)
{
    const auto matrix = picture(first_scene(), Sheet::matrix), similarity = picture(first_scene(), Sheet::similarity);
    ASSERT_TRUE(matrix && similarity);
    EXPECT_EQ(matrix->row_count(), 100);
    EXPECT_EQ(matrix->col_count(), 512);
    EXPECT_EQ(matrix->lo, -1);
    EXPECT_EQ(matrix->hi, 1);
    EXPECT_EQ(similarity->row_count(), 100);
    EXPECT_NEAR(value(similarity->field, 7, 7), 256, 1e-12);
}

TEST(Picture, TheScoreIsJudgedByTheRotatedVectorsWhereThereAreAny)
{
    EXPECT_EQ(score_sheet(first_scene()), Sheet::similarity);
    EXPECT_EQ(score_sheet(with_encoding(first_scene(), "rope")), Sheet::score);
}

TEST(Picture, TheWindowOfALookIsCutToTheSheet)
{
    const auto shown = picture(first_scene(), Sheet::matrix);
    ASSERT_TRUE(shown);
    Look look;
    EXPECT_EQ(shown_window(*shown, look), shown->whole());
    look.window = Window{-5, 20, 10, 9999};
    EXPECT_EQ(shown_window(*shown, look), (Window{0, 20, 10, 512}));
    look.window = Window{200, 300, 0, 10};
    EXPECT_EQ(shown_window(*shown, look), shown->whole());
}

TEST(Picture, TheRangeOfALookIsTheStandardOneTheFixedOneOrThatOfTheScreen)
{
    const auto shown = picture(first_scene(), Sheet::matrix);
    ASSERT_TRUE(shown);
    FloatMatrix screen(1, 3);
    screen.values = {0.25f, -0.5f, std::nanf("")};
    Look look;
    EXPECT_EQ(shown_range(*shown, look, screen), (Range{-1, 1}));
    look.range = RangeMode::follow;
    EXPECT_EQ(shown_range(*shown, look, screen), (Range{-0.5, 0.25}));
    look.symmetric = true;
    EXPECT_EQ(shown_range(*shown, look, screen), (Range{-0.5, 0.5}));
    look.range = RangeMode::fixed;
    look.lo = 2, look.hi = 3;
    EXPECT_EQ(shown_range(*shown, look, screen), (Range{-3, 3}));
    look.symmetric = false;
    EXPECT_EQ(shown_range(*shown, look, screen), (Range{2, 3}));
}

TEST(Picture, ARangeIsNeverEmpty)
{
    FloatMatrix numbers(1, 2);
    EXPECT_EQ(range_of(numbers), (Range{-1, 1}));
    numbers.values = {4, 4};
    EXPECT_EQ(range_of(numbers), (Range{2, 6}));
    numbers.values = {std::nanf(""), -HUGE_VALF};
    EXPECT_EQ(range_of(numbers), (Range{-1, 1}));
    EXPECT_EQ(range_of({}), (Range{-1, 1}));
}

TEST(Picture, EffortGrowsWithRowsThatAreMadeOneByOneAndNotWithWaves)
{
    const auto effort_of = [](std::string_view encoding, std::int64_t length, Sheet sheet) {
        Scene scene = with_encoding(first_scene(), encoding);
        scene.length = length;
        scene = repaired(scene);
        return effort(scene, mechanism_of(scene), sheet);
    };
    for (const char* encoding : {"xpos", "mrope"}) {
        EXPECT_EQ(effort_of(encoding, 20000, Sheet::matrix), 100 * effort_of(encoding, 200, Sheet::matrix));
        EXPECT_GT(effort_of(encoding, 20000, Sheet::score), effort_of(encoding, 20000, Sheet::matrix));
        EXPECT_EQ(effort_of(encoding, 20000, Sheet::embedding), 0);
    }
    EXPECT_EQ(effort_of("rope", max_length, Sheet::matrix), 0);
    EXPECT_EQ(effort_of("sinusoidal", max_length, Sheet::similarity), 0);
}

}  // namespace
}  // namespace phasescope::picture_test
