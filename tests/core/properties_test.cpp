#include "core/analysis/properties.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "core/analysis/parameters.hpp"

namespace phasescope::properties_test {
namespace {

Scene scene_of(std::string_view encoding, std::vector<double> settings, std::int64_t length, std::int64_t start = 0)
{
    Scene scene;
    scene.encoding = encoding;
    scene.settings = std::move(settings);
    scene.length = length;
    scene.start = start;
    return repaired(scene);
}

Properties measured_of(const Scene& scene)
{
    const auto found = properties_of(scene);
    EXPECT_TRUE(found);
    return *found;
}

std::map<std::string_view, Properties> table(std::int64_t length)
{
    const auto all = properties_of_all(scene_of("sinusoidal", {512}, length));
    EXPECT_TRUE(all);
    std::map<std::string_view, Properties> by_name;
    for (const Properties& one : *all) by_name[one.encoding] = one;
    return by_name;
}

Rows imported(std::int64_t rows, std::int64_t cols)
{
    return Rows(Matrix(rows, cols));
}

TEST(Properties, OfAllEncodingsAreInMenuOrderAtTheScenesLength)
{
    const auto all = properties_of_all(scene_of("sinusoidal", {64}, 100));
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), encodings().size());
    for (std::size_t i = 0; i < all->size(); ++i) {
        EXPECT_EQ((*all)[i].encoding, encodings()[i].name);
        EXPECT_EQ((*all)[i].check.measured_length, 100);
    }
}

TEST(Properties, ComparedScenesKeepTheWidthAndTakeTheStandardForTheRest)
{
    Scene scene = scene_of("sinusoidal", {64, 500}, 77, 3);
    scene.content.seed = 9;
    for (const Scene& one : compared_scenes(scene)) {
        EXPECT_EQ(setting(one, "d_model", 64), 64) << one.encoding;
        const int base = knob_index(encoding_of(one), "base");
        EXPECT_TRUE(base < 0 || setting(one, "base") == standard_settings(encoding_of(one))[static_cast<std::size_t>(base)])
            << one.encoding;
        EXPECT_EQ(one.length, 77);
        EXPECT_EQ(one.start, 3);
        EXPECT_EQ(one.content.seed, 9u);
    }
    scene = scene_of("learned", {}, 20);
    scene.table.rows = imported(30, 12);
    scene.table.file = "table.npy";
    for (const Scene& one : compared_scenes(scene)) EXPECT_EQ(one.table, ImportedTable{}) << one.encoding;
}

TEST(Properties, AtFiveHundredAndTwelvePositionsAreThoseOfThePapers)
{
    const auto of = table(512);
    const Properties& sinusoidal = of.at("sinusoidal");
    EXPECT_NEAR(sinusoidal.largest, 1, 1e-4);
    EXPECT_TRUE(sinusoidal.bounded());
    EXPECT_EQ(sinusoidal.parameters, 0);
    EXPECT_FALSE(sinusoidal.defined);
    EXPECT_FALSE(sinusoidal.sees_direction_if_equal);
    EXPECT_LT(sinusoidal.check.toeplitz_defect, 1e-14);
    EXPECT_EQ(sinusoidal.check.first_rise, 43);
    ASSERT_TRUE(sinusoidal.nearest);
    EXPECT_EQ(std::abs(sinusoidal.nearest->first - sinusoidal.nearest->second), 1);  // neighbours are nearest

    EXPECT_EQ(of.at("learned").parameters, 512 * 512);  // d_model of the scene
    EXPECT_EQ(of.at("learned").defined, 512);
    EXPECT_GT(of.at("learned").check.toeplitz_defect, 0.3);
    EXPECT_EQ(of.at("grid").parameters, 0);
    EXPECT_EQ(of.at("grid").defined, 8 * 14);

    const Properties& rope = of.at("rope");
    EXPECT_EQ(rope.parameters, 0);
    EXPECT_NEAR(rope.largest, 1, 1e-15);
    EXPECT_FALSE(rope.sees_direction_if_equal);
    EXPECT_TRUE(rope.sees_direction_if_different);
    EXPECT_GT(rope.nearest->distance, 0.1);

    const Properties& alibi = of.at("alibi");
    EXPECT_EQ(alibi.largest, 511 * 0.5);
    EXPECT_FALSE(alibi.bounded());
    EXPECT_EQ(alibi.parameters, 0);
    EXPECT_TRUE(alibi.sees_direction_if_equal);  // the causal form
    EXPECT_FALSE(alibi.nearest);

    EXPECT_EQ(of.at("t5").parameters, 32 * 12);
    EXPECT_TRUE(of.at("t5").bounded());
    EXPECT_EQ(of.at("shaw").parameters, 33 * 64);
    EXPECT_TRUE(of.at("shaw").sees_direction_if_equal);
    EXPECT_EQ(of.at("deberta").parameters, 2 * 512 * 64);
    EXPECT_TRUE(of.at("transformer_xl").sees_direction_if_equal);
    EXPECT_LT(of.at("transformer_xl").check.toeplitz_defect, 1e-13);

    const Properties& none = of.at("none");
    EXPECT_EQ(none.largest, 0);
    EXPECT_TRUE(none.bounded());
    EXPECT_EQ(none.nearest->distance, 0);
    EXPECT_FALSE(none.sees_direction_if_equal);
}

