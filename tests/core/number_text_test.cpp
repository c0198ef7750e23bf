#include "core/number_text.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

namespace phasescope::number_text_test {
namespace {

TEST(NumberText, NumbersAreWrittenAsPeopleWriteThem)
{
    EXPECT_EQ(shortest_text(0), "0");
    EXPECT_EQ(shortest_text(-0.0), "0");
    EXPECT_EQ(shortest_text(10000), "10000");
    EXPECT_EQ(shortest_text(-2147483648.0), "-2147483648");
    EXPECT_EQ(shortest_text(0.1), "0.1");
    EXPECT_EQ(shortest_text(6.02e23), "6.02e+23");
    EXPECT_EQ(shortest_text(INFINITY), "inf");
    EXPECT_EQ(shortest_text(-INFINITY), "-inf");
    EXPECT_EQ(shortest_text(std::copysign(NAN, -1.0)), "nan");
    EXPECT_EQ(rounded_text(0.84147098, 4), "0.8415");
    EXPECT_EQ(rounded_text(1.1e-13, 4), "1.1e-13");
    EXPECT_EQ(rounded_text(-0.0, 4), "0");
    EXPECT_EQ(rounded_text(2.0 / 3, 17), "0.66666666666666663");
}

TEST(NumberText, TheShortestTextReadsBackTheSame)
{
    std::mt19937_64 random(3);
    for (int i = 0; i < 100000; ++i) {
        double number = std::bit_cast<double>(random());
        if (i % 4 == 0) number = std::ldexp(1.0, static_cast<int>(random() % 2000) - 1000);
        if (i % 4 == 1) number = static_cast<double>(static_cast<std::int64_t>(random()) >> (random() % 64));
        if (std::isnan(number)) continue;
        const std::optional<double> read = parsed_number(shortest_text(number));
        ASSERT_TRUE(read) << shortest_text(number);
        ASSERT_EQ(*read, number) << shortest_text(number);
    }
}

TEST(NumberText, OnlyAWholeTextIsANumber)
{
    EXPECT_EQ(parsed_number("12"), 12);
    EXPECT_EQ(parsed_number("+12.5"), 12.5);
    EXPECT_EQ(parsed_number("-1e3"), -1000);
    EXPECT_EQ(parsed_number(".5"), 0.5);
    EXPECT_EQ(parsed_number("inf"), INFINITY);
    EXPECT_EQ(parsed_number("4.9e-324"), std::numeric_limits<double>::denorm_min());
    ASSERT_TRUE(parsed_number("nan"));
    EXPECT_TRUE(std::isnan(*parsed_number("nan")));
    for (const std::string_view text :
         {"", "+", "-", "+-5", "++5", " 5", "5 ", "5x", "0x10", "1,5", "1e", "1e400", "five", "."})
        EXPECT_FALSE(parsed_number(text)) << '"' << text << '"';
}

TEST(BytesText, HasTheLargestUnitOfWhichThereIsOne)
{
    EXPECT_EQ(bytes_text(0), "0 bytes");
    EXPECT_EQ(bytes_text(1), "1 byte");
    EXPECT_EQ(bytes_text(999), "999 bytes");
    EXPECT_EQ(bytes_text(1000), "1 kB");
    EXPECT_EQ(bytes_text(999499), "999 kB");
    EXPECT_EQ(bytes_text(999600), "1 MB");
    EXPECT_EQ(bytes_text(1.234e9), "1.23 GB");
    EXPECT_EQ(bytes_text(5e12), "5 TB");
}

}  // namespace
}  // namespace phasescope::number_text_test
