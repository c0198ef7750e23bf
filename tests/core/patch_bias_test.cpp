#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/parameters.hpp"
#include "core/analysis/properties.hpp"
#include "core/encodings/list.hpp"
#include "core/patch_biases.hpp"
#include "core/picture.hpp"
#include "reference.hpp"

namespace phasescope::patch_bias_test {
namespace {

using reference::case_of;
using reference::Json;

enum { learned, manhattan, euclidean };

Scene scene_of(double heads, double height, double width, int kind, Matrix table = {})
{
    Scene scene = with_encoding(first_scene(), "patch_bias");
    scene.settings = {heads, height, width, static_cast<double>(kind), 1};
    scene.length = static_cast<std::int64_t>(height * width);
    if (table.rows > 0) scene.table = {"table.npy", "", false, Rows(std::move(table))};
    return repaired(scene);
}

/// 0, 1, 2 .. in the first column, their negatives in the second.
Matrix counted(std::int64_t rows)
{
    Matrix table(rows, 2);
    for (std::int64_t r = 0; r < rows; ++r) {
        table(r, 0) = static_cast<double>(r);
        table(r, 1) = -table(r, 0);
    }
    return table;
}

TEST(PatchBias, IndicesAreTheReferenceOnes)
{
    int cases = 0;
    const Json group = reference::group("g09_vision");
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "swin_relative") continue;
        const Scene scene = scene_of(1, one.at("window").at(0), one.at("window").at(1), learned);
        EXPECT_EQ(dense(picture(scene, Sheet::index)->field), reference::matrix(one.at("relative_position_index")));
        ++cases;
    }
    EXPECT_EQ(cases, 2);
}

TEST(PatchBias, FallsWithTheManhattanDistanceAsInTheReference)
{
    const Json one = case_of(reference::group("g06_alibi"), "bias_2d_manhattan_heads4_grid3");
    const double heads = one.at("heads"), side = one.at("grid");
    Scene scene = scene_of(heads, side, side, manhattan);
    for (std::int64_t head = 0; head < static_cast<std::int64_t>(heads); ++head) {
        scene.attention.head = head;
        EXPECT_EQ(dense(picture(scene, Sheet::score)->field),
                  reference::matrix(one.at("expected").at(static_cast<std::size_t>(head))));
    }
    EXPECT_FALSE(has_sheet(scene, Sheet::index));
    EXPECT_EQ(parameter_count(scene), 0);
}

TEST(PatchBias, EuclideanIsTheDistanceOfThePatches)
{
    const Scene scene = scene_of(8, 4, 5, euclidean);
    const Picture score = *picture(scene, Sheet::score);
    EXPECT_EQ(value(score.field, 0, 3 * 5 + 4), -2.5);  // 3 down, 4 across, head 0 of 8: slope 1/2
}

TEST(PatchBias, AnImportedTableIsReadByItsIndex)
{
    const Scene scene = scene_of(2, 3, 4, learned, counted(5 * 7));
    EXPECT_EQ(setting(scene, "heads"), 2);
    Scene second = scene;
    second.attention.head = 1;
    const Matrix index = dense(picture(scene, Sheet::index)->field), first = dense(picture(scene, Sheet::score)->field),
                 other = dense(picture(repaired(second), Sheet::score)->field);
    EXPECT_EQ(first, index);
    for (std::size_t i = 0; i < index.values.size(); ++i) EXPECT_EQ(other.values[i], -index.values[i]);
}

TEST(PatchBias, ATableOfAnotherSizeIsOfASquareWindowOrNone)
{
    EXPECT_EQ(setting(scene_of(2, 3, 4, learned, counted(13 * 13)), "width"), 7);
    EXPECT_EQ(setting(scene_of(2, 3, 4, learned, counted(27 * 27 + 3)), "height"), 14);  // BEiT's, with its class token
    std::vector<double> settings = standard_settings(patch_bias_encoding());
    EXPECT_NE(patch_bias_encoding().fit_table(settings, counted(30)), "");
    EXPECT_EQ(scene_of(2, 3, 4, manhattan, counted(5 * 7)).table, ImportedTable{});
}

TEST(PatchBias, TheTableOfAHeadIsShownOverTheDifferences)
{
    const Scene scene = scene_of(3, 3, 4, learned);
    const Picture table = *picture(scene, Sheet::matrix), score = *picture(scene, Sheet::score);
    ASSERT_EQ(table.row_count(), 5);
    ASSERT_EQ(table.col_count(), 7);
    EXPECT_EQ(table.first_row, -2);
    EXPECT_EQ(table.first_col, -3);
    const auto biases = std::get<BiasesPatches>(mechanism_of(scene));
    for (std::int64_t row = 0; row < 5; ++row) {
        for (std::int64_t col = 0; col < 7; ++col) {
            const PositionPair pair = table.pairs[static_cast<std::size_t>(row * 7 + col)];
            EXPECT_EQ(value(table.field, row, col), value(score.field, pair.query, pair.key));
            EXPECT_EQ(patch_index(biases, pair.query, pair.key), static_cast<double>(row * 7 + col));
        }
    }
}

TEST(PatchBias, BeyondTheWindowThereIsNone)
{
    Scene scene = scene_of(2, 3, 4, learned);
    scene.length = 14;
    const Matrix score = dense(picture(repaired(scene), Sheet::score)->field);
    for (std::int64_t i = 0; i < 14; ++i)
        for (std::int64_t j = 0; j < 14; ++j) EXPECT_EQ(std::isnan(score(i, j)), i >= 12 || j >= 12);
    EXPECT_EQ(defined_positions(scene), 12);
}

TEST(PatchBias, TooManyPatchesAreSaid)
{
    const Scene scene = scene_of(1, 64, 64, learned);
    for (const Sheet sheet : {Sheet::score, Sheet::index, Sheet::weights, Sheet::patch}) {
        const Result<Picture> none = picture(scene, sheet);
        ASSERT_FALSE(none);
        EXPECT_EQ(none.error().where, "length");
    }
}

TEST(PatchBias, ALearnedOneSeesDirectionAndCountsItsNumbers)
{
    const auto found = properties_of(scene_of(3, 4, 5, learned), {});
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->sees_direction_if_equal);
    EXPECT_EQ(found->parameters, 3 * 7 * 9);
    EXPECT_EQ(found->defined, 20);
    EXPECT_FALSE(properties_of(scene_of(3, 4, 5, manhattan), {})->sees_direction_if_different);
}

TEST(PatchBias, TheFormulaHasTheDifference)
{
    const auto formula = patch_bias_encoding().score_formula;
    const std::vector<double> table{4, 3, 4, learned, 1}, falling{4, 3, 4, manhattan, 1};
    EXPECT_EQ(formula(table, 2, 5, 3), "B_{2}(1, −2)");
    EXPECT_EQ(formula(falling, 1, 5, 3), "−0.0625 · 3");
    EXPECT_EQ(formula(table, 2, 5, 12), "not defined");
}

}  // namespace
}  // namespace phasescope::patch_bias_test
