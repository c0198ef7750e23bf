#include "core/random.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace phasescope::random_test {
namespace {

TEST(Random, TheSameSeedGivesTheSameNumbers)
{
    EXPECT_EQ(normals(7, 0, 101), normals(7, 0, 101));
}

TEST(Random, AShorterListIsTheBeginningOfALongerOne)
{
    const auto shorter = normals(7, 3, 5), longer = normals(7, 3, 64);
    EXPECT_TRUE(std::equal(shorter.begin(), shorter.end(), longer.begin()));
}

TEST(Random, OtherSeedsAndOtherStreamsGiveOtherNumbers)
{
    const auto first = normals(1, 0, 16);
    for (const auto& other : {normals(2, 0, 16), normals(1, 1, 16), normals(0, 1, 16)})
        for (std::size_t i = 0; i < first.size(); ++i) EXPECT_NE(first[i], other[i]);
}

TEST(Random, NoNumbersAreAnEmptyList)
{
    EXPECT_TRUE(normals(1, 0, 0).empty());
}

TEST(Random, TheNumbersAreStandardNormal)
{
    const auto numbers = normals(12345, 0, 200000);
    const auto n = static_cast<double>(numbers.size());
    const auto moment = [&](int power) {
        return std::accumulate(numbers.begin(), numbers.end(), 0.0,
                               [=](double sum, double x) { return sum + std::pow(x, power); })
               / n;
    };
    // Five standard errors: sqrt(1/n), sqrt(2/n), sqrt(15/n), sqrt(96/n).
    EXPECT_NEAR(moment(1), 0, 5 * std::sqrt(1 / n));
    EXPECT_NEAR(moment(2), 1, 5 * std::sqrt(2 / n));
    EXPECT_NEAR(moment(3), 0, 5 * std::sqrt(15 / n));
    EXPECT_NEAR(moment(4), 3, 5 * std::sqrt(96 / n));
}

TEST(Random, NeighboursAndStreamsAreUncorrelated)
{
    const auto a = normals(5, 0, 100000), b = normals(5, 1, 100000);
    const auto n = static_cast<double>(a.size());
    double neighbours = 0, streams = 0;
    for (std::size_t i = 0; i + 1 < a.size(); ++i) {
        neighbours += a[i] * a[i + 1];
        streams += a[i] * b[i];
    }
    EXPECT_NEAR(neighbours / n, 0, 5 / std::sqrt(n));
    EXPECT_NEAR(streams / n, 0, 5 / std::sqrt(n));
}

TEST(Random, TheGeneratorIsSplitMix64WithBoxAndMuller)
{
    // The numbers of seed 1, stream 0, computed once by another program (Python) from the same two papers.
    const auto numbers = normals(1, 0, 4);
    const double expected[] = {0.8421279248392952, -0.1509755907637491, 0.45147863247865105, -1.2247980299596812};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(numbers[i], expected[i], 1e-15) << i;
}

}  // namespace
}  // namespace phasescope::random_test
