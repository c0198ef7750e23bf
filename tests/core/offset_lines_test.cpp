#include "core/offset_lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace phasescope::offset_lines_test {
namespace {

/// Pieces at offsets near 0, where small rectangles are, with random values and slopes.
OffsetLines random_lines(std::mt19937_64& random)
{
    std::uniform_int_distribution<std::int64_t> count(0, 8), offset(-30, 30);
    std::normal_distribution<double> number;
    std::vector<std::int64_t> firsts{least_offset};
    for (std::int64_t left = count(random); left > 0; --left) firsts.push_back(offset(random));
    std::ranges::sort(firsts);
    firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
    std::vector<OffsetPiece> pieces;
    for (const std::int64_t first : firsts)
        pieces.push_back({first, number(random), random() % 2 == 0 ? 0 : number(random)});
    return OffsetLines(std::move(pieces));
}

/// The plain twin of mean(), with the sum of the absolute values for its tolerance.
struct PlainMean {
    double mean, mean_of_sizes;

    PlainMean(const OffsetLines& lines, std::int64_t first, std::int64_t rows, std::int64_t cols, std::int64_t last)
    {
        long double sum = 0, sizes = 0, pairs = 0;
        for (std::int64_t query = 0; query < rows; ++query) {
            for (std::int64_t key = first; key < first + cols && key - query <= last; ++key) {
                sum += lines.at(key - query);
                sizes += std::abs(lines.at(key - query));
                ++pairs;
            }
        }
        mean = static_cast<double>(sum / pairs);
        mean_of_sizes = static_cast<double>(sizes / pairs);
    }
};

TEST(OffsetLines, EachPieceHoldsUpToTheNextOne)
{
    const OffsetLines lines({{least_offset, 1, 0}, {-2, 10, 0.5}, {3, 7, 0}});
    EXPECT_EQ(lines.at(least_offset), 1);
    EXPECT_EQ(lines.at(-3), 1);
    EXPECT_EQ(lines.at(-2), 9);
    EXPECT_EQ(lines.at(2), 11);
    EXPECT_EQ(lines.at(3), 7);
    EXPECT_EQ(lines.at(greatest_offset), 7);
}

TEST(OffsetLines, ASlopeFromTheFarthestOffsetIsExactNearZero)
{
    const double slope = std::exp2(-8.0 / 12);
    const OffsetLines lines({{least_offset, 0, slope}, {0, 0, 0}});
    for (const std::int64_t offset : {-1, -2, -3, -1000}) EXPECT_EQ(lines.at(offset), slope * static_cast<double>(offset));
}

TEST(OffsetLines, TheMeanOverAnyRectangleIsThatOfItsPairs)
{
    std::mt19937_64 random(1);
    std::uniform_int_distribution<std::int64_t> size(1, 40), first(-50, 50), last(-60, 60);
    int empty = 0, cut = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        const OffsetLines lines = random_lines(random);
        const std::int64_t lead = first(random), rows = size(random), cols = size(random);
        const std::int64_t cut_off = trial % 2 == 0 ? greatest_offset : last(random);
        const double mean = lines.mean(lead, rows, cols, cut_off);
        const PlainMean expected(lines, lead, rows, cols, cut_off);
        if (std::isnan(expected.mean)) {
            EXPECT_TRUE(std::isnan(mean));
            ++empty;
            continue;
        }
        cut += cut_off < lead + cols - 1;
        // A dozen sums of a dozen roundings, of numbers up to |at_zero| + |slope| 90, which may be far above their sum.
        const double tolerance = 100 * 1.1e-16 * (expected.mean_of_sizes + 500);
        EXPECT_NEAR(mean, expected.mean, tolerance) << lead << ", " << rows << " x " << cols << ", last " << cut_off;
    }
    EXPECT_GT(empty, 50);
    EXPECT_GT(cut, 300);
}

