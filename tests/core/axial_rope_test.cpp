#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/check.hpp"
#include "core/analysis/token_swap.hpp"
#include "core/picture.hpp"
#include "core/turned_rows.hpp"
#include "reference.hpp"

namespace phasescope::axial_rope_test {
namespace {

using reference::case_of;
using reference::Json;

enum { row_first, column_first };

Scene scene_of(std::vector<double> settings, std::int64_t length, ContentKind content = ContentKind::ones)
{
    Scene scene;
    scene.encoding = "axial_rope";
    scene.settings = std::move(settings);
    scene.length = length;
    scene.content.kind = content;
    return repaired(scene);
}

RotatesQueryKey rotation_of(const Scene& scene)
{
    return std::get<RotatesQueryKey>(mechanism_of(scene));
}

TEST(AxialRope, AnglesAreTheReferenceOnes)
{
    const Json one = case_of(reference::group("g09_vision"), "lucidrains_axial_2x3_d4");
    const auto dims = one.at("dims").get<std::vector<double>>();
    const double per_axis = one.at("dim_per_axis");
    const Scene scene = scene_of({2 * per_axis, dims[0], dims[1]}, static_cast<std::int64_t>(dims[0] * dims[1]));
    const Matrix angles = dense(picture(scene, Sheet::angles)->field);
    for (std::int64_t p = 0; p < angles.rows; ++p) {
        const auto columns = static_cast<std::int64_t>(dims[1]);
        const Json& expected =
            one.at("expected_angles").at(static_cast<std::size_t>(p / columns)).at(static_cast<std::size_t>(p % columns));
        for (std::size_t c = 0; c < expected.size(); ++c)  // each angle stands at both channels of its pair
            EXPECT_NEAR(angles(p, static_cast<std::int64_t>(c / 2)), expected[c].get<double>(), 1e-15);
    }
}

/// R(row) on one half of the channels, R(column) on the other, written out.
TEST(AxialRope, RotatedRowsAreThoseOfTheDefinition)
{
    for (const int first : {row_first, column_first}) {
        for (const bool halves : {false, true}) {
            const Scene scene =
                scene_of({8, 3, 5, 100, static_cast<double>(first), halves ? 1.0 : 0.0}, 15, ContentKind::equal);
            const Matrix content = vectors(scene.content, 8).query;
            const Matrix rows = dense(*rotated_field(scene, mechanism_of(scene)));
            for (std::int64_t p = 0; p < 15; ++p) {
                for (std::int64_t k = 0; k < 4; ++k) {
                    const bool is_row = (k < 2) == (first == row_first);
                    const double angle =
                        static_cast<double>(is_row ? p / 5 : p % 5) * std::pow(100, -static_cast<double>(k % 2) / 2);
                    const std::int64_t a = halves ? k : 2 * k, b = halves ? k + 4 : 2 * k + 1;
                    const double x = content(0, a), y = content(0, b);
                    // Two products of numbers below 4.
                    EXPECT_NEAR(rows(p, a), x * std::cos(angle) - y * std::sin(angle), 4e-15);
                    EXPECT_NEAR(rows(p, b), x * std::sin(angle) + y * std::cos(angle), 4e-15);
                }
            }
        }
    }
}

TEST(AxialRope, TheScoreDependsOnRowsAndColumnsApart)
{
    const Scene scene = scene_of({32, 6, 7}, 42, ContentKind::different);
    const Matrix score = dense(*score_field(scene, mechanism_of(scene)));
    const auto at = [](std::int64_t row, std::int64_t col) { return row * 7 + col; };
    for (std::int64_t row = 0; row < 4; ++row)
        for (std::int64_t col = 0; col < 4; ++col)  // 32 products below 16, each off by 1e-15
            EXPECT_NEAR(score(at(row, col), at(row + 2, col + 3)), score(at(0, 0), at(2, 3)), 32 * 16 * 1e-15);
    EXPECT_GT(std::abs(score(at(0, 6), at(1, 0)) - score(at(0, 0), at(0, 1))), 1e-3);  // one position on, six columns back
}

TEST(AxialRope, PositionsBeyondTheGridHaveNoRow)
{
    const Scene scene = scene_of({16, 3, 4}, 20);
    EXPECT_EQ(defined_positions(scene), 12);
    for (const Sheet sheet : {Sheet::matrix, Sheet::angles, Sheet::rotated}) {
        const Matrix table = dense(picture(scene, sheet)->field);
        for (std::int64_t p = 0; p < 20; ++p)
            for (const double number : table.row(p)) EXPECT_EQ(std::isnan(number), p >= 12);
    }
    const Matrix score = dense(*score_field(scene, mechanism_of(scene)));
    for (std::int64_t i = 0; i < 20; ++i)
        for (std::int64_t j = 0; j < 20; ++j) EXPECT_EQ(std::isnan(score(i, j)), i >= 12 || j >= 12);
    const auto found = check(scene);
    EXPECT_EQ(found->measured_length, 12);
    EXPECT_TRUE(std::isfinite(found->direction.index));
    Scene late = scene;
    late.start = 15;
    late = repaired(late);
    for (const double number : dense(picture(late, Sheet::matrix)->field).values) EXPECT_TRUE(std::isnan(number));
}

TEST(AxialRope, TokensBeyondTheGridCannotBeAttendedTo)
{
    const Scene scene = scene_of({16, 1, 3}, 3);
    const auto input = token_input(scene, "a b c d", false);
    ASSERT_TRUE(input);
    const auto swap = swapped_tokens(scene, *input, 0, 1);
    ASSERT_FALSE(swap);
    EXPECT_EQ(swap.error().where, "token 3");
    const auto fits = token_input(scene, "a b c", false);
    EXPECT_TRUE(swapped_tokens(scene, *fits, 0, 1));
}

TEST(AxialRope, HeadsOfAwkwardSizesTurnWhatTheHelpSays)
{
    const auto pairs = [](double head_size) { return rotation_of(scene_of({head_size}, 10)).axis; };
    EXPECT_EQ(pairs(2), (std::vector<std::int64_t>{0}));
    EXPECT_EQ(pairs(3), (std::vector<std::int64_t>{0}));
    EXPECT_EQ(pairs(4), (std::vector<std::int64_t>{0, 1}));
    EXPECT_EQ(pairs(7), (std::vector<std::int64_t>{0, 1}));
    EXPECT_EQ(pairs(8), (std::vector<std::int64_t>{0, 0, 1, 1}));
    EXPECT_EQ(rotation_of(scene_of({8, 8, 14, 1e4, column_first}, 10)).axis, (std::vector<std::int64_t>{1, 1, 0, 0}));
}

}  // namespace
}  // namespace phasescope::axial_rope_test
