#include "core/field/cells.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace phasescope::cells_test {
namespace {

struct Look {
    double begin, end;
    std::int64_t pixels, cells, group;
};

std::ostream& operator<<(std::ostream& out, const Look& look)
{
    return out << "[" << look.begin << ", " << look.end << ") of " << look.cells << " cells on " << look.pixels
               << " pixels, groups of " << look.group;
}

/// Random windows of random axes, from a few cells to 2^31; some have whole edges, some show the whole axis.
std::vector<Look> looks()
{
    std::mt19937_64 random(11);
    const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    std::vector<Look> result;
    for (int i = 0; i < 4000; ++i) {
        Look look{0, 0, 1 + static_cast<std::int64_t>(random() % 700),
                  1 + static_cast<std::int64_t>(random() >> (33 + random() % 30)),
                  1 + static_cast<std::int64_t>(random() % 2)};
        const auto cells = static_cast<double>(look.cells);
        look.begin = uniform() * cells * 0.9;
        look.end = look.begin + (cells - look.begin) * (0.001 + 0.999 * uniform());
        if (i % 3 == 0) look.begin = std::floor(look.begin), look.end = std::ceil(look.end);
        if (i % 5 == 0) look.begin = 0, look.end = cells;
        result.push_back(look);
    }
    return result;
}

AxisPixels pixels_of(const Look& look)
{
    return cells_under_pixels(look.begin, look.end, look.pixels, look.cells, look.group);
}

TEST(CellsUnderPixels, EveryPixelCoversCellsOfTheAxis)
{
    for (const Look& look : looks()) {
        const AxisPixels axis = pixels_of(look);
        ASSERT_EQ(static_cast<std::int64_t>(axis.first.size()), look.pixels) << look;
        ASSERT_GE(axis.count, 1) << look;
        for (const std::int64_t first : axis.first) {
            ASSERT_GE(first, 0) << look;
            ASSERT_LE(first + axis.count, look.cells) << look;
        }
    }
}

TEST(CellsUnderPixels, PixelsFollowEachOtherWithoutLeavingOutACell)
{
    for (const Look& look : looks()) {
        const AxisPixels axis = pixels_of(look);
        const bool wider_than_a_cell = look.end - look.begin > static_cast<double>(look.pixels);
        for (std::size_t i = 1; i < axis.first.size(); ++i) {
            ASSERT_GE(axis.first[i], axis.first[i - 1]) << look;
            ASSERT_LE(axis.first[i] - axis.first[i - 1], axis.count) << look << ", pixel " << i;
        }
        if (!wider_than_a_cell) continue;
        // Every cell of which more than half is in the window, and in groups of two its neighbour's too.
        const auto reach = static_cast<double>(look.group) / 2;
        ASSERT_LT(static_cast<double>(axis.first.front()), look.begin + reach + 1e-6) << look;
        ASSERT_GT(static_cast<double>(axis.first.back() + axis.count), look.end - reach - 1e-6) << look;
    }
}

TEST(CellsUnderPixels, AWindowWithWholeEdgesShowsAllItsCells)
{
    for (const Look& look : looks()) {
        const bool whole_edges = look.begin == std::floor(look.begin) && look.end == std::floor(look.end);
        const bool whole_groups = std::fmod(look.begin, static_cast<double>(look.group)) == 0
                                  && std::fmod(look.end, static_cast<double>(look.group)) == 0;
        if (!whole_edges || !whole_groups) continue;
        const AxisPixels axis = pixels_of(look);
        if (look.end - look.begin <= static_cast<double>(look.pixels) / 2) {
            for (std::int64_t cell = static_cast<std::int64_t>(look.begin); cell < static_cast<std::int64_t>(look.end);
                 ++cell)
                ASSERT_TRUE(std::ranges::binary_search(axis.first, cell)) << look << ", cell " << cell;
        } else if (look.end - look.begin > static_cast<double>(look.pixels)) {
            ASSERT_LE(static_cast<double>(axis.first.front()), look.begin) << look;
            ASSERT_GE(static_cast<double>(axis.first.back() + axis.count), look.end) << look;
        }
    }
}

TEST(CellsUnderPixels, APixelNoWiderThanACellShowsTheCellAtItsCentre)
{
    for (const Look& look : looks()) {
        const double scale = (look.end - look.begin) / static_cast<double>(look.pixels);
        if (scale > (look.group == 2 ? 1.0 / 3 : 1)) continue;
        const AxisPixels axis = pixels_of(look);
        ASSERT_EQ(axis.count, 1) << look;
        for (std::size_t i = 0; i < axis.first.size(); ++i)
            ASSERT_EQ(axis.first[i], static_cast<std::int64_t>(look.begin + (static_cast<double>(i) + 0.5) * scale)) << look;
    }
}

TEST(CellsUnderPixels, BothCellsOfAPairHaveAsManyNarrowPixels)
{
    int pairs = 0;
    for (const Look& look : looks()) {
        const double scale = (look.end - look.begin) / static_cast<double>(look.pixels);
        if (look.group != 2 || scale <= 1.0 / 3 || scale > 1) continue;
        const AxisPixels axis = pixels_of(look);
        ASSERT_EQ(axis.count, 1) << look;
        for (std::size_t i = 0; i < axis.first.size(); ++i) {
            const double centre = look.begin + (static_cast<double>(i) + 0.5) * scale;
            ASSERT_LE(std::abs(static_cast<double>(axis.first[i]) + 0.5 - centre), 0.5 + 2 * scale)
                << look << ", pixel " << i;
        }
        for (std::int64_t cell = axis.first.front() / 2 * 2 + 2; cell + 1 < axis.first.back() / 2 * 2; cell += 2, ++pairs) {
            ASSERT_GE(std::ranges::count(axis.first, cell), 1) << look;
            ASSERT_EQ(std::ranges::count(axis.first, cell), std::ranges::count(axis.first, cell + 1)) << look;
        }
    }
    EXPECT_GT(pairs, 1000);
}

TEST(CellsUnderPixels, AtOneCellPerPixelEveryPixelShowsItsOwnCell)
{
    for (const std::int64_t group : {1, 2}) {
        const AxisPixels axis = cells_under_pixels(3, 10, 7, 12, group);
        EXPECT_EQ(axis.count, 1);
        EXPECT_EQ(axis.first, (std::vector<std::int64_t>{3, 4, 5, 6, 7, 8, 9}));
    }
}

TEST(CellsUnderPixels, WiderPixelsCoverWholePairs)
{
    for (const Look& look : looks()) {
        if (look.group != 2 || look.cells % 2 != 0 || look.end - look.begin <= static_cast<double>(look.pixels)) continue;
        const AxisPixels axis = pixels_of(look);
        ASSERT_EQ(axis.count % 2, 0) << look;
        for (const std::int64_t first : axis.first) ASSERT_EQ(first % 2, 0) << look;
    }
}

TEST(CellsUnderPixels, APixelThatCoversAWholeNumberOfCellsCoversJustThose)
{
    const AxisPixels axis = cells_under_pixels(0, 1000000, 500, 1000000);
    EXPECT_EQ(axis.count, 2000);
    for (std::size_t i = 0; i < axis.first.size(); ++i) EXPECT_EQ(axis.first[i], 2000 * static_cast<std::int64_t>(i));
}

TEST(CellsUnderPixels, OneCellFillsAnyNumberOfPixels)
{
    EXPECT_EQ(cells_under_pixels(0, 1, 5, 1, 2), (AxisPixels{{0, 0, 0, 0, 0}, 1}));
}

}  // namespace
}  // namespace phasescope::cells_test
