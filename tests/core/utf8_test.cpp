#include "core/utf8.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/result.hpp"

namespace phasescope::utf8_test {
namespace {

constexpr std::size_t fine = std::string_view::npos;

TEST(Utf8, ValidTextIsValid)
{
    for (const std::string_view text :
         {"", "plain", "2π", "位置编码", "😀", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "\xEE\x80\x80"})
        EXPECT_EQ(first_invalid_utf8(text), fine) << text;
}

/// RFC 3629: overlong forms, surrogates, beyond U+10FFFF, lone and missing continuation bytes.
TEST(Utf8, TheFirstBadByteIsFound)
{
    for (const std::string_view bad :
         {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x80\x80", "\xE2\x82", "\xED\xA0\x80", "\xF0\x80\x80\x80",
          "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF"})
        EXPECT_EQ(first_invalid_utf8("2π" + std::string(bad)), 3u) << ::testing::PrintToString(bad);
}

TEST(OneLine, ALineStaysAsItIs)
{
    for (const std::string_view text : {"", "plain text", "2π 位置编码 😀", "1234567890123456789012345678901"})
        EXPECT_EQ(one_line(text, 31), text);
}

TEST(OneLine, WhatDoesNotFitIntoALineIsReplaced)
{
    EXPECT_EQ(one_line("a\nb\tc\x7F"
                       "d\u0085e\u2028f",
                       100),
              "a b c d e f");
    EXPECT_EQ(one_line("a\xFF\xE2\x82z", 100), "a\uFFFD\uFFFD\uFFFDz");
    EXPECT_EQ(one_line(std::string("a\0b", 3), 100), "a b");
}

TEST(OneLine, LongTextIsCutBetweenCharacters)
{
    EXPECT_EQ(one_line("abcdefgh", 7), "abcd…");
    EXPECT_EQ(one_line("位置编码", 11), "位置…");
    EXPECT_EQ(one_line("位置编码", 12), "位置编码");
}

TEST(OneLine, AnyBytesGiveAValidLineThatStaysAsItIs)
{
    std::mt19937 random(4);
    for (int i = 0; i < 20000; ++i) {
        std::string bytes(random() % 40, '\0');
        for (char& byte : bytes) byte = static_cast<char>(random() % 3 ? random() % 256 : 0xC0 + random() % 64);
        const std::string line = one_line(bytes, 20);
        ASSERT_LE(line.size(), 20u);
        ASSERT_EQ(first_invalid_utf8(line), fine);
        ASSERT_EQ(one_line(line, 20), line);
    }
}

TEST(ShortenedLine, LosesItsMiddleWhereItIsTooLong)
{
    EXPECT_EQ(shortened_line("short\nline", 20), "short line");
    EXPECT_EQ(shortened_line("0123456789", 10), "0123456789");
    EXPECT_EQ(shortened_line("0123456789x", 10), "012345…89x");
    EXPECT_EQ(shortened_line("位置编码位置编码位置编", 10), "位置编码位置…位置编");
    const std::string long_line = shortened_line(std::string(100000, '\xFF') + " (what to do)", 400);
    EXPECT_EQ(first_invalid_utf8(long_line), fine);
    EXPECT_TRUE(long_line.ends_with(" (what to do)"));
    EXPECT_EQ(std::ranges::count_if(long_line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }), 400);
}

TEST(ShortenedLine, AnErrorIsOneLineOfAtMost380Letters)
{
    const Error error{"a\nb" + std::string(1000, 'x'), std::string(100000, 'y'), "what to do"};
    EXPECT_EQ(std::ranges::count_if(error.line(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }),
              380);
    EXPECT_EQ(error.line().find('\n'), std::string::npos);
    EXPECT_TRUE(error.line().ends_with("(what to do)"));
}

}  // namespace
}  // namespace phasescope::utf8_test
