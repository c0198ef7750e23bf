// Tables as other programs write them; reference/tables says of each what must become of it.
#include <gtest/gtest.h>

#include <cmath>

#include "core/io/table_file.hpp"

namespace phasescope::table_cases_test {
namespace {

std::string file(const std::string& name)
{
    return std::string(PHASESCOPE_REFERENCE_DIR) + "/tables/" + name;
}

/// Row p: sin and cos of p, p / 10, ... as the files of case 2 to 4, 9, 16 and 19 were made.
double sinusoid(std::int64_t position, std::int64_t channel, std::int64_t width)
{
    const double angle = static_cast<double>(position)
                         * std::pow(10000.0, -2.0 * static_cast<double>(channel / 2) / static_cast<double>(width));
    return channel % 2 == 0 ? std::sin(angle) : std::cos(angle);
}

void expect_sinusoids(const Matrix& table, std::int64_t width, double tolerance, const std::string& name)
{
    ASSERT_EQ(table.cols, width) << name;
    ASSERT_GT(table.rows, 8) << name;
    for (std::int64_t p = 0; p < table.rows; ++p)
        for (std::int64_t c = 0; c < width; ++c)
            ASSERT_NEAR(table(p, c), sinusoid(p, c, width), tolerance) << name << p << c;
}

TEST(TableCases, ABadCellOfTheFirstRowIsAnErrorLikeThatOfAnyOther)
{
    for (const auto& [name, what] :
         std::vector<std::pair<std::string, std::string>>{{"first_na", "\"NA\" is not a number"},
                                                          {"first_empty", "a cell is empty"},
                                                          {"first_typo", "\"1.O\" is not a number"},
                                                          {"third_na", "\"NA\" is not a number"}}) {
        const Result<Matrix> table = read_table(file("02-csv-bad-cell-in-first-row/" + name + ".csv"), "", false);
        ASSERT_FALSE(table) << name;
        EXPECT_EQ(table.error().what, what);
        const bool first = name.starts_with("first");
        EXPECT_TRUE(table.error().where.ends_with(first ? "line 1, column 4" : "line 4, column 4")) << table.error().line();
        if (first) {
            EXPECT_TRUE(table.error().hint.starts_with("7 of 8 cells of the line are numbers")) << table.error().line();
        }
    }
}

TEST(TableCases, HeadersThatCountIndexColumnsAndDecimalCommasAreUnderstood)
{
    for (const auto& [name, tolerance] :
         std::vector<std::pair<std::string, double>>{{"03-csv-numeric-header/pandas_index_false.csv", 1e-15},
                                                     {"04-csv-named-index-column/pos_column.csv", 1e-15},
                                                     {"19-decimal-comma/german.csv", 6e-7}}) {
        TableReport report;
        const Result<Matrix> table = read_table(file(name), "", {}, report);
        ASSERT_TRUE(table) << table.error().line();
        EXPECT_EQ(table->rows, 12) << name;
        expect_sinusoids(*table, 8, tolerance, name);
        EXPECT_EQ(report.notes.size(), 1u) << name;
    }
}

TEST(TableCases, ADimensionOfOneCarriesNothingWhereverItStands)
{
    const Result<Matrix> inner = read_table(file("07-npy-n1d/n1d.npy"), "", false);
    ASSERT_TRUE(inner) << inner.error().line();
    EXPECT_EQ(*inner, *read_table(file("07-npy-n1d/1nd.npy"), "", false));
    expect_sinusoids(*inner, 16, 1e-6, "n1d");
}

TEST(TableCases, TheTableOfPositionsOfACheckpointIsFoundByItsName)
{
    const std::string folder = "08-safetensors-position-table-not-named/";
    TableReport report;
    const Result<Matrix> table = read_table(file(folder + "gpt2_like.safetensors"), "", {}, report);
    ASSERT_TRUE(table) << table.error().line();
    EXPECT_EQ(report.name, "wpe.weight");
    EXPECT_EQ(*table, *read_table(file(folder + "gpt2_like.safetensors"), "wpe.weight", false));
    EXPECT_EQ(*table, *read_table(file(folder + "model.safetensors.index.json"), "wpe.weight", false));
    EXPECT_EQ(*table, *read_table(file(folder + "model.safetensors.index.json"), "", false));
}

/// exp(i p base^(-2k/d)): real and imaginary part of each pair in turn.
TEST(TableCases, ComplexNumbersKeepBothParts)
{
    TableReport report;
    const Result<Matrix> table = read_table(file("09-complex-freqs-cis/freqs_cis.npy"), "", {}, report);
    ASSERT_TRUE(table) << table.error().line();
    ASSERT_EQ(table->rows, 32);
    ASSERT_EQ(table->cols, 16);
    for (std::int64_t p = 0; p < 32; ++p)
        for (std::int64_t c = 0; c < 16; ++c) EXPECT_NEAR((*table)(p, c), sinusoid(p, c ^ 1, 16), 4e-6) << p << " " << c;
    ASSERT_EQ(report.notes.size(), 1u);
    EXPECT_NE(report.notes.front().find("complex"), std::string::npos);
}

TEST(TableCases, WholeNumbersAreRead)
{
    const Result<Matrix> table = read_table(file("17-integer-npy/relative_position_index.npy"), "", false);
    ASSERT_TRUE(table) << table.error().line();
    for (std::size_t i = 0; i < 16; ++i) EXPECT_EQ(table->values[i], static_cast<double>(i));
}

TEST(TableCases, OfCapturedQueriesOneHeadIsTaken)
{
    TableReport report;
    const Result<Matrix> head = read_table(file("20-captured-query/q_1hnd.npy"), "", {.head = 1}, report);
    ASSERT_TRUE(head) << head.error().line();
    EXPECT_EQ(*head, *read_table(file("20-captured-query/q_head1.npy"), "", false));
    const Result<Matrix> none = read_table(file("20-captured-query/q_1hnd.npy"), "", false);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().line().find("shape (1, 2, 20, 16)"), std::string::npos) << none.error().line();
    EXPECT_NE(none.error().line().find("array[0, 0]"), std::string::npos) << none.error().line();
}

TEST(TableCases, NumbersThatAreNotFiniteAreCountedWithThePlaceOfTheFirst)
{
    TableReport report;
    ASSERT_TRUE(read_table(file("23-nan-and-inf/some_nan.npy"), "", {}, report));
    EXPECT_EQ(report.notes,
              std::vector<std::string>{"9 of 96 numbers are not finite, the first in row 3, column 4 (counted from "
                                       "0); rows without a finite one: 1"});
    const Result<Matrix> masked = read_table(file("23-nan-and-inf/alibi_masked.npy"), "", false);
    ASSERT_TRUE(masked) << masked.error().line();
    EXPECT_EQ((*masked)(0, masked->cols - 1), -INFINITY);
}

}  // namespace
}  // namespace phasescope::table_cases_test
