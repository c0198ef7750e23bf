#include "core/io/csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <random>
#include <sstream>

namespace phasescope::csv_test {
namespace {

std::string written(const Field& field, NumberType type, const CsvLabels& labels)
{
    std::string text;
    const Result<Done> done = write_csv(field, type, labels, [&](std::string_view piece) {
        text += piece;
        return true;
    });
    EXPECT_TRUE(done) << done.error().line();
    return text;
}

Matrix matrix(std::int64_t rows, std::int64_t cols, std::vector<double> values)
{
    Matrix numbers(rows, cols);
    numbers.values = std::move(values);
    return numbers;
}

TEST(WriteCsv, ASmallTableIsWrittenAsAReaderExpects)
{
    const Field field = StoredField{matrix(2, 3, {0, 1, -0.5, 0.1, 1e300, -2.5e-7})};
    EXPECT_EQ(written(field, NumberType::f8, {"position", 100, 0}),
              "position,0,1,2\n100,0,1,-0.5\n101,0.1,1e+300,-2.5e-07\n");
}

TEST(WriteCsv, LabelsReachTheLastPosition)
{
    const Field field = StoredField{matrix(1, 2, {1, 2})};
    EXPECT_EQ(written(field, NumberType::f8, {"p", 2147483647, 2147483646}), "p,2147483646,2147483647\n2147483647,1,2\n");
}

TEST(WriteCsv, FloatsAreWrittenAsShortAsFloatsNeed)
{
    const Field field = StoredField{matrix(1, 2, {0.1, 1.0 / 3})};
    EXPECT_EQ(written(field, NumberType::f4, {"p", 0, 0}), "p,0,1\n0,0.1,0.33333334\n");
    EXPECT_EQ(written(field, NumberType::f8, {"p", 0, 0}), "p,0,1\n0,0.1,0.3333333333333333\n");
}

TEST(WriteCsv, NonFiniteNumbersHaveTheirNames)
{
    const Field field = StoredField{matrix(1, 3, {INFINITY, -INFINITY, std::abs(NAN)})};
    EXPECT_EQ(written(field, NumberType::f8, {"p", 0, 0}), "p,0,1,2\n0,inf,-inf,nan\n");
}

TEST(WriteCsv, AZeroHasNoSign)
{
    const Field field = StoredField{matrix(1, 3, {-0.0, 0, -1e-60})};
    EXPECT_EQ(written(field, NumberType::f8, {"p", 0, 0}), "p,0,1,2\n0,0,0,-1e-60\n");
    EXPECT_EQ(written(field, NumberType::f4, {"p", 0, 0}), "p,0,1,2\n0,0,0,0\n");
}

TEST(WriteCsv, ACornerWithACommaOrAQuoteStaysOneCell)
{
    const Field field = StoredField{matrix(1, 1, {1})};
    EXPECT_EQ(written(field, NumberType::f8, {"row \"a\", b", 0, 0}), "\"row \"\"a\"\", b\",0\n0,1\n");
}

TEST(WriteCsv, EveryNumberReadsBackTheSame)
{
    std::mt19937_64 random(2);
    Matrix numbers(300, 431);  // several bands
    for (double& number : numbers.values) {
        number = std::bit_cast<double>(random());
        if (!std::isfinite(number)) number = 0;
    }
    for (const NumberType type : {NumberType::f4, NumberType::f8}) {
        std::istringstream lines(written(StoredField{numbers}, type, {"p", 5, 7}));
        std::string line;
        std::getline(lines, line);
        EXPECT_EQ(std::ranges::count(line, ','), numbers.cols);
        std::int64_t row = 0;
        for (; std::getline(lines, line); ++row) {
            ASSERT_LT(row, numbers.rows);
            std::istringstream cells(line);
            std::string cell;
            std::getline(cells, cell, ',');
            ASSERT_EQ(cell, std::to_string(5 + row));
            std::int64_t col = 0;
            for (; std::getline(cells, cell, ','); ++col) {
                ASSERT_LT(col, numbers.cols);
                const double expected = numbers(row, col);
                if (type == NumberType::f8) {
                    double number = 0;
                    ASSERT_EQ(std::from_chars(cell.data(), cell.data() + cell.size(), number).ec, std::errc{}) << cell;
                    ASSERT_EQ(number, expected);
                } else if (std::isfinite(static_cast<float>(expected))) {
                    float number = 0;
                    ASSERT_EQ(std::from_chars(cell.data(), cell.data() + cell.size(), number).ec, std::errc{}) << cell;
                    ASSERT_EQ(number, static_cast<float>(expected));
                }
            }
            ASSERT_EQ(col, numbers.cols);
        }
        EXPECT_EQ(row, numbers.rows);
    }
}

TEST(WriteCsv, ASinkThatTakesNoMoreEndsTheWriting)
{
    for (const int pieces : {0, 1}) {
        int taken = 0;
        EXPECT_FALSE(write_csv(StoredField{Matrix(1000, 1000)}, NumberType::f8, {},
                               [&](std::string_view) { return taken++ < pieces; }));
        EXPECT_EQ(taken, pieces + 1);
    }
}

}  // namespace
}  // namespace phasescope::csv_test
