#include "core/waves.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/encoding.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/spectrum.hpp"
#include "quad.hpp"
#include "targets.hpp"

namespace phasescope::waves_test {
namespace {

/// Errors allowed for a unit amplitude (design: 4e-16 in double, 1.2e-7 in float).
constexpr double double_bound = 4e-16;
constexpr double float_bound = 1.2e-7;

constexpr std::int64_t last_position = 2147483647;

double uniform(std::mt19937_64& random, double lo, double hi)
{
    return lo + (hi - lo) * static_cast<double>(random() >> 11) * 0x1p-53;
}

/// Terms of a geometric spectrum with random amplitudes and phases.
WaveTerms random_terms(std::mt19937_64& random, std::int64_t count)
{
    WaveTerms terms;
    for (const Turns128 frequency :
         geometric_spectrum(10000, 2, 2.0 * static_cast<double>(std::max<std::int64_t>(count, 1)), count))
        terms.add(uniform(random, -3, 3), frequency, random());
    return terms;
}

/// Twice a position, of either sign, evenly spread over the orders of magnitude up to 2^32.
std::int64_t random_argument(std::mt19937_64& random)
{
    const auto size = static_cast<std::int64_t>(random() >> (32 + random() % 32));
    return random() & 1 ? size : -size;
}

/// A term at x = twice_x / 2 from the bits of its frequency and phase.
Quad exact_term(const WaveTerms& terms, std::size_t c, std::int64_t twice_x)
{
    const Quad x = Quad(twice_x) * turns(terms.frequency[c]) / 2 + turns(terms.phase[c]);
    return Quad(terms.amplitude[c]) * cos((x - floor(x)) * quad_two_pi);
}

/// The sinusoidal encoding (paper's exponent, interleaved) by its formula.
Quad exact_cell(const Quad& log_base, std::int64_t d, std::int64_t position, std::int64_t channel)
{
    const Quad angle = position * exp(-log_base * (2 * (channel / 2)) / d);
    return channel % 2 == 0 ? sin(angle) : cos(angle);
}

/// 10^5 random cells: d of 2 to 8192, base from 1.0001 to 10^9, positions to 2^31 - 1, each evenly over its logarithm.
template <class Check>
void for_random_cells(const Check& check)
{
    std::mt19937_64 random(20240901);
    const Encoding& encoding = *find_encoding("sinusoidal");
    for (int table = 0; table < 500; ++table) {
        const double d = std::floor(std::exp(uniform(random, std::log(2), std::log(8193))));
        const double base = std::clamp(std::exp(uniform(random, std::log(1.0001), std::log(1e9))), 1.0001, 1e9);
        const auto terms = std::get<AddedToInput>(encoding.mechanism(std::vector<double>{d, base, 0, 0}, {})).waves;
        const Quad log_base = log(Quad(base));
        for (int row = 0; row < 10; ++row) {
            const auto position =
                std::min(last_position, static_cast<std::int64_t>(std::exp(uniform(random, 0, std::log(0x1p31)))));
            std::vector<std::int64_t> channels(20);
            for (std::int64_t& c : channels) c = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(d));
            check(terms, log_base, static_cast<std::int64_t>(d), position, channels);
        }
    }
}

TEST(WaveRow, HundredThousandRandomCellsAreExactInDoubleAndInFloat)
{
    double worst_double = 0, worst_float = 0;
    for_random_cells([&](const WaveTerms& terms, const Quad& log_base, std::int64_t d, std::int64_t position,
                         const std::vector<std::int64_t>& channels) {
        std::vector<double> row(terms.amplitude.size()), twin(row.size());
        std::vector<float> float_row(row.size()), float_twin(row.size());
        wave_row(terms, 2 * position, row);
        wave_row(terms, 2 * position, float_row);
        plain::wave_row(terms, 2 * position, twin);
        plain::wave_row(terms, 2 * position, float_twin);
        for (const std::int64_t channel : channels) {
            const auto c = static_cast<std::size_t>(channel);
            const Quad exact = exact_cell(log_base, d, position, channel);
            worst_double = std::max({worst_double, error_of(row[c], exact), error_of(twin[c], exact)});
            worst_float = std::max({worst_float, error_of(float_row[c], exact), error_of(float_twin[c], exact)});
        }
    });
    EXPECT_LE(worst_double, double_bound);
    EXPECT_LE(worst_float, float_bound);
    RecordProperty("worst_double", std::to_string(worst_double * 1e16) + "e-16");
    RecordProperty("worst_float", std::to_string(worst_float * 1e8) + "e-8");
}

TEST(WaveRow, EveryInstructionSetKeepsTheBoundForAnyAmplitudePhaseAndNumberOfTerms)
{
    for_each_target([] {
        std::mt19937_64 random(3);
        for (std::int64_t count = 0; count < 70; ++count) {
            const WaveTerms terms = random_terms(random, count);
            const std::int64_t twice_x = random_argument(random);
            std::vector<double> row(static_cast<std::size_t>(count));
            std::vector<float> float_row(row.size());
            wave_row(terms, twice_x, row);
            wave_row(terms, twice_x, float_row);
            for (std::size_t c = 0; c < row.size(); ++c) {
                const Quad exact = exact_term(terms, c, twice_x);
                const double amplitude = std::abs(terms.amplitude[c]);
                ASSERT_LE(error_of(row[c], exact), double_bound * amplitude) << "term " << c << " of " << count;
                ASSERT_LE(error_of(float_row[c], exact), float_bound * amplitude) << "term " << c << " of " << count;
            }
        }
    });
}

TEST(WaveRow, NothingIsWrittenPastTheLastTerm)
{
    for_each_target([] {
        std::mt19937_64 random(4);
        for (std::int64_t count = 0; count < 40; ++count) {
            const WaveTerms terms = random_terms(random, count);
            std::vector<double> row(static_cast<std::size_t>(count) + 8, 7.0);
            std::vector<float> float_row(row.size(), 7.0f);
            wave_row(terms, 5, std::span(row).first(static_cast<std::size_t>(count)));
            wave_row(terms, 5, std::span(float_row).first(static_cast<std::size_t>(count)));
            for (std::size_t c = static_cast<std::size_t>(count); c < row.size(); ++c) {
                ASSERT_EQ(row[c], 7.0);
                ASSERT_EQ(float_row[c], 7.0f);
            }
        }
    });
}

TEST(WaveRow, ExtremeArgumentsAreExact)
{
    for_each_target([] {
        std::mt19937_64 random(5);
        const WaveTerms terms = random_terms(random, 32);
        std::vector<double> row(32);
        const std::int64_t largest = (std::int64_t{1} << 33) - 1;
        for (const std::int64_t twice_x : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, 2 * last_position,
                                           2 * last_position + 2, largest, -largest}) {
            wave_row(terms, twice_x, row);
            for (std::size_t c = 0; c < row.size(); ++c)
                ASSERT_LE(error_of(row[c], exact_term(terms, c, twice_x)), double_bound * std::abs(terms.amplitude[c]))
                    << twice_x;
        }
    });
}

