#include "core/scene.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/core/random_scene.hpp"

namespace phasescope::scene_test {
namespace {

Scene scene_of(std::string_view encoding)
{
    return with_encoding(first_scene(), encoding);
}

Rows rows(std::int64_t count, std::int64_t cols, double number = 1)
{
    Matrix numbers(count, cols);
    std::ranges::fill(numbers.values, number);
    return Rows(numbers);
}

std::vector<std::string> repaired_places(const Scene& scene)
{
    std::vector<Repair> repairs;
    repaired(scene, &repairs);
    std::vector<std::string> places;
    for (const Repair& repair : repairs) places.push_back(repair.where);
    return places;
}

TEST(Scene, TheFirstOneIsThePaperTable)
{
    const Scene scene = first_scene();
    EXPECT_EQ(scene.encoding, "sinusoidal");
    EXPECT_EQ(scene.length, 100);
    EXPECT_EQ(setting(scene, "d_model"), 512);
    EXPECT_EQ(setting(scene, "base"), 10000);
}

TEST(Scene, AValidSceneNeedsNoRepair)
{
    for (const Encoding& encoding : encodings()) {
        const Scene scene = scene_of(encoding.name);
        EXPECT_EQ(repaired_places(scene), std::vector<std::string>{}) << encoding.name;
        EXPECT_EQ(repaired(scene), scene) << encoding.name;
    }
}

/// Also the end of a trap: a NaN that stayed would make the scene differ from itself.
TEST(Scene, WhateverItHeldARepairedSceneStaysAsItIs)
{
    RandomScenes scenes(5);
    for (int i = 0; i < 5000; ++i) {
        const Scene once = repaired(scenes.next(0.1 * (i % 8)));
        ASSERT_EQ(once, once) << i;
        ASSERT_EQ(repaired(once), once) << i;
        ASSERT_EQ(repaired_places(once), std::vector<std::string>{}) << i;
    }
}

TEST(Scene, ARepairedSceneIsWithinAllBounds)
{
    RandomScenes scenes(6);
    for (int i = 0; i < 5000; ++i) {
        const Scene scene = repaired(scenes.next(0.1 * (i % 8)));
        const Encoding& encoding = encoding_of(scene);
        ASSERT_EQ(scene.settings.size(), encoding.knobs.size());
        for (std::size_t k = 0; k < encoding.knobs.size(); ++k) {
            ASSERT_GE(scene.settings[k], encoding.knobs[k].min);
            ASSERT_LE(scene.settings[k], encoding.knobs[k].max);
        }
        ASSERT_GE(scene.length, 1);
        ASSERT_LE(scene.length, max_length);
        ASSERT_GE(scene.start, 0);
        ASSERT_LE(scene.start + scene.length, max_length + 1);
        for (const std::int64_t position : {scene.probe.query, scene.probe.key}) {
            ASSERT_GE(position, scene.start);
            ASSERT_LT(position, scene.start + scene.length);
        }
        const double width = setting(scene, "d_model", setting(scene, "head_size", 1));
        ASSERT_GE(scene.probe.channel, 0);
        ASSERT_LT(static_cast<double>(scene.probe.channel), width);
        ASSERT_TRUE(is_valid(scene.content));
        for (const Look& look : scene.looks) {
            ASSERT_LT(look.lo, look.hi);
            ASSERT_TRUE(std::isfinite(static_cast<float>(look.hi - look.lo)));
            const Window w = look.window.value_or(Window{0, 1, 0, 1});
            ASSERT_TRUE(w.row0 < w.row1 && w.col0 < w.col1);
        }
    }
}

TEST(Scene, ARepairSaysWhereWhatWasAndWhatItBecame)
{
    Scene scene = first_scene();
    scene.length = 1000000000000;
    std::vector<Repair> repairs;
    repaired(scene, &repairs);
    EXPECT_EQ(repairs, (std::vector<Repair>{{"length", "1000000000000", "2147483647"}}));

    scene = first_scene();
    scene.settings = {NAN, 0.5, 1, 0.4};
    repairs.clear();
    EXPECT_EQ(repaired(scene, &repairs).settings, (std::vector<double>{512, 1.0001, 1, 0}));
    EXPECT_EQ(repairs, (std::vector<Repair>{{"settings.d_model", "nan", "512"},
                                            {"settings.base", "0.5", "1.0001"},
                                            {"settings.exponent", "0.4", "paper"}}));
}

TEST(Scene, EachThingThatIsNotAllowedIsRepairedInItsPlace)
{
    struct Case {
        std::string where;
        void (*spoil)(Scene&);
    };
    const Case cases[]{
        {"encoding", [](Scene& s) { s.encoding = "fourier"; }},
        {"settings.base", [](Scene& s) { s.settings[1] = INFINITY; }},
        {"content", [](Scene& s) { s.content.kind = ContentKind::imported; }},
        {"content", [](Scene& s) { s.content.key = rows(1, 4); }},
        {"length", [](Scene& s) { s.length = 0; }},
        {"length", [](Scene& s) { s.length = std::numeric_limits<std::int64_t>::min(); }},
        {"start", [](Scene& s) { s.start = -1; }},
        {"start", [](Scene& s) { s.start = std::numeric_limits<std::int64_t>::max(); }},
        {"looks.score.range", [](Scene& s) { s.look(Sheet::score).lo = NAN; }},
        {"looks.score.range", [](Scene& s) { s.look(Sheet::score).hi = -1; }},
        {"looks.score.range", [](Scene& s) { s.look(Sheet::score).hi = 1e300; }},
        {"looks.matrix.colormap", [](Scene& s) { s.look(Sheet::matrix).colormap = "../../etc"; }},
        {"looks.matrix.colormap", [](Scene& s) { s.look(Sheet::matrix).colormap = std::string(100, 'v'); }},
        {"looks.matrix.window",
         [](Scene& s) {
             s.look(Sheet::matrix).window = Window{0, NAN, 0, 1};
         }},
        {"looks.matrix.window",
         [](Scene& s) {
             s.look(Sheet::matrix).window = Window{3, 3, 0, 1};
         }},
        {"looks.matrix.window",
         [](Scene& s) {
             s.look(Sheet::matrix).window = Window{0, 1, -1e300, 1e300};
         }},
        {"pairs",
         [](Scene& s) {
             s.pairs = {1, -1};
         }},
        {"pairs",
         [](Scene& s) {
             s.pairs = {1, 1};
         }},
        {"pairs",
         [](Scene& s) {
             s.pairs = {1, 4096};
         }},
        {"caption", [](Scene& s) { s.caption = "two\nlines"; }},
        {"caption", [](Scene& s) { s.caption = "\xFF"; }},
        {"caption", [](Scene& s) { s.caption = std::string(501, 'c'); }},
    };
    for (const Case& c : cases) {
        Scene scene = first_scene();
        c.spoil(scene);
        EXPECT_EQ(repaired_places(scene), std::vector<std::string>{c.where});
    }
}

TEST(Scene, ImportedRowsSetTheHeadAndBoundTheLength)
{
    Scene scene = scene_of("rope");
    scene.content = {ContentKind::imported, 1, rows(16, 6), {}};
    scene = repaired(scene);
    EXPECT_EQ(setting(scene, "head_size"), 6);
    EXPECT_EQ(scene.length, 16);
    scene.content.key = rows(9, 6);
    EXPECT_EQ(repaired(scene).length, 9);
    scene.content.query = rows(1, 6);
    scene.content.key = rows(1, 6);
    scene.length = 1000;
    EXPECT_EQ(repaired(scene).length, 1000);
}

TEST(Scene, ImportedRowsThatDoNotFitAreForgotten)
{
    const Content contents[]{
        {ContentKind::imported, 1, rows(1, 1), {}},
        {ContentKind::imported, 1, rows(1, 8193), {}},
        {ContentKind::imported, 1, rows(3, 4, NAN), {}},
        {ContentKind::imported, 1, rows(3, 4), rows(3, 5)},
        {ContentKind::imported, 1, rows(3, 4), rows(3, 4, INFINITY)},
        {ContentKind::imported, 1, rows(0, 4), {}},
        {ContentKind::imported, 1, {}, rows(3, 4)},
    };
    for (const Content& content : contents) {
        Scene scene = scene_of("rope");
        scene.content = content;
        EXPECT_EQ(repaired(scene).content, Content{});
    }
}

TEST(Scene, ImportedRowsAreKeptWhileTheyAreNotLookedAt)
{
    Scene scene = scene_of("rope");
    scene.content = {ContentKind::ones, 1, rows(16, 6), {}};
    EXPECT_EQ(repaired(scene), scene);
    scene.content.kind = ContentKind::imported;
    scene = repaired(scene);
    const Scene other = with_encoding(scene, "sinusoidal");
    EXPECT_EQ(other.content, scene.content);
    Scene longer = other;
    longer.length = 1000;
    EXPECT_EQ(repaired(longer), longer) << "an encoding without query and key is not bound by their rows";
}

TEST(Scene, AnotherEncodingKeepsSettingsOfTheSameName)
{
    Scene scene = first_scene();
    scene.settings = repaired(scene).settings;
    scene.settings[1] = 500000;
    scene.length = 77;
    scene.look(Sheet::matrix).window = Window{0, 1, 0, 1};
    for (const Encoding& encoding : encodings()) {
        const Scene other = with_encoding(scene, encoding.name);
        EXPECT_EQ(other.encoding, encoding.name);
        EXPECT_EQ(other.length, encoding.standard_length > 0 ? encoding.standard_length : 77);
        EXPECT_EQ(setting(other, "base", 500000), 500000) << encoding.name;
        EXPECT_EQ(setting(other, "d_model", 512), 512) << encoding.name;
        EXPECT_EQ(other.attention.causal, encoding.causal) << encoding.name;
        EXPECT_FALSE(other.look(Sheet::matrix).window) << encoding.name;
        EXPECT_EQ(repaired(other), other) << encoding.name;
    }
}

TEST(Scene, TheProbeStaysOnTheSheet)
{
    Scene scene = first_scene();
    scene.start = 1000;
    scene.probe = {true, 5, 5000, 9999};
    std::vector<Repair> repairs;
    scene = repaired(scene, &repairs);
    EXPECT_EQ(scene.probe, (Probe{true, 1000, 1099, 511}));
    EXPECT_TRUE(repairs.empty()) << "the probe follows without a word";
}

}  // namespace
}  // namespace phasescope::scene_test
