#include "app/plot/ticks.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/number_text.hpp"
#include "core/random.hpp"

namespace phasescope::ticks_test {
namespace {

const std::string thin = "\u2009", minus = "−";

void replace_all(std::string& text, const std::string& old, const std::string& now)
{
    for (auto at = text.find(old); at != text.npos; at = text.find(old, at + now.size())) text.replace(at, old.size(), now);
}

/// The number that a reader sees.
double read(std::string text)
{
    replace_all(text, thin, "");
    replace_all(text, minus, "-");
    replace_all(text, "·10", "e");
    const std::string raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    for (std::size_t digit = 0; digit < 10; ++digit) replace_all(text, raised[digit], std::to_string(digit));
    replace_all(text, "⁻", "-");
    const auto number = parsed_number(text);
    EXPECT_TRUE(number) << text;
    return number.value_or(NAN);
}

struct Range {
    double lo, hi;
};

/// Ranges of all magnitudes, near zero and far from it, with a fixed seed.
std::vector<Range> many_ranges()
{
    std::vector<Range> ranges{
        {0, 1},          {0, 100}, {-1, 1},      {-0.3, 0.3}, {0, 2147483647},  {2147483000, 2147483647}, {1e9, 1e9 + 1},
        {-1e-13, 1e-13}, {0, 1e7}, {1e-7, 3e-7}, {-5, 1e12},  {1e-200, 2e-200}, {-1e200, 1e200}};
    const std::vector<double> random = normals(7, 0, 600);
    for (std::size_t i = 0; i + 2 < random.size(); i += 3) {
        const double scale = std::pow(10, 4 * random[i]);
        const double a = random[i + 1] * scale, b = random[i + 2] * scale;
        if (a != b) ranges.push_back({std::min(a, b), std::max(a, b)});
    }
    return ranges;
}

TEST(Ticks, TicksLieInTheRangeOnEvenlySpacedRoundNumbers)
{
    for (const auto& [lo, hi] : many_ranges()) {
        for (const int most : {2, 3, 6, 11}) {
            const std::vector<Tick> ticks = round_ticks(lo, hi, most);
            EXPECT_LE(ticks.size(), static_cast<std::size_t>(most)) << lo << " " << hi;
            for (const Tick& tick : ticks) EXPECT_TRUE(lo <= tick.at && tick.at <= hi) << lo << " " << hi << " " << tick.at;
            if (ticks.size() < 2) continue;
            const double step = ticks[1].at - ticks[0].at;
            const double digit = step / std::pow(10, std::floor(std::log10(step) + 1e-6));
            // Subtracting numbers of size `reach` leaves an error of a few of its last bits.
            const double slack = 8e-16 * std::max(std::abs(lo), std::abs(hi)) / step + 1e-9;
            EXPECT_TRUE(std::abs(digit - 1) < 10 * slack || std::abs(digit - 2) < 10 * slack
                        || std::abs(digit - 5) < 10 * slack)
                << lo << " " << hi << " step " << step;
            for (const Tick& tick : ticks)
                EXPECT_NEAR(std::remainder(tick.at, step) / step, 0, std::abs(tick.at / step) * slack + slack)
                    << lo << " " << hi;
        }
    }
}

TEST(Ticks, TextsSayTheNumbersAndDiffer)
{
    for (const auto& [lo, hi] : many_ranges()) {
        const std::vector<Tick> ticks = round_ticks(lo, hi, 8);
        std::set<std::string> texts;
        for (const Tick& tick : ticks) {
            texts.insert(tick.text);
            // Reading and one division round once each; a thousandth of the range is far more.
            EXPECT_NEAR(read(tick.text), tick.at, 1e-3 * (hi - lo)) << tick.text;
        }
        EXPECT_EQ(texts.size(), ticks.size()) << lo << " " << hi;
    }
}

TEST(Ticks, MoreRoomNeverGivesFewerTicks)
{
    for (const auto& [lo, hi] : many_ranges())
        for (int most = 3; most < 20; ++most)
            EXPECT_GE(round_ticks(lo, hi, most).size(), round_ticks(lo, hi, most - 1).size())
                << lo << " " << hi << " " << most;
}

TEST(Ticks, WholeTicksAreWhole)
{
    for (const Tick& tick : round_ticks(-0.5, 3.5, 11, true)) EXPECT_EQ(tick.at, std::floor(tick.at));
    EXPECT_EQ(round_ticks(-0.5, 3.5, 11, true).size(), 4u);
    EXPECT_EQ(round_ticks(-0.5, 0.5, 11, true).size(), 1u);
    EXPECT_TRUE(round_ticks(0.2, 0.8, 11, true).empty());
}

TEST(Ticks, TextsAreWrittenAsPeopleReadThem)
{
    const auto texts = [](double lo, double hi, int most) {
        std::vector<std::string> all;
        for (const Tick& tick : round_ticks(lo, hi, most)) all.push_back(tick.text);
        return all;
    };
    using Texts = std::vector<std::string>;
    EXPECT_EQ(texts(-1, 1, 5), (Texts{"−1.0", "−0.5", "0", "0.5", "1.0"}));
    EXPECT_EQ(texts(0, 20000, 3), (Texts{"0", "10\u2009000", "20\u2009000"}));
    EXPECT_EQ(texts(0, 4000, 3), (Texts{"0", "2000", "4000"}));
    EXPECT_EQ(texts(-1e-13, 1e-13, 3), (Texts{"−1·10⁻¹³", "0", "1·10⁻¹³"}));
    EXPECT_EQ(texts(0, 2147483647, 3), (Texts{"0", "1·10⁹", "2·10⁹"}));
}

TEST(Ticks, RangesThatAreNoneHaveNoTicks)
{
    for (const auto& [lo, hi] :
         {Range{1, 1}, Range{2, 1}, Range{NAN, 1}, Range{0, NAN}, Range{0, INFINITY}, Range{-INFINITY, INFINITY}})
        EXPECT_TRUE(round_ticks(lo, hi, 5).empty()) << lo << " " << hi;
}

TEST(Readable, NumbersHaveTheDigitsAskedForAndNoMore)
{
    EXPECT_EQ(readable(0.84147098, 4), "0.8415");
    EXPECT_EQ(readable(-0.5, 4), "−0.5");
    EXPECT_EQ(readable(60610.7, 5), "60\u2009611");
    EXPECT_EQ(readable(9999.0, 4), "9999");
    EXPECT_EQ(readable(9999.6, 4), "10\u2009000");
    EXPECT_EQ(readable(10000.0, 10), "10\u2009000");
    EXPECT_EQ(readable(1.1e-13, 4), "1.1·10⁻¹³");
    EXPECT_EQ(readable(1e9, 3), "1·10⁹");
    EXPECT_EQ(readable(0.0, 3), "0");
    EXPECT_EQ(readable(-0.0, 3), "0");
    EXPECT_EQ(readable(INFINITY, 3), "∞");
    EXPECT_EQ(readable(-INFINITY, 3), "−∞");
    EXPECT_EQ(readable(NAN, 3), "NaN");
    EXPECT_EQ(readable(std::int64_t{-1234567}), "−1\u2009234\u2009567");
    EXPECT_EQ(readable(std::int64_t{9999}), "9999");
}

TEST(Readable, SeventeenDigitsReadBackAsTheSameNumber)
{
    for (const double scale : {1e-300, 1e-5, 1.0, 1e6, 1e15, 1e300})
        for (const double number : normals(3, 0, 50)) EXPECT_EQ(read(readable(number * scale, 17)), number * scale);
}

}  // namespace
}  // namespace phasescope::ticks_test