TEST(OffsetLines, TheMeanOverOnePairIsItsValue)
{
    std::mt19937_64 random(2);
    const OffsetLines lines = random_lines(random);
    for (std::int64_t offset = -40; offset <= 40; ++offset) EXPECT_EQ(lines.mean(offset, 1, 1), lines.at(offset));
}

TEST(OffsetLines, TheMeanOverTheLargestSquareIsTheClosedForm)
{
    // -|t| over all pairs of n: minus the mean of |i - j|, which is (n^2 - 1) / 3n.
    const OffsetLines tent({{least_offset, 0, 1}, {0, 0, -1}});
    const double n = 2147483647;
    EXPECT_NEAR(tent.mean(0, 2147483647, 2147483647) / (-(n * n - 1) / (3 * n)), 1, 1e-14);  // some 20 roundings
    // The same below the diagonal, t <= 0: n (n + 1) / 2 pairs with a sum of n (n^2 - 1) / 6.
    EXPECT_NEAR(tent.mean(0, 2147483647, 2147483647, 0) / (-(n - 1) / 3), 1, 1e-14);
}

TEST(OffsetLines, TheReversedFunctionIsThatOfTheOppositeOffset)
{
    std::mt19937_64 random(3);
    for (int trial = 0; trial < 50; ++trial) {
        const OffsetLines lines = random_lines(random), reversed = lines.reversed();
        for (std::int64_t offset = -40; offset <= 40; ++offset) EXPECT_EQ(reversed.at(offset), lines.at(-offset));
        for (const std::int64_t offset : {least_offset, greatest_offset}) EXPECT_EQ(reversed.at(offset), lines.at(-offset));
        EXPECT_EQ(reversed.reversed(), lines);
    }
}

TEST(OffsetLines, ACombinationIsTheSumOfBothEverywhere)
{
    std::mt19937_64 random(4);
    for (int trial = 0; trial < 50; ++trial) {
        const OffsetLines f = random_lines(random), g = random_lines(random), sum = combined(0.5, f, -2, g);
        for (std::int64_t offset = -40; offset <= 40; ++offset) {
            const double expected = 0.5 * f.at(offset) - 2 * g.at(offset);
            EXPECT_NEAR(sum.at(offset), expected, 1e-13);  // four roundings of numbers below 400
        }
    }
}

TEST(OffsetLines, AFunctionAndItsReverseMakeAnEvenOne)
{
    std::mt19937_64 random(5);
    const OffsetLines lines = random_lines(random), even = combined(0.5, lines, 0.5, lines.reversed());
    for (std::int64_t offset = 0; offset <= 40; ++offset) EXPECT_EQ(even.at(offset), even.at(-offset));
}

TEST(OffsetLines, TheLargestValueIsThatOfTheOffsetsInReach)
{
    std::mt19937_64 random(6);
    for (int trial = 0; trial < 300; ++trial) {
        const OffsetLines lines = random_lines(random);
        const std::int64_t reach = trial % 40;
        double expected = 0;
        for (std::int64_t offset = -reach; offset <= reach; ++offset)
            expected = std::max(expected, std::abs(lines.at(offset)));
        EXPECT_EQ(lines.largest(reach), expected);
    }
}

TEST(OffsetLines, ThePairsOfAnOffsetAreThoseCounted)
{
    for (const std::int64_t first : {-7, -2, 0, 3, 12}) {
        for (const auto& [rows, cols] : {std::pair{1, 1}, {5, 5}, {4, 9}, {9, 4}}) {
            for (std::int64_t offset = -25; offset <= 25; ++offset) {
                std::int64_t pairs = 0;
                for (std::int64_t query = 0; query < rows; ++query)
                    pairs += query + offset >= first && query + offset < first + cols;
                EXPECT_EQ(pairs_at(offset, first, rows, cols), pairs);
            }
        }
    }
}

}  // namespace
}  // namespace phasescope::offset_lines_test