/// Float cosines of phases against double ones, which the tests above hold to 4e-16: the worst error.
double worst_float_error(const std::vector<Turns64>& phases)
{
    WaveTerms terms;
    terms.phase = phases;
    terms.amplitude.assign(phases.size(), 1);
    terms.frequency.assign(phases.size(), 0);
    std::vector<double> exact(phases.size());
    std::vector<float> row(phases.size());
    wave_row(terms, 0, exact);
    wave_row(terms, 0, row);
    double worst = 0;
    for (std::size_t i = 0; i < row.size(); ++i) worst = std::max(worst, std::abs(static_cast<double>(row[i]) - exact[i]));
    return worst;
}

TEST(WaveRow, FloatCosinesKeepTheBoundAtEvery64thOf32BitPhasesAndAroundEveryQuarterTurn)
{
    double worst = 0;
    std::vector<Turns64> phases(1 << 14);
    for (std::uint64_t from = 0; from < std::uint64_t{1} << 32; from += 64 * phases.size()) {
        for (std::size_t i = 0; i < phases.size(); ++i) phases[i] = (from + 64 * i) << 32;
        worst = std::max(worst, worst_float_error(phases));
    }
    for (std::uint64_t quarter = 0; quarter < 4; ++quarter) {
        for (std::size_t i = 0; i < phases.size(); ++i) phases[i] = quarter * quarter_turn + ((i - phases.size() / 2) << 32);
        worst = std::max(worst, worst_float_error(phases));
    }
    // The low half of a phase is cut off: at most 2^-32 turn, 1.5e-9.
    std::mt19937_64 random(6);
    std::ranges::generate(phases, std::ref(random));
    worst = std::max(worst, worst_float_error(phases));
    EXPECT_LE(worst, float_bound);
    RecordProperty("worst_float", std::to_string(worst * 1e8) + "e-8");
}

