// Imported tables with numbers that are not finite: what is shown of them, and that nothing is judged by them.
#include "core/analysis/whole_rows.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/check.hpp"
#include "core/analysis/claims.hpp"
#include "core/analysis/projection.hpp"
#include "core/analysis/properties.hpp"
#include "core/analysis/token_input.hpp"
#include "core/analysis/token_swap.hpp"
#include "core/field/range.hpp"
#include "core/picture.hpp"
#include "core/random.hpp"

namespace phasescope::whole_rows_test {
namespace {

/// 12 x 8 normal numbers; NaN at (3, 4), infinity at (7, 0).
Scene scene_with(std::vector<std::pair<std::int64_t, double>> spoiled = {{3 * 8 + 4, NAN}, {7 * 8, INFINITY}})
{
    Matrix table(12, 8);
    table.values = normals(5, 9, 96);
    for (const auto& [index, number] : spoiled) table.values[static_cast<std::size_t>(index)] = number;
    Scene scene = with_encoding(first_scene(), "learned");
    scene.table = {"table.npy", "", false, Rows(std::move(table))};
    scene.length = 12;
    return repaired(std::move(scene));
}

TEST(WholeRows, TheRunOfFiniteRowsFromTheStartIsMeasured)
{
    Scene scene = scene_with();
    ASSERT_EQ(scene.table.rows.matrix().rows, 12);
    for (const auto& [start, length, whole] : std::vector<std::array<std::int64_t, 3>>{
             {0, 12, 3}, {0, 2, 2}, {3, 9, 0}, {4, 8, 3}, {8, 4, 4}, {8, 30, 4}, {12, 5, 0}}) {
        scene.start = start;
        scene.length = length;
        EXPECT_EQ(whole_rows(scene, mechanism_of(scene)), whole) << start << " " << length;
        const auto found = check(scene);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->measured_length, whole) << start << " " << length;
        EXPECT_TRUE(std::isfinite(found->direction.tolerance));
        EXPECT_TRUE(std::isfinite(found->direction.index));
        const auto properties = properties_of(scene);
        ASSERT_TRUE(properties);
        EXPECT_TRUE(std::isfinite(properties->largest)) << start;
        EXPECT_TRUE(!properties->nearest || std::isfinite(properties->nearest->distance)) << start;
    }
}

TEST(WholeRows, TheMatrixHoldsWhatWasImportedAndProductsWithSuchRowsHoldNothing)
{
    const Scene scene = scene_with();
    const Mechanism mechanism = mechanism_of(scene);
    const Field matrix = picture(scene, mechanism, Sheet::matrix)->field;
    EXPECT_TRUE(std::isnan(value(matrix, 3, 4)));
    EXPECT_EQ(value(matrix, 7, 0), INFINITY);
    EXPECT_EQ(value(matrix, 3, 3), scene.table.rows.matrix()(3, 3));
    const Field similarity = picture(scene, mechanism, Sheet::similarity)->field;
    for (std::int64_t i = 0; i < 12; ++i)
        for (std::int64_t j = 0; j < 12; ++j)
            EXPECT_EQ(std::isfinite(value(similarity, i, j)), i != 3 && j != 3 && i != 7 && j != 7) << i << " " << j;
    for (const Field* field : {&matrix, &similarity}) {
        const Range range = coarse_range(*field);
        EXPECT_TRUE(std::isfinite(range.lo) && std::isfinite(range.hi));
        const Matrix numbers = dense(*field);
        EXPECT_NEAR(mean(*field, {0, 3, 0, 8}), plain::mean(*field, {0, 3, 0, 8}), 1e-12);
        EXPECT_FALSE(numbers.values.empty());
    }
}

TEST(WholeRows, NoClaimIsJudgedByNumbersThatAreNotFinite)
{
    for (const auto& spoiled : {std::vector<std::pair<std::int64_t, double>>{{0, NAN}}, {{24 + 4, NAN}}, {{5, -INFINITY}}}) {
        const Scene scene = scene_with(spoiled);
        const auto results = measured_claims(scene, {});
        ASSERT_TRUE(results);
        const std::int64_t whole = whole_rows(scene, mechanism_of(scene));
        for (const ClaimResult& result : *results) {
            if (result.verdict == Verdict::not_applicable) continue;
            EXPECT_LE(result.measured_positions, std::max<std::int64_t>(whole, 0)) << result.measured_positions;
            EXPECT_TRUE(std::isfinite(result.tolerance.value_or(0)));
        }
    }
}

TEST(WholeRows, TheScoreAfterProjectionIsMeasuredOnWholeRowsOnly)
{
    const auto found = projection(scene_with());
    ASSERT_TRUE(found) << found.error().line();
    EXPECT_EQ(found->measured_length, 3);
    EXPECT_TRUE(std::isfinite(found->after.direction.index));
    EXPECT_FALSE(projection(scene_with({{2, NAN}})));
}

TEST(WholeRows, TokensAtSuchARowAreNotExchanged)
{
    const Scene scene = scene_with();
    const auto input = token_input(scene, "The dog bites the man.", true);
    ASSERT_TRUE(input) << input.error().line();
    const auto swap = swapped_tokens(scene, *input, 1, 2, 0);
    ASSERT_FALSE(swap);
    EXPECT_NE(swap.error().line().find("token 3"), std::string::npos) << swap.error().line();
}

}  // namespace
}  // namespace phasescope::whole_rows_test