TEST(Properties, SymmetricALiBiIsBlindToDirection)
{
    const Properties found = measured_of(scene_of("alibi", {8, 1}, 100));
    EXPECT_FALSE(found.sees_direction_if_equal);
    EXPECT_FALSE(found.sees_direction_if_different);
    EXPECT_EQ(found.check.toeplitz_defect, 0);
}

TEST(Properties, TheNearestRowsAreThoseOfTheDefinition)
{
    // d = 2: positions are points of the unit circle, and 710 = 113.0 turns to within 6e-5; within 512 positions 355 is
    // nearest to a half, and 44 to a whole number of turns but for 333 - 289 and the like: all at a distance of 44 or 355
    // +- 44.
    const Properties circle = measured_of(scene_of("sinusoidal", {2}, 2000));
    ASSERT_TRUE(circle.nearest);
    EXPECT_EQ(circle.compared_rows, most_compared_rows);
    double least = 10;
    for (std::int64_t distance = 1; distance < 512; ++distance)
        least = std::min(least, 2 * std::abs(std::sin(static_cast<double>(distance) / 2)));
    EXPECT_NEAR(circle.nearest->distance, least, 1e-14);
    // Equal rows of an imported table are found.
    Matrix rows(5, 3);
    for (std::size_t i = 0; i < rows.values.size(); ++i) rows.values[i] = static_cast<double>(i);
    std::ranges::copy(rows.row(1), rows.row(4).begin());
    Scene scene = scene_of("learned", {}, 5);
    scene.table.file = "table.npy";
    scene.table.rows = Rows(rows);
    scene = repaired(scene);
    const Properties twins = measured_of(scene);
    EXPECT_EQ(twins.nearest->distance, 0);
    EXPECT_EQ(twins.nearest->first, 1);
    EXPECT_EQ(twins.nearest->second, 4);
    EXPECT_EQ(twins.parameters, 15);
    EXPECT_EQ(twins.largest, 11);
}

TEST(Properties, OnlyPositionsThatHaveARowAreCompared)
{
    const Properties found = measured_of(scene_of("learned", {16, 20}, 40, 5));
    EXPECT_EQ(found.compared_rows, 15);
    EXPECT_TRUE(std::isfinite(found.nearest->distance));
    EXPECT_GT(found.nearest->distance, 0);
    EXPECT_FALSE(measured_of(scene_of("sinusoidal", {16}, 1)).nearest);
}

TEST(Properties, LearnedNumbersAreCountedFromTheMechanism)
{
    const auto count = [](std::string_view encoding, std::vector<double> settings) {
        return parameter_count(scene_of(encoding, std::move(settings), 10));
    };
    EXPECT_EQ(count("learned", {768, 1024}), 768 * 1024);
    EXPECT_EQ(count("t5", {4, 16, 64}), 64);
    EXPECT_EQ(count("t5", {4, 16, 64, 1}), 64);
    EXPECT_EQ(count("alibi", {12}), 0);
    EXPECT_EQ(count("shaw", {8, 5}), 11 * 8);
    EXPECT_EQ(count("rope", {64}), 0);
    EXPECT_EQ(count("none", {}), 0);
}

TEST(Properties, OfEveryEncodingAreFiniteAndRepeatableAtAwkwardLengths)
{
    for (const std::int64_t length : {1, 2, 3, 200}) {
        const Scene scene = scene_of("rope", {16}, length, 7);
        const auto a = properties_of_all(scene), b = properties_of_all(scene);
        ASSERT_TRUE(a && b);
        for (std::size_t i = 0; i < a->size(); ++i) {
            SCOPED_TRACE(std::string((*a)[i].encoding) + ", length " + std::to_string(length));
            EXPECT_TRUE(std::isfinite((*a)[i].largest));
            EXPECT_TRUE(std::isfinite((*a)[i].largest_beyond));
            EXPECT_GE((*a)[i].largest_beyond, 0);
            EXPECT_EQ((*a)[i].largest, (*b)[i].largest);
            EXPECT_EQ((*a)[i].check.toeplitz_defect, (*b)[i].check.toeplitz_defect);
            EXPECT_EQ((*a)[i].nearest.has_value(), (*b)[i].nearest.has_value());
        }
    }
}

TEST(Properties, CanBeCancelledAtAnyMoment)
{
    const Scene scene = scene_of("rope", {16}, 60);
    int calls = 0;
    double last = 0;
    ASSERT_TRUE(properties_of(scene, [&](double done) {
        EXPECT_GE(done, last);
        last = done;
        ++calls;
        return true;
    }));
    EXPECT_EQ(last, 1);
    for (int allowed = 0; allowed < calls; ++allowed) {
        int left = allowed;
        EXPECT_FALSE(properties_of(scene, [&](double) { return left-- > 0; })) << "call " << allowed;
        left = allowed;
        EXPECT_FALSE(properties_of_all(scene, [&](double) { return left-- > 0; })) << "call " << allowed;
    }
}

}  // namespace
}  // namespace phasescope::properties_test
