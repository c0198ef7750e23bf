#include "core/io/csv_read.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "core/io/csv.hpp"

namespace phasescope::csv_read_test {
namespace {

Matrix two_by_three()
{
    Matrix numbers(2, 3);
    numbers.values = {1, -2.5, 3e-3, 4, 5, 6};
    return numbers;
}

TEST(ReadCsv, EveryUsualFormGivesTheSameNumbers)
{
    for (const std::string text : {
             "1,-2.5,3e-3\n4,5,6\n",
             "1,-2.5,3e-3\n4,5,6",
             "1;-2.5;3e-3\r\n4;5;6\r\n",
             "1\t-2.5\t3e-3\n4\t5\t6\n",
             "1\t-2.5\t3e-3\r4\t5\t6\r",
             "1 -2.5 3e-3\n4 5 6\n",
             "  1.000   -2.500  3e-3  \n  4.000    5.000     6\n",
             " +1 , -2.50 , 0.003\n 4,5 , 6",
             "\xEF\xBB\xBF"
             "1,-2.5,3e-3\n4,5,6\n",
             "\"1\",\"-2.5\",\"3e-3\"\n\"4\" , 5,\" 6 \"\n",
             "\n\n1,-2.5,3e-3\n\n   \n4,5,6\n\n\n",
             "# made by hand\n1,-2.5,3e-3\n# the rest\n4,5,6\n#end",
             "a,b,c\n1,-2.5,3e-3\n4,5,6\n",
             "\"a, the \"\"first\"\"\",\"b\nc\",d\n1,-2.5,3e-3\n4,5,6\n",
             "a,2,c\n1,-2.5,3e-3\n4,5,6\n",
             "1;-2,5;3e-3\n4;5;6\n",
             "1\t-2,5\t0,003\n4\t5\t6\n",
             "0,1,2\n1.0,-2.5,3e-3\n4.0,5.0,6e0\n",
             "pos,a,b,c\n0,1,-2.5,3e-3\n1,4,5,6\n",
             "Unnamed: 0,a,b,c\n5,1,-2.5,3e-3\n10,4,5,6\n",
             ",a,b,c\nx,1,-2.5,3e-3\ny,4,5,6\n",
             "\ta\tb\tc\n0\t1\t-2.5\t3e-3\n1\t4\t5\t6\n",
             ",a,b,c\n0,1,-2.5,3e-3\n1,4,5,6\n",
             "word,a,b,c\nx,1,-2.5,3e-3\n7,4,5,6\n",
             "position,0,1,2\n0,1,-2.5,3e-3\n1,4,5,6\n",
             "position\t5\t6\t7\n0\t1\t-2.5\t3e-3\n1\t4\t5\t6\n",
             "the 1 -2.5 3e-3\ncat 4 5 6\n",
         }) {
        const Result<Matrix> read = read_csv(text, "text");
        ASSERT_TRUE(read) << text << read.error().line();
        EXPECT_EQ(*read, two_by_three()) << text;
    }
}

TEST(ReadCsv, OneRowOneColumnAndOneNumberAreTables)
{
    for (const auto& [text, rows, cols] : std::vector<std::tuple<std::string, std::int64_t, std::int64_t>>{
             {"0,0,0", 1, 3}, {"0\n0\n0\n", 3, 1}, {"0", 1, 1}, {"value\n0\n0", 2, 1}, {"\"0\"", 1, 1}}) {
        const Result<Matrix> read = read_csv(text, "text");
        ASSERT_TRUE(read) << text << ": " << read.error().line();
        EXPECT_EQ(*read, Matrix(rows, cols)) << text;
    }
}

TEST(ReadCsv, WhatIsWrittenReadsBackTheSame)
{
    std::mt19937_64 random(1);
    for (const auto& [rows, cols] : std::vector<std::pair<int, int>>{{1, 1}, {1, 30}, {30, 1}, {7, 33}}) {
        Matrix numbers(rows, cols);
        for (double& number : numbers.values) {
            do number = std::bit_cast<double>(random());
            while (!std::isfinite(number));
            number += 0;  // text has no -0
        }
        for (const std::string corner : {"position", ""}) {
            std::string text;
            const auto sink = [&](std::string_view piece) {
                text += piece;
                return true;
            };
            ASSERT_TRUE(write_csv(StoredField{numbers}, NumberType::f8, {corner, 3, 5}, sink));
            const Result<Matrix> read = read_csv(text, "text");
            ASSERT_TRUE(read) << read.error().line();
            EXPECT_TRUE(*read == numbers) << rows << " x " << cols;
        }
    }
}

TEST(ReadCsv, NumbersThatAreNotFiniteAreRead)
{
    const Result<Matrix> read = read_csv("1,nan\n-inf,inf", "text");
    ASSERT_TRUE(read) << read.error().line();
    EXPECT_TRUE(std::isnan((*read)(0, 1)));
    EXPECT_EQ((*read)(1, 0), -INFINITY);
    EXPECT_EQ((*read)(1, 1), INFINITY);
}

TEST(ReadCsv, WhatMightBeSomethingElseIsSaid)
{
    struct Case {
        std::string text;
        std::int64_t rows, cols;
        std::string note;  ///< "" for none
    };
    const Case cases[]{
        {"0,1,2\n0.5,1.5,2.5\n", 1, 3, "line 1 counts 0 to 2: it was taken for a header"},
        {"1,2,3\n0.5,1.5,2.5\n", 1, 3, "line 1 counts 1 to 3: it was taken for a header"},
        {"0,1,2\n3,4,5\n", 2, 3, "line 1 counts 0 to 2: it was taken for a row"},
        {"0,1\n0.5,1.5\n", 2, 2, "line 1 counts 0 to 1: it was taken for a row"},  // sine and cosine of position 0
        {"0,1,2\n", 1, 3, ""},
        {"5,6,7\n0.5,1.5,2.5\n", 2, 3, "line 1 counts 5 to 7: it was taken for a row"},
        {"pos,x,y\n0,0.5,1\n1,1.5,2\n", 2, 2, "column \"pos\" counts 0 to 1"},
        {"pos,x,y\n0,0.5,1\n7,1.5,2\n9,1.5,2\n", 3, 3, ""},
        {"n,x,y\n0,0.5,1\n1,1.5,2\n2,1.5,2\n", 3, 3, "the first column counts 0 to 2: it was taken for numbers"},
        {"0,0.5\n1,1.5\n2,1.5\n", 3, 2, "the first column counts 0 to 2: it was taken for numbers"},
        {"the 0.5\nof 1.5\n", 2, 1, "the first column holds words, such as \"the\""},
        {"0,5;1\n0,7;2\n", 2, 2, "the decimal mark of this table is the comma"},
        {",0,1\n0,0.5,1.5\n1,0.5,1.5\n", 2, 2, ""},
        {"position,0,1\n0,0.5,1.5\n1,0.5,1.5\n", 2, 2, ""},
        {"x,0,1\n0,0.5,1.5\n1,0.5,1.5\n", 2, 2, "line 1 counts behind \"x\": it was taken for a header"},
        {"0.5,1.5\n2.5,3.5\n", 2, 2, ""},
    };
    for (const Case& c : cases) {
        std::vector<std::string> notes;
        const Result<Matrix> read = read_csv(c.text, "text", &notes);
        ASSERT_TRUE(read) << c.text << read.error().line();
        EXPECT_EQ(read->rows, c.rows) << c.text;
        EXPECT_EQ(read->cols, c.cols) << c.text;
        ASSERT_EQ(notes.size(), c.note.empty() ? 0u : 1u) << c.text << (notes.empty() ? "" : notes.front());
        if (!c.note.empty()) {
            EXPECT_TRUE(notes.front().starts_with(c.note)) << notes.front();
        }
    }
}

TEST(ReadCsv, WhatCannotBeReadIsNamedWithLineAndColumn)
{
    struct Case {
        std::string text, reason;
    };
    const Case cases[]{
        {"", "the table is empty: some.csv"},
        {"\n \r\n# nothing\n", "the table is empty"},
        {"\xFF\xFE"
         "1\0",
         "UTF-16"},
        {"1,2\n3,\xFF", "byte 6"},
        {std::string("1,2\0003", 5), "byte 3"},
        {"1,2\n3,4\n5\n", "line 3, column 1 is the last cell, expected 2"},
        {"1,2\n3,4,5\n", "line 2, column 3 is the last cell, expected 2"},
        {"a,b\n1,2,3\n", "line 2, column 3 is the last cell, expected 2"},
        {"1,2\n3,x\n", "\"x\" is not a number: some.csv: line 2, column 2"},
        {"1,2\n\n\n3,x\n", "line 4, column 2"},
        {"1,2\r\n\r\n3,x\r\n", "line 3, column 2"},
        {"# words\n\"a\nb\",c\n3,x\n", "line 4, column 2"},
        {"1,2\n3,\n", "a cell is empty: some.csv: line 2, column 2"},
        {"1,2\n,3\n", "a cell is empty: some.csv: line 2, column 1"},
        {"a,b\n,3\n", "a cell is empty: some.csv: line 2, column 1"},
        {"1,2\n3,\"\"\n", "a cell is empty"},
        {"1,2\n3,4 5\n", "\"4 5\" is not a number"},
        {"1,2\n3,0x10\n", "\"0x10\" is not a number"},
        {"1,2\n3,1e999\n", "\"1e999\" is not a number"},
        {"1,2;2.5\n3;0,5\n", "two decimal marks, point and comma"},
        {"1 2\n3 0,5,5\n", "\"0,5,5\" is not a number"},
        {"1.0,2.0O\n3,4\n", "\"2.0O\" is not a number: some.csv: line 1, column 2 (1 of 2 cells of the line are numbers"},
        {"1.0,1e400\n3,4\n", "\"1e400\" is not a number: some.csv: line 1, column 2"},
        {"1.0,,3\n3,4,5\n", "a cell is empty: some.csv: line 1, column 2 (2 of 3 cells"},
        {",1.0,3\n3,4,5\n", "a cell is empty: some.csv: line 1, column 1"},
        {"NA,NA,1\n3,4,5\n", "\"NA\" is not a number: some.csv: line 1, column 1"},
        {"NA,1,2\n3,4,5\n", "\"NA\" is not a number: some.csv: line 1, column 1"},
        {"2.0O,1.0O\n3,4\n", "\"2.0O\" is not a number: some.csv: line 1, column 1"},
        {"2.0O\n3\n", "\"2.0O\" is not a number: some.csv: line 1, column 1"},
        {"1,2,c\n1,-2.5,3e-3\n", "\"c\" is not a number: some.csv: line 1, column 3"},
        {"O.5,1\n0.5,2\n0.25,3\n", "\"O.5\" is not a number: some.csv: line 1, column 1"},
        {"a,b,c\nNA,1,2\n", "\"NA\" is not a number: some.csv: line 2, column 1"},
        {"1,2\n3,\"4\n", "a quote is never closed: some.csv: line 2, column 2"},
        {"1,2\n3,\"4\"5\n", "something follows a closing quote: some.csv: line 2, column 2: 5"},
        {"a,b\n", "a header and no rows"},
        {std::string(2'000'000, ','), "too many cells"},
    };
    for (const Case& c : cases) {
        const Result<Matrix> read = read_csv(c.text, "some.csv");
        ASSERT_FALSE(read) << c.text;
        EXPECT_NE(read.error().line().find(c.reason), std::string::npos)
            << "expected " << c.reason << "; " << read.error().line();
        EXPECT_NE(read.error().where.find("some.csv"), std::string::npos) << read.error().line();
        EXPECT_FALSE(read.error().hint.empty()) << read.error().line();
    }
}

}  // namespace
}  // namespace phasescope::csv_read_test
