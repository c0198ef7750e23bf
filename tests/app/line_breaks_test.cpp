// Where lines of text end.
#include "app/text/line_breaks.hpp"

#include <gtest/gtest.h>

namespace phasescope::line_breaks_test {
namespace {

using Lines = std::vector<std::string>;

Lines in_columns(std::string_view text, double most)
{
    return broken_lines(text, most, columns_of);
}

TEST(LineBreaks, AChineseCharacterTakesTwoColumnsAndALatinOneOne)
{
    EXPECT_EQ(columns_of("abc"), 3u);
    EXPECT_EQ(columns_of("位置 p"), 6u);
    EXPECT_EQ(columns_of("，（α"), 5u);
    EXPECT_EQ(columns_of(""), 0u);
    EXPECT_EQ(padded("位置", 6), "位置  ");
    EXPECT_EQ(padded("位置", 3), "位置");
}

TEST(LineBreaks, AWordIsNotBrokenWhereItFitsALine)
{
    EXPECT_EQ(in_columns("one two three", 7), (Lines{"one two", "three"}));
    EXPECT_EQ(in_columns("one two three", 13), (Lines{"one two three"}));
    EXPECT_EQ(in_columns("abcdefgh ij", 4), (Lines{"abcd", "efgh", "ij"}));
}

TEST(LineBreaks, ChineseBreaksBetweenAnyTwoCharacters)
{
    EXPECT_EQ(in_columns("位置编码表", 4), (Lines{"位置", "编码", "表"}));
    EXPECT_EQ(in_columns("用RoPE编码", 6), (Lines{"用RoPE", "编码"}));
}

TEST(LineBreaks, AFullStopBeginsNoLineAndAnOpeningBracketEndsNone)
{
    EXPECT_EQ(in_columns("位置编码。表", 8), (Lines{"位置编", "码。表"}));
    EXPECT_EQ(in_columns("位置编（码）", 8), (Lines{"位置编", "（码）"}));
}

TEST(LineBreaks, ANumberStaysWithItsPercentAndAFormulaInOneLine)
{
    EXPECT_EQ(in_columns("it is 49.3 % now", 11), (Lines{"it is", "49.3 % now"}));
    EXPECT_EQ(in_columns("so a + b = c holds", 10), (Lines{"so", "a + b = c", "holds"}));
    EXPECT_EQ(in_columns("x · y ≈ z", 6), (Lines{"x ·", "y ≈ z"}));  // longer than a line: broken where it can be
    EXPECT_EQ(in_columns("从 −0.8421 到", 10), (Lines{"从 −0.8421", "到"}));
    EXPECT_EQ(in_columns("这是从 −0.8421", 9), (Lines{"这是从", "−0.8421"}));  // a sign is no operator
    EXPECT_EQ(in_columns("one -- two", 6), (Lines{"one --", "two"}));
}

TEST(LineBreaks, ANewlineEndsALineAndSpacesAtTheEndAreDropped)
{
    EXPECT_EQ(in_columns("one\n\ntwo ", 9), (Lines{"one", "", "two"}));
    EXPECT_EQ(in_columns("", 9), (Lines{""}));
}

TEST(LineBreaks, NothingButSpacesIsLostHoweverNarrowTheLines)
{
    const std::string text = "PE(p, 2k)：位置 p 的正弦（sine），“偏移”只取决于 j − i。";
    for (double most = 2; most < 40; ++most) {
        std::string joined;
        for (const std::string& line : in_columns(text, most)) {
            EXPECT_LE(static_cast<double>(columns_of(line)), std::max(most, 2.0)) << line;
            joined += line;
        }
        std::string without = text;
        std::erase(without, ' ');
        std::erase(joined, ' ');
        EXPECT_EQ(joined, without) << most;
    }
}

TEST(LineBreaks, MarksStandWhereALineMayEndWithoutASpace)
{
    EXPECT_EQ(with_break_marks("位置，是 a b 数\n值", "|"), "位|置，|是 a b 数\n值");
    EXPECT_EQ(with_break_marks("plain words", "|"), "plain words");
    EXPECT_EQ(with_break_marks("", "|"), "");
}

TEST(LineBreaks, BytesThatAreNoTextAreKept)
{
    EXPECT_EQ(in_columns("a\xff\xe4", 9), (Lines{"a\xff\xe4"}));
}

}  // namespace
}  // namespace phasescope::line_breaks_test
