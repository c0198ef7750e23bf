#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/analysis/check.hpp"
#include "core/analysis/frequencies.hpp"
#include "core/analysis/token_swap.hpp"
#include "core/field/part.hpp"
#include "core/picture.hpp"
#include "core/turned_rows.hpp"
#include "reference.hpp"

namespace phasescope::mrope_test {
namespace {

using reference::case_of;
using reference::expect_near;
using reference::Json;

std::size_t knob(std::string_view name)
{
    return static_cast<std::size_t>(knob_index(*find_encoding("mrope"), name));
}

Scene scene_of(const std::vector<std::pair<std::string_view, double>>& changed, std::int64_t length = 100,
               ContentKind content = ContentKind::ones)
{
    Scene scene;
    scene.encoding = "mrope";
    scene.settings = standard_settings(*find_encoding("mrope"));
    for (const auto& [name, value] : changed) scene.settings.at(knob(name)) = value;
    scene.length = length;
    scene.content.kind = content;
    return repaired(scene);
}

RotatesQueryKey rotation_of(const Scene& scene)
{
    return std::get<RotatesQueryKey>(mechanism_of(scene));
}

/// The scene of a reference case, in whose name text stands before and after one image or clip.
Scene scene_of_case(const Json& one, bool interleaved, bool after_sides)
{
    const auto types = one.at("token_types").get<std::vector<int>>();
    const Json& grids = one.at("image_grid_thw").empty() ? one.at("video_grid_thw") : one.at("image_grid_thw");
    const auto grid = grids.at(0).get<std::vector<double>>();
    const double merge = one.at("spatial_merge_size");
    const auto section =
        one.at(interleaved ? "mrope_section_interleaved_qwen3" : "mrope_section").get<std::vector<double>>();
    return scene_of(
        {{"head_size", one.at("head_dim")},
         {"base", one.at("rope_theta")},
         {"text_before", static_cast<double>(std::ranges::find_if(types, [](int t) { return t > 0; }) - types.begin())},
         {"frames", grid[0]},
         {"image_height", grid[1] / merge},
         {"image_width", grid[2] / merge},
         {"section_time", section[0]},
         {"section_height", section[1]},
         {"section_width", section[2]},
         {"sections", interleaved},
         {"text_after", after_sides}},
        std::ssize(types));
}

void expect_coordinates(const Json& one, const Scene& scene, const char* which)
{
    const RotatesQueryKey rotation = rotation_of(scene);
    const auto expected = one.at(which).get<std::vector<std::vector<std::int64_t>>>();
    for (std::int64_t pair = 0; pair < std::ssize(rotation.axis); ++pair)
        for (std::int64_t p = 0; p < scene.length; ++p)
            ASSERT_EQ(coordinate(rotation, pair, p),
                      expected[static_cast<std::size_t>(rotation.axis[static_cast<std::size_t>(pair)])]
                              [static_cast<std::size_t>(p)])
                << which << ", pair " << pair << ", position " << p;
}

/// Angles that are the same but for whole turns differ by nothing.
double apart(double a, double b)
{
    return std::abs(std::remainder(a - b, 2 * std::numbers::pi));
}

void expect_angles(const Json& one, const Scene& scene, const char* which)
{
    const Matrix found = dense(picture(scene, Sheet::angles)->field), expected = reference::matrix(one.at(which));
    ASSERT_EQ(found.rows, expected.rows);
    ASSERT_EQ(found.cols, expected.cols);
    for (std::size_t i = 0; i < found.values.size(); ++i)
        ASSERT_LE(apart(found.values[i], expected.values[i]), 1e-13) << which << " " << i;  // the group's own tolerance
}

TEST(MRope, CoordinatesAxesAndAnglesAreTheReferenceOnes)
{
    const Json group = reference::group("g09_vision");
    for (const char* name : {"mrope_qwen2vl_image", "mrope_tiny_video_long"}) {
        SCOPED_TRACE(name);
        const Json one = case_of(group, name);
        for (const bool interleaved : {false, true}) {
            const Scene paper = scene_of_case(one, interleaved, false), sides = scene_of_case(one, interleaved, true);
            const char* axis = interleaved ? "axis_of_frequency_qwen3vl" : "axis_of_frequency_qwen2vl";
            EXPECT_EQ(rotation_of(paper).axis, one.at(axis).get<std::vector<std::int64_t>>());
            expect_coordinates(one, paper, "positions_thw_v4.45");
            expect_coordinates(one, sides, "positions_thw");
            expect_angles(one, sides, interleaved ? "angles_qwen3vl" : "angles_qwen2vl");
        }
    }
}

TEST(MRope, RotatedQueriesAreTheReferenceOnes)
{
    const Json group = reference::group("g09_vision");
    for (const char* name : {"mrope_qwen2vl_image", "mrope_tiny_video_long"}) {
        const Json one = case_of(group, name);
        Scene scene = scene_of_case(one, false, true);
        scene.content.kind = ContentKind::imported;
        scene.content.query = Rows(reference::matrix(one.at("q")));
        scene = repaired(scene);
        // The group's own tolerance.
        expect_near(dense(*rotated_field(scene, mechanism_of(scene))), reference::matrix(one.at("q_rot_qwen2vl_half_split")),
                    1e-13, name);
    }
}

TEST(MRope, TextAloneHasTheScoresOfRoPE)
{
    for (const ContentKind kind : {ContentKind::ones, ContentKind::different}) {
        const Scene scene = scene_of({{"text_before", 200}}, 200, kind);
        Scene rope = scene;
        rope.encoding = "rope";
        rope.settings = {128, 1e6, 1};
        // 128 products of numbers below 16, each off by 1e-15.
        expect_near(dense(*score_field(scene, mechanism_of(scene))), dense(picture(repaired(rope), Sheet::score)->field),
                    128 * 16 * 1e-15, "text");
    }
}

TEST(MRope, EqualCoordinatesTurnAsThePositionDoes)
{
    RotatesQueryKey rotation = rotation_of(scene_of({{"head_size", 16}}));
    Matrix rows(20, 3);
    for (std::int64_t p = 0; p < 20; ++p)
        for (std::int64_t a = 0; a < 3; ++a) rows(p, a) = static_cast<double>(p);
    rotation.coordinates = Rows(rows);
    RotatesQueryKey plain = rotation;
    plain.coordinates = {};
    plain.axis.clear();
    ASSERT_TRUE(plain.is_plain());
    Matrix content(1, 16);
    for (std::int64_t c = 0; c < 16; ++c) content(0, c) = static_cast<double>(c) - 7;
    // Vectorised cosines against plain ones: each within 4e-16 of the amplitude, at most 11.
    expect_near(turned_content(rotation, Side::query, content, 0, 40), turned_content(plain, Side::query, content, 0, 40),
                11 * 8e-16, "40 positions, 20 of them counted on");
}

TEST(MRope, TheScoreIsTheDotProductOfTheRotatedRows)
{
    const Scene scene = scene_of({{"head_size", 32}}, 100, ContentKind::different);
    const Matrix score = dense(*score_field(scene, mechanism_of(scene)));
    const auto tables = score_tables(scene);
    const Matrix query = dense(tables->query), key = dense(tables->key);
    for (std::int64_t i = 0; i < 100; ++i) {
        for (std::int64_t j = 0; j < 100; ++j) {
            double sum = 0;
            for (std::int64_t c = 0; c < 32; ++c) sum += query(i, c) * key(j, c);
            EXPECT_NEAR(score(i, j), sum, 32 * 32 * 0x1p-52);  // 32 products below 32
        }
    }
}

TEST(MRope, SectionsThatDoNotAddUpAreARatio)
{
    const auto sections = [](double head_size, double time, double rows, double cols) {
        std::array<int, 3> count{};
        for (const std::int64_t axis :
             rotation_of(
                 scene_of(
                     {{"head_size", head_size}, {"section_time", time}, {"section_height", rows}, {"section_width", cols}}))
                 .axis)
            ++count[static_cast<std::size_t>(axis)];
        return count;
    };
    EXPECT_EQ(sections(128, 16, 24, 24), (std::array{16, 24, 24}));
    EXPECT_EQ(sections(64, 16, 24, 24), (std::array{8, 12, 12}));
    EXPECT_EQ(sections(256, 16, 24, 24), (std::array{32, 48, 48}));
    EXPECT_EQ(sections(10, 1, 1, 1), (std::array{3, 1, 1}));  // what rounding down leaves is time's
    EXPECT_EQ(sections(128, 0, 0, 0), (std::array{64, 0, 0}));
    EXPECT_EQ(sections(128, 0, 128, 128), (std::array{0, 32, 32}));
    EXPECT_EQ(sections(3, 16, 24, 24), (std::array{1, 0, 0}));
}

TEST(MRope, TextAfterTheImageGoesOnWithoutEnd)
{
    const RotatesQueryKey rotation = rotation_of(scene_of({}));
    // 16 tokens, 6 x 10 patches, and the text from 16 + 10 on.
    EXPECT_EQ(coordinate(rotation, 0, 75), 16);
    EXPECT_EQ(coordinate(rotation, 20, 75), 16 + 5);
    EXPECT_EQ(coordinate(rotation, 60, 75), 16 + 9);
    for (const std::int64_t pair : {0, 20, 60}) {
        EXPECT_EQ(coordinate(rotation, pair, 76), 26);
        EXPECT_EQ(coordinate(rotation, pair, max_length), max_length - 50);
    }
    Scene late = scene_of({});
    late.start = max_length - 100;
    const Field rows = *table_field(late, mechanism_of(late));
    for (std::int64_t c = 0; c < col_count(rows); ++c) EXPECT_LE(std::abs(value(rows, 99, c)), 1);
}

TEST(MRope, LengthsWithTooManyNumbersAreRefusedWithTheLimit)
{
    Scene scene = scene_of({}, 131072);  // 2^24 / 128
    EXPECT_FALSE(too_many_positions(scene, mechanism_of(scene)));
    for (const std::int64_t length : {std::int64_t{131073}, max_length}) {
        scene.length = length;
        const auto refused = picture(scene, Sheet::score);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().where, "length");
        EXPECT_NE(refused.error().hint.find("131072"), std::string::npos);
        EXPECT_FALSE(table_field(scene, mechanism_of(scene)));
        EXPECT_FALSE(score_tables(scene));
    }
}

TEST(MRope, AcrossAnImageTheScoreIsNoFunctionOfTheOffset)
{
    const auto image = check(scene_of({})), text = check(scene_of({{"text_before", 4096}}));
    ASSERT_TRUE(image && text);
    EXPECT_GT(image->toeplitz_defect, 0.1);
    EXPECT_LT(text->toeplitz_defect, 1e-13);
    EXPECT_FALSE(image->shift_residual);
}

TEST(MRope, TurnsAreCountedAlongTheAxisOfAPair)
{
    const Scene scene = scene_of({{"text_before", 0}}, 60);
    const auto pairs = pair_frequencies(scene);
    ASSERT_EQ(pairs.size(), 64u);
    const auto extent = [&](std::size_t k) { return pairs[k].turns_in_length * pairs[k].wavelength; };
    EXPECT_NEAR(extent(0), 1, 1e-13);    // an image has one frame
    EXPECT_NEAR(extent(16), 6, 1e-12);   // rows
    EXPECT_NEAR(extent(40), 10, 1e-12);  // columns
}

TEST(MRope, MeansOfAnglesAreDirections)
{
    const Matrix angles = [] {
        Matrix m(2, 2);
        m(0, 0) = 3.0, m(0, 1) = -3.0, m(1, 0) = 3.1, m(1, 1) = std::nan("");
        return m;
    }();
    const Field field = StoredField{angles, Reading::angle};
    EXPECT_NEAR(std::abs(mean(field, {0, 1, 0, 2})), std::numbers::pi, 1e-15);
    EXPECT_EQ(mean(field, {1, 2, 0, 1}), 3.1);
    EXPECT_TRUE(std::isnan(mean(field, {1, 2, 1, 2})));
    EXPECT_NEAR(mean(field, {1, 2, 0, 2}), 3.1, 1e-15);
    EXPECT_EQ(std::get<StoredField>(part_of(field, {0, 1, 0, 2})).reading, Reading::angle);
}

}  // namespace
}  // namespace phasescope::mrope_test
