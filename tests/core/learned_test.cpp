#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/encoding.hpp"

namespace phasescope::learned_test {
namespace {

enum Setting { d_model, rows, deviation, row_offset };

Matrix table(const std::vector<double>& settings, const Surroundings& around)
{
    return std::get<AddedRows>(find_encoding("learned")->mechanism(settings, around)).rows.matrix();
}

Surroundings positions(std::int64_t length, std::uint64_t seed = 1)
{
    return {.length = length, .seed = seed, .table = {}};
}

/// Rows first .. first + count - 1.
std::vector<double> part(const Matrix& matrix, std::int64_t first, std::int64_t count)
{
    const auto begin = matrix.values.begin() + first * matrix.cols;
    return {begin, begin + count * matrix.cols};
}

Rows imported(std::int64_t row_count, std::int64_t cols)
{
    Matrix numbers(row_count, cols);
    for (std::size_t i = 0; i < numbers.values.size(); ++i) numbers.values[i] = static_cast<double>(i);
    return Rows(std::move(numbers));
}

TEST(Learned, TheSameSeedGivesTheSameTableAndAnotherSeedAnother)
{
    const std::vector<double> settings{16, 40, 0.02, 0};
    EXPECT_EQ(table(settings, positions(40, 5)), table(settings, positions(40, 5)));
    EXPECT_NE(table(settings, positions(40, 5)), table(settings, positions(40, 6)));
}

TEST(Learned, MoreRowsMorePositionsAndMoreColumnsNeverChangeEarlierNumbers)
{
    const Matrix small = table({8, 20, 0.02, 0}, positions(20));
    EXPECT_EQ(table({8, 500, 0.02, 0}, positions(20)), small);
    EXPECT_EQ(part(table({8, 500, 0.02, 0}, positions(400)), 0, 20), small.values);
    const Matrix wide = table({9, 20, 0.02, 0}, positions(20));
    for (std::int64_t r = 0; r < 20; ++r)
        for (std::int64_t c = 0; c < 8; ++c) EXPECT_EQ(wide(r, c), small(r, c));
}

TEST(Learned, NoTwoRowsAreAlike)
{
    const Matrix all = table({2, 65536, 0.02, 0}, positions(65536));
    ASSERT_EQ(all.rows, 65536);
    std::set<std::vector<double>> seen;
    for (std::int64_t r = 0; r < all.rows; ++r) seen.insert(part(all, r, 1));
    EXPECT_EQ(seen.size(), 65536u);
}

TEST(Learned, NumbersHaveTheStandardDeviationAskedFor)
{
    for (const double sigma : {0.02, 3.0}) {
        const Matrix all = table({128, 800, sigma, 0}, positions(800));
        double sum = 0, squares = 0;
        for (const double x : all.values) {
            sum += x / sigma;
            squares += x * x / (sigma * sigma);
        }
        const double n = 128 * 800;
        EXPECT_NEAR(sum / n, 0, 5 / std::sqrt(n));                       // five standard errors of a mean
        EXPECT_NEAR(squares / n, 1, 5 * std::sqrt(2.0) / std::sqrt(n));  // and of a variance
    }
}

TEST(Learned, OnlyRowsThatThePositionsReachAreMade)
{
    EXPECT_EQ(table({4, 512, 0.02, 0}, positions(100)).rows, 100);
    EXPECT_EQ(table({4, 512, 0.02, 0}, {.start = 200, .length = 100, .table = {}}).rows, 300);
    EXPECT_EQ(table({4, 512, 0.02, 0}, positions(2147483647)).rows, 512);
}

TEST(Learned, WithARowOffsetPositionZeroIsALaterRow)
{
    const Matrix plain = table({6, 30, 0.02, 0}, positions(30)), moved = table({6, 30, 0.02, 2}, positions(30));
    EXPECT_EQ(moved.rows, 28);
    EXPECT_EQ(moved.values, part(plain, 2, 28));
    EXPECT_EQ(table({6, 1, 0.02, 16}, positions(30)), table({6, 1, 0.02, 0}, positions(30)));  // one row is left
}

TEST(Learned, AnImportedTableIsTakenWithItsOwnSize)
{
    const Rows given = imported(50, 7);
    Surroundings around{.length = 10, .table = given};
    EXPECT_EQ(table({768, 512, 0.02, 0}, around), given.matrix());
    const Matrix moved = table({768, 512, 0.02, 2}, around);
    EXPECT_EQ(moved.cols, 7);
    EXPECT_EQ(moved.values, part(given.matrix(), 2, 10));
    around.length = 1000;
    EXPECT_EQ(table({768, 512, 0.02, 2}, around).values, part(given.matrix(), 2, 48));
    EXPECT_EQ(table({768, 512, 0.02, 16}, {.length = 5, .table = imported(3, 4)}).values,
              part(imported(3, 4).matrix(), 2, 1));
}

TEST(Learned, PositionsAreDefinedAsFarAsThereAreRows)
{
    const auto defined = find_encoding("learned")->defined_positions;
    const std::vector<double> settings{768, 512, 0.02, 2}, wide{16384, 65536, 0.02, 0};
    EXPECT_EQ(defined(settings, positions(10)), 510);
    EXPECT_EQ(defined(wide, positions(10)), 2048);  // 2^25 numbers at most
    EXPECT_EQ(defined(settings, {.length = 10, .table = imported(50, 7)}), 48);
}

TEST(Learned, ATableStandsInForItsOwn)
{
    EXPECT_TRUE(find_encoding("learned")->takes_table());
}

}  // namespace
}  // namespace phasescope::learned_test
