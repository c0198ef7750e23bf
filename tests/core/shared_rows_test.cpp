#include "core/shared_rows.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/random.hpp"

namespace phasescope::shared_rows_test {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Every seventh row and a stretch in the middle hold no numbers.
Matrix table_with_gaps(std::int64_t rows, std::int64_t cols)
{
    Matrix table(rows, cols);
    table.values = normals(5, 1, rows * cols);
    for (std::int64_t r = 0; r < rows; ++r)
        if (r % 7 == 3 || (r > 200 && r < 300))
            for (double& number : table.row(r)) number = nothing;
    return table;
}

/// The rows added one by one.
std::vector<double> plain_mean(const Matrix& table, std::int64_t first, std::int64_t count)
{
    std::vector<double> sum(static_cast<std::size_t>(table.cols));
    double added = 0;
    for (std::int64_t r = first; r < first + count; ++r) {
        if (std::isnan(table(r, 0))) continue;
        for (std::int64_t c = 0; c < table.cols; ++c) sum[static_cast<std::size_t>(c)] += table(r, c);
        ++added;
    }
    for (double& number : sum) number /= added;
    return sum;
}

TEST(SharedRows, MeansOfAnyStretchAreThoseOfTheRowsAddedOneByOne)
{
    const Matrix numbers = table_with_gaps(1000, 5);
    const SharedRows table = numbers;
    for (const std::int64_t first : {0, 1, 15, 16, 17, 190, 205, 500, 931})
        for (const std::int64_t count : {1, 2, 16, 63, 64, 65, 66, 69}) {
            std::vector<double> mean(5);
            table.mean(first, count, mean);
            const std::vector<double> expected = plain_mean(numbers, first, count);
            for (std::size_t c = 0; c < 5; ++c) {
                ASSERT_EQ(std::isnan(mean[c]), std::isnan(expected[c])) << first << " " << count;
                if (std::isnan(mean[c])) continue;
                // Sums of a thousand normal numbers stay below 200, and are rounded a thousand times.
                ASSERT_NEAR(mean[c], expected[c], 1000 * 200 * 0x1p-53) << first << " " << count;
            }
        }
    std::vector<double> mean(5);
    table.mean(3, 997, mean);
    EXPECT_NEAR(mean[4], plain_mean(numbers, 3, 997)[4], 1e-13);
}

TEST(SharedRows, CopiesShareTheNumbersAndEqualityIsByThem)
{
    const SharedRows table = table_with_gaps(20, 3), copy = table;
    EXPECT_EQ(&copy.matrix(), &table.matrix());
    EXPECT_EQ(copy, table);
    Matrix ones(2, 2);
    EXPECT_EQ(SharedRows(ones), SharedRows(ones));
    EXPECT_NE(SharedRows(ones), SharedRows(Matrix(2, 3)));
    EXPECT_EQ(SharedRows().rows(), 0);
}

}  // namespace
}  // namespace phasescope::shared_rows_test
