#include "core/tokens.hpp"

#include <gtest/gtest.h>

#include "core/utf8.hpp"

namespace phasescope::tokens_test {
namespace {

using Tokens = std::vector<std::string>;

Tokens split(std::string_view line)
{
    const auto tokens = tokens_of(line);
    EXPECT_TRUE(tokens) << tokens.error().line();
    return *tokens;
}

TEST(Tokens, AreWordsAndPunctuation)
{
    EXPECT_EQ(split("The dog bites the man."), (Tokens{"The", "dog", "bites", "the", "man", "."}));
    EXPECT_EQ(split("  a\tb\r\nc\u00A0d\u3000e  "), (Tokens{"a", "b", "c", "d", "e"}));
    EXPECT_EQ(split("x=3.14, (y)!?"), (Tokens{"x", "=", "3", ".", "14", ",", "(", "y", ")", "!", "?"}));
    EXPECT_EQ(split("well-known \u201Cquote\u201D\u2026"),
              (Tokens{"well", "-", "known", "\u201C", "quote", "\u201D", "\u2026"}));
    EXPECT_EQ(split("naïve Москва ελληνικά 한국어 عربى"), (Tokens{"naïve", "Москва", "ελληνικά", "한국어", "عربى"}));
}

TEST(Tokens, AnApostropheBetweenLettersBelongsToTheWord)
{
    EXPECT_EQ(split("don't 'quote' l\u2019eau dogs'"), (Tokens{"don't", "'", "quote", "'", "l\u2019eau", "dogs", "'"}));
}

TEST(Tokens, EachChineseCharacterIsOne)
{
    EXPECT_EQ(split("狗咬人。"), (Tokens{"狗", "咬", "人", "。"}));
    EXPECT_EQ(split("我爱GPT模型,2024年"), (Tokens{"我", "爱", "GPT", "模", "型", ",", "2024", "年"}));
    EXPECT_EQ(split("𠮷野家"), (Tokens{"𠮷", "野", "家"}));  // the first lies beyond U+FFFF
    EXPECT_EQ(split("猫が"), (Tokens{"猫", "が"}));
}

TEST(Tokens, AnEmojiIsOneWithAllThatBelongsToIt)
{
    EXPECT_EQ(split("hi😀😀!"), (Tokens{"hi", "😀", "😀", "!"}));
    EXPECT_EQ(split("👍🏽ok"), (Tokens{"👍🏽", "ok"}));
    EXPECT_EQ(split("👩\u200D👩\u200D👧x"), (Tokens{"👩\u200D👩\u200D👧", "x"}));
    EXPECT_EQ(split("❤\uFE0F"), (Tokens{"❤\uFE0F"}));
    EXPECT_EQ(split("🇩🇪🇫🇷"), (Tokens{"🇩🇪", "🇫🇷"}));
    EXPECT_EQ(split("🇩🇪 🇫"), (Tokens{"🇩🇪", "🇫"}));
}

TEST(Tokens, CombiningMarksBelongToTheLetterBefore)
{
    EXPECT_EQ(split("cafe\u0301s x"), (Tokens{"cafe\u0301s", "x"}));
    EXPECT_EQ(split("\u0301a"), (Tokens{"\u0301a"}));
}

TEST(Tokens, AnEmptyLineHasNone)
{
    EXPECT_EQ(split(""), Tokens{});
    EXPECT_EQ(split(" \t \u3000"), Tokens{});
    EXPECT_EQ(split(std::string(3, '\0')), Tokens{});
}

TEST(Tokens, HoldEveryByteThatIsNoWhiteSpaceInOrder)
{
    const std::string line = "Ein Satz, 中文 mit👩\u200D👧 und 'allem' — 1/2 ½ №7 ﬁn…";
    std::string joined, expected;
    for (const std::string& token : split(line)) {
        EXPECT_EQ(first_invalid_utf8(token), std::string::npos);
        joined += token;
    }
    for (const char byte : line)
        if (byte != ' ') expected += byte;
    EXPECT_EQ(joined, expected);
}

TEST(Tokens, OfTooLongTextTooManyTokensOrBrokenUtf8AreRefused)
{
    EXPECT_EQ(split(std::string(4096, 'x')).size(), 1u);
    for (const std::size_t size : {4097, 5000}) {
        const auto refused = tokens_of(std::string(size, 'x'));
        ASSERT_FALSE(refused);
        EXPECT_NE(refused.error().line().find("4096"), std::string::npos);
    }
    EXPECT_EQ(split(std::string(256, '.')).size(), 256u);
    const auto many = tokens_of(std::string(257, '.'));
    ASSERT_FALSE(many);
    EXPECT_NE(many.error().line().find("256"), std::string::npos);
    const auto broken = tokens_of("abc\xFF");
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().where, "byte 3");
}

}  // namespace
}  // namespace phasescope::tokens_test
