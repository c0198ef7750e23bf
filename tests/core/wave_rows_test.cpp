// Rows of waves made from the middle of their block, against rows that are made one by one.
#include <gtest/gtest.h>

#include <random>

#include "core/kernels/streaming.hpp"
#include "core/kernels/wave_run.hpp"
#include "core/matrix.hpp"
#include "core/spectrum.hpp"
#include "core/waves.hpp"
#include "targets.hpp"

namespace phasescope::wave_rows_test {
namespace {

WaveTerms sines_and_cosines(std::int64_t pairs)
{
    WaveTerms terms;
    for (const Turns128 frequency : geometric_spectrum(10000, 2, 2.0 * static_cast<double>(pairs), pairs)) {
        terms.add(1, frequency, -quarter_turn);
        terms.add(1, frequency, 0);
    }
    return terms;
}

WaveTerms any_terms(std::mt19937_64& random, std::int64_t count)
{
    WaveTerms terms;
    for (const Turns128 frequency : geometric_spectrum(500, 2, 2.0 * static_cast<double>(count), count))
        terms.add(static_cast<double>(random() % 1000) / 100 - 5, frequency, random());
    return terms;
}

/// The largest error of any number, in units of its wave's amplitude.
template <class Number>
double error_of_rows(const WaveTerms& terms, std::int64_t first, std::int64_t count)
{
    BasicMatrix<Number> rows(count, terms.size());
    wave_rows(terms, first, count, std::span<Number>(rows.values));
    std::vector<double> row(static_cast<std::size_t>(terms.size()));
    double worst = 0;
    for (std::int64_t r = 0; r < count; ++r) {
        plain::wave_row(terms, 2 * (first + r), row);
        for (std::size_t c = 0; c < row.size(); ++c)
            if (terms.amplitude[c] != 0)
                worst = std::max(worst, std::abs(double{rows.row(r)[c]} - row[c]) / std::abs(terms.amplitude[c]));
    }
    return worst;
}

TEST(WaveRows, AreTheRowsOnEveryInstructionSetForAnyNumberOfTermsAndRows)
{
    for_each_target([] {
        std::mt19937_64 random(7);
        for (const std::int64_t terms : {1, 2, 3, 7, 8, 9, 31, 64, 100, 130}) {
            for (const std::int64_t first : {std::int64_t{0}, std::int64_t{5}, std::int64_t{63}, std::int64_t{-40},
                                             std::int64_t{1'000'003}, std::int64_t{2147483647 - 200}}) {
                for (const std::int64_t count : {1, 15, 16, 64, 65, 150}) {
                    const WaveTerms waves = any_terms(random, terms);
                    // Twice the bound: either side may be off by it.
                    ASSERT_LE(error_of_rows<double>(waves, first, count), 8e-16) << terms << " terms from " << first;
                    ASSERT_LE(error_of_rows<float>(waves, first, count), 1.2e-7) << terms << " terms from " << first;
                }
            }
        }
    });
}

TEST(WaveRows, LargeTablesThatArePassedByTheCachesAreTheSame)
{
    const WaveTerms terms = sines_and_cosines(256);  // rows that end with a line of the cache
    ASSERT_TRUE(is_worth_streaming(2500 * 512 * sizeof(float)));
    EXPECT_LE(error_of_rows<float>(terms, 12345, 2500), 1.2e-7);
    EXPECT_LE(error_of_rows<double>(terms, 2147483647 - 2500, 2500), 8e-16);
    EXPECT_LE(error_of_rows<float>(sines_and_cosines(250), 77, 2500), 1.2e-7);
}

/// Rows that begin `past` numbers behind where memory begins are those that begin there, and nothing around them is touched.
template <class Number>
void expect_the_same_wherever_they_begin(std::int64_t width)
{
    const WaveTerms terms = sines_and_cosines(width / 2);
    const std::int64_t count = (std::int64_t{4} << 20) / (width * static_cast<std::int64_t>(sizeof(Number))) + 150;
    const auto size = static_cast<std::size_t>(count * width);
    ASSERT_TRUE(is_worth_streaming(size * sizeof(Number)));
    Matrix expected(count, width);
    for (std::int64_t r = 0; r < count; ++r) wave_row(terms, 2 * (5 + r), expected.row(r));
    for (const std::size_t past : {0, 4, 7}) {
        std::vector<Number> all(size + past + 20, Number{9});
        wave_rows(terms, 5, count, std::span(all).subspan(past, size));
        double worst = 0;
        for (std::size_t i = 0; i < size; ++i) worst = std::max(worst, std::abs(double{all[past + i]} - expected.values[i]));
        ASSERT_LE(worst, sizeof(Number) == sizeof(float) ? 1.2e-7 : 8e-16) << width << " past " << past;
        for (std::size_t i = 0; i < all.size(); ++i)
            ASSERT_EQ(all[i] == 9, i < past || i >= past + size) << width << " past " << past << " at " << i;
    }
}

TEST(WaveRows, AreTheSameWhereverInALineOfTheCacheTheyBegin)
{
    for_each_target([] {
        expect_the_same_wherever_they_begin<float>(32);
        expect_the_same_wherever_they_begin<float>(112);
        expect_the_same_wherever_they_begin<float>(1024);  // whole pages
        expect_the_same_wherever_they_begin<double>(24);
        expect_the_same_wherever_they_begin<double>(512);
    });
}

TEST(WaveRows, ARowDoesNotDependOnTheOthersThatAreAskedFor)
{
    const WaveTerms terms = sines_and_cosines(20);
    FloatMatrix all(5000, 40), some(700, 40);
    wave_rows(terms, 0, 5000, std::span(all.values));
    wave_rows(terms, 1234, 700, std::span(some.values));
    for (std::int64_t r = 0; r < some.rows; ++r) ASSERT_TRUE(std::ranges::equal(some.row(r), all.row(1234 + r))) << r;
}

TEST(WaveRows, ThoseOfPositionZeroAreExact)
{
    const WaveTerms terms = sines_and_cosines(32);
    Matrix rows(200, 64);
    wave_rows(terms, -100, 200, std::span(rows.values));
    for (std::int64_t c = 0; c < 64; ++c) ASSERT_EQ(rows(100, c), c % 2) << c;
}

TEST(WaveRun, HoldsTheSumsAtSuccessivePositions)
{
    for_each_target([] {
        std::mt19937_64 random(9);
        for (const std::int64_t terms : {1, 5, 64, 100}) {
            for (const std::int64_t first :
                 {std::int64_t{-300}, std::int64_t{0}, std::int64_t{63}, std::int64_t{2147483647 - 5000}}) {
                for (const std::int64_t count : {1, 64, 700}) {
                    const WaveTerms waves = any_terms(random, terms);
                    const std::vector<double> found = wave_run(waves, first, count);
                    double amplitudes = 0;
                    for (const double amplitude : waves.amplitude) amplitudes += std::abs(amplitude);
                    for (std::int64_t i = 0; i < count; ++i) {
                        const std::int64_t twice = 2 * (first + i);
                        double expected = 0;
                        plain::wave_sums(waves, {&twice, 1}, {&expected, 1});
                        ASSERT_NEAR(found[static_cast<std::size_t>(i)], expected, 2e-15 * amplitudes) << first + i;
                    }
                }
            }
        }
    });
    EXPECT_TRUE(wave_run({}, 5, 0).empty());
}

TEST(Streaming, CopiesWhatIsThereAndNothingElse)
{
    for_each_target([] {
        std::vector<float> from(300), to(400);
        for (std::size_t i = 0; i < from.size(); ++i) from[i] = static_cast<float>(i) + 1;
        for (std::size_t at = 0; at < 40; ++at) {
            for (const std::size_t count : {0, 1, 15, 16, 17, 40, 300}) {
                std::ranges::fill(to, -1.0f);
                copy_streamed(std::span<const float>(from).first(count), std::span(to).subspan(at, count));
                end_streaming();
                for (std::size_t i = 0; i < to.size(); ++i)
                    ASSERT_EQ(to[i], i >= at && i < at + count ? static_cast<float>(i - at) + 1 : -1.0f) << i;
            }
        }
    });
}

}  // namespace
}  // namespace phasescope::wave_rows_test