TEST(WaveSums, EverySumIsTheSumOfItsTerms)
{
    for_each_target([] {
        std::mt19937_64 random(7);
        for (const std::int64_t count : {1, 2, 5, 64, 300}) {
            const WaveTerms terms = random_terms(random, count);
            std::vector<std::int64_t> arguments(150);
            std::ranges::generate(arguments, [&] { return random_argument(random); });
            std::vector<double> sums(arguments.size()), twins(arguments.size());
            wave_sums(terms, arguments, sums);
            plain::wave_sums(terms, arguments, twins);
            double reach = 0;
            for (const double a : terms.amplitude) reach += std::abs(a);
            // Adding n terms one after another rounds at most n times by 2^-53 of their reach.
            const double tolerance = (double_bound + static_cast<double>(count) * 0x1p-53) * reach;
            for (std::size_t i = 0; i < sums.size(); ++i) {
                ASSERT_NEAR(sums[i], twins[i], 2 * tolerance);
                if (i % 10 != 0) continue;
                Quad exact = 0;
                for (std::size_t c = 0; c < terms.amplitude.size(); ++c) exact += exact_term(terms, c, arguments[i]);
                ASSERT_LE(error_of(sums[i], exact), tolerance) << arguments[i];
            }
        }
    });
}

TEST(WaveSums, NeighboursAndTheFarthestArgumentsCanStandSideBySide)
{
    for_each_target([] {
        std::mt19937_64 random(8);
        const WaveTerms terms = random_terms(random, 10);
        const std::int64_t largest = (std::int64_t{1} << 33) - 1;
        for (std::size_t count = 0; count < 300; count += 1 + count / 4) {
            std::vector<std::int64_t> arguments(count);
            for (std::size_t i = 0; i < count; ++i)
                arguments[i] = i % 3 == 0 ? static_cast<std::int64_t>(i) : i % 3 == 1 ? largest : -largest;
            std::vector<double> sums(count), twins(count);
            wave_sums(terms, arguments, sums);
            plain::wave_sums(terms, arguments, twins);
            // Ten terms of at most 3 each: 14 roundings of 30 each side.
            for (std::size_t i = 0; i < count; ++i) ASSERT_NEAR(sums[i], twins[i], 2 * 30 * (double_bound + 10 * 0x1p-53));
        }
    });
}

TEST(WaveSums, NoTermsSumToZero)
{
    const std::vector<std::int64_t> arguments{0, 5, -9};
    std::vector<double> sums(3, 1.0);
    wave_sums({}, arguments, sums);
    EXPECT_EQ(sums, std::vector<double>(3, 0.0));
}

TEST(DotProducts, TilesOfAnyShapeAgreeWithThePlainTwin)
{
    for_each_target([] {
        std::mt19937_64 random(9);
        for (const std::size_t rows : {1, 3, 6, 9, 200}) {
            for (const std::size_t cols : {1, 7, 8, 33}) {
                for (const std::size_t width : {1, 2, 255, 256, 300}) {
                    std::vector<double> u(rows * width), v(cols * width), sum(rows * cols, 0.5), twin(sum);
                    for (double& number : u) number = uniform(random, -1, 1);
                    for (double& number : v) number = uniform(random, -1, 1);
                    add_dot_products(u, v, static_cast<std::int64_t>(width), sum);
                    plain::add_dot_products(u, v, static_cast<std::int64_t>(width), twin);
                    // Each of the two sums rounds at most width + 1 times by 2^-53 of its reach, width + 0.5.
                    const double reach = static_cast<double>(width) + 1;
                    for (std::size_t i = 0; i < sum.size(); ++i) ASSERT_NEAR(sum[i], twin[i], 2 * reach * reach * 0x1p-53);

                    const std::vector<float> floats_u(u.begin(), u.end()), floats_v(v.begin(), v.end());
                    std::vector<double> of_floats(sum.size(), 0.5);
                    add_dot_products(floats_u, floats_v, static_cast<std::int64_t>(width), of_floats);
                    // Both factors are rounded, and each sum of a run.
                    for (std::size_t i = 0; i < sum.size(); ++i)
                        ASSERT_NEAR(of_floats[i], twin[i], (floats_in_a_run + 2) * reach * 0x1p-24);
                }
            }
        }
    });
}

}  // namespace
}  // namespace phasescope::waves_test
