#include "core/own_length.hpp"

#include <gtest/gtest.h>

#include "variants.hpp"

namespace phasescope::own_length_test {
namespace {

/// Knobs that change how many positions there are.
std::vector<std::size_t> sizing_knobs(const Scene& scene)
{
    const Encoding& encoding = encoding_of(scene);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
        Scene other = scene;
        other.settings[i] = repaired(encoding.knobs[i], std::max(encoding.knobs[i].min, scene.settings[i] - 2));
        if (defined_positions(repaired(other)) != defined_positions(scene)) found.push_back(i);
    }
    return found;
}

TEST(OwnLength, AChosenEncodingShowsNoPositionWithoutARow)
{
    for (const std::int64_t start : {0, 3, 100000})
        for (const std::int64_t length : {1, 100, 5000})
            for (const Encoding& before : encodings())
                for (const Encoding& encoding : encodings()) {
                    Scene scene = with_encoding(first_scene(), before.name);
                    scene.start = start;
                    scene.length = length;
                    const Scene chosen = with_encoding(repaired(scene), encoding.name);
                    EXPECT_EQ(undefined_positions(chosen).count, 0) << before.name << " to " << encoding.name;
                }
}

TEST(OwnLength, SizesTakeALengthAlongThatWasTheirOwn)
{
    int followed = 0;
    for (const Encoding& encoding : encodings()) {
        Scene scene = with_encoding(first_scene(), encoding.name);
        if (!own_length(scene)) continue;
        scene = at_own_length(scene);
        for (const std::size_t i : sizing_knobs(scene)) {
            for (const double change : {-2, 1}) {
                Scene edited = scene;
                edited.settings[i] = std::max(encoding.knobs[i].min, edited.settings[i] + change);
                const Scene result = with_length_following(edited, scene);
                EXPECT_EQ(result.length, own_length(result)) << encoding.name << " " << encoding.knobs[i].name;
                EXPECT_EQ(undefined_positions(result).count, 0);
                ++followed;
                Scene chosen = scene;  // another length was set on purpose
                chosen.length = 5;
                edited.length = 5;
                EXPECT_EQ(with_length_following(edited, chosen).length, 5);
            }
        }
    }
    EXPECT_GE(followed, 12);
}

TEST(OwnLength, AFirstPositionIsCountedAndALengthEditedBesideTheSizesStays)
{
    const Scene grid = with_encoding(first_scene(), "grid");
    ASSERT_EQ(grid.length, 112);
    Scene later = grid;
    later.start = 12;
    EXPECT_EQ(with_length_following(later, grid).length, 100);
    Scene both = grid;
    both.settings[1] = 4;
    both.length = 200;
    EXPECT_EQ(with_length_following(both, grid).length, 200);
    both = repaired(both);
    EXPECT_EQ(undefined_positions(both), (UndefinedPositions{56, 144}));
    later.start = 500;
    EXPECT_EQ(undefined_positions(repaired(later)), (UndefinedPositions{500, 112}));
    EXPECT_EQ(at_own_length(later), grid);
}

TEST(OwnLength, AnEncodingWithoutAnEndKeepsEveryLength)
{
    Scene rope = with_encoding(first_scene(), "rope");
    rope.length = 77;
    EXPECT_EQ(own_length(rope), std::nullopt);
    Scene edited = rope;
    edited.settings[0] = 32;
    EXPECT_EQ(with_length_following(edited, rope).length, 77);
    EXPECT_EQ(undefined_positions(rope).count, 0);
}

}  // namespace
}  // namespace phasescope::own_length_test
