#include "core/patch_map.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/grid_table.hpp"
#include "core/picture.hpp"

namespace phasescope::patch_map_test {
namespace {

/// A grid of 3 x 5 patches, or 2 x 3 x 5 where the convention has frames.
Scene grid_scene(GridConvention convention)
{
    Scene scene = with_encoding(first_scene(), "grid");
    const auto set = [&](std::string_view knob, double setting) {
        scene.settings[static_cast<std::size_t>(knob_index(encoding_of(scene), knob))] = setting;
    };
    set("d_model", 24);
    set("height", 3);
    set("width", 5);
    set("time", 2);
    set("convention", static_cast<double>(convention));
    scene.length = convention == GridConvention::tatp22 ? 30 : 15;
    return repaired(scene);
}

TEST(PatchMap, EachCellIsTheSimilarityWithThePatchThatLiesThere)
{
    for (const auto convention :
         {GridConvention::mae, GridConvention::moco_v3, GridConvention::detr, GridConvention::tatp22}) {
        Scene scene = grid_scene(convention);
        const GridShape shape = *grid_of(encoding_of(scene), scene.settings);
        scene.probe.query = position_of(shape, {0, 1, 3});
        const Picture map = *picture(scene, Sheet::patch), similarity = *picture(scene, Sheet::similarity);
        const std::int64_t frames = convention == GridConvention::tatp22 ? 2 : 1;
        ASSERT_EQ(map.row_count(), 3 * frames);
        ASSERT_EQ(map.col_count(), 5);
        for (std::int64_t t = 0; t < frames; ++t)
            for (std::int64_t row = 0; row < 3; ++row)
                for (std::int64_t col = 0; col < 5; ++col) {
                    const std::int64_t position = position_of(shape, {t, row, col});
                    EXPECT_EQ(map.positions[static_cast<std::size_t>((t * 3 + row) * 5 + col)], position);
                    EXPECT_EQ(value(map.field, t * 3 + row, col), value(similarity.field, scene.probe.query, position));
                }
        EXPECT_EQ(map.lo, similarity.lo);
        EXPECT_EQ(map.hi, similarity.hi);
    }
}

TEST(PatchMap, PatchesBeyondTheLengthHoldNoNumber)
{
    Scene scene = grid_scene(GridConvention::mae);
    scene.length = 7;
    scene.probe.query = 2;
    const Picture map = *picture(repaired(scene), Sheet::patch);
    EXPECT_FALSE(std::isnan(value(map.field, 1, 1)));  // position 6
    EXPECT_TRUE(std::isnan(value(map.field, 1, 2)));
}

TEST(PatchMap, OnlyEncodingsWhosePositionsFillAGridHaveOne)
{
    for (const Encoding& encoding : encodings()) {
        const bool expected = encoding.name == "grid" || encoding.name == "axial_rope" || encoding.name == "patch_bias";
        EXPECT_EQ(has_sheet(with_encoding(first_scene(), encoding.name), Sheet::patch), expected) << encoding.name;
    }
}

TEST(PatchMap, CoordinatesThatMeetOrLeaveGapsAreNoGrid)
{
    const auto added = [](std::vector<std::pair<double, double>> places) {
        Matrix coordinates(static_cast<std::int64_t>(places.size()), 2);
        for (std::size_t p = 0; p < places.size(); ++p) {
            coordinates(static_cast<std::int64_t>(p), 0) = places[p].first;
            coordinates(static_cast<std::int64_t>(p), 1) = places[p].second;
        }
        return Mechanism{AddedRows{Rows(Matrix(1, 2)), Rows(coordinates)}};
    };
    EXPECT_TRUE(patch_grid(added({{4, 7}, {4, 8}, {5, 7}, {5, 8}})));
    EXPECT_FALSE(patch_grid(added({{4, 7}, {4, 8}, {5, 7}, {5, 7}})));
    EXPECT_FALSE(patch_grid(added({{4, 7}, {4, 8}, {5, 7}})));
    EXPECT_FALSE(patch_grid(Mechanism{AddedRows{Rows(Matrix(1, 2))}}));
}

}  // namespace
}  // namespace phasescope::patch_map_test
