// A zero has no sign: sin(0) is +0 as in C and numpy, and so is every other zero that is computed.
#include <gtest/gtest.h>

#include <cmath>

#include "core/kernels/wave_rows.hpp"
#include "core/picture.hpp"
#include "core/waves.hpp"
#include "variants.hpp"

namespace phasescope::zeros_test {
namespace {

template <class Number>
std::int64_t negative_zeros(std::span<const Number> numbers)
{
    return std::ranges::count_if(numbers, [](Number x) { return x == 0 && std::signbit(x); });
}

std::int64_t negative_zeros(const std::vector<double>& numbers)
{
    return negative_zeros(std::span<const double>(numbers));
}

/// Cosines and sines of quarter turns, of waves that stand still, and with amplitudes of either sign and 0.
WaveTerms terms_with_zeros()
{
    WaveTerms terms;
    for (const double amplitude : {1.0, -1.0, 0.0, 0.5})
        for (const Turns128 frequency : {Turns128{0}, Turns128{1} << 126, Turns128{1} << 125})
            for (const Turns64 phase : {Turns64{0}, quarter_turn, half_turn, half_turn + quarter_turn})
                terms.add(amplitude, frequency, phase);
    return terms;
}

TEST(Zeros, AWaveThatPassesZeroIsPlusZeroThereInEveryKernel)
{
    for (const Turns64 phase : {quarter_turn, half_turn + quarter_turn}) EXPECT_FALSE(std::signbit(cos_turns(phase)));
    for (const Turns64 phase : {Turns64{0}, half_turn}) EXPECT_FALSE(std::signbit(sin_turns(phase)));
    for (const bool ones : {false, true}) {
        WaveTerms terms = terms_with_zeros();
        if (ones) terms.amplitude.assign(terms.amplitude.size(), 1);  // floats have a path of their own for these
        std::vector<double> row(terms.amplitude.size());
        std::vector<float> floats(row.size());
        for (std::int64_t twice = -9; twice <= 9; ++twice) {
            wave_row(terms, twice, row);
            EXPECT_EQ(negative_zeros(row), 0) << twice;
            plain::wave_row(terms, twice, row);
            EXPECT_EQ(negative_zeros(row), 0) << twice;
            wave_row(terms, twice, floats);
            EXPECT_EQ(negative_zeros<float>(floats), 0) << twice;
            plain::wave_row(terms, twice, floats);
            EXPECT_EQ(negative_zeros<float>(floats), 0) << twice;
        }
        std::vector<double> rows(300 * row.size());
        std::vector<float> float_rows(rows.size());
        wave_rows(terms, -150, 300, rows);
        wave_rows(terms, -150, 300, float_rows);
        EXPECT_EQ(negative_zeros(rows), 0);
        EXPECT_EQ(negative_zeros<float>(float_rows), 0);
        const std::vector<std::int64_t> twice{-8, -3, 0, 1, 4, 8};
        std::vector<double> sums(twice.size());
        wave_sums(terms, twice, sums);
        EXPECT_EQ(negative_zeros(sums), 0);
        plain::wave_sums(terms, twice, sums);
        EXPECT_EQ(negative_zeros(sums), 0);
    }
}

/// The sheets of a scene that hold a negative zero, and how many.
std::string sheets_with_negative_zeros(const Scene& scene)
{
    std::string found;
    const Mechanism mechanism = mechanism_of(scene);
    for (std::size_t s = 0; s < sheet_names.size(); ++s) {
        const auto sheet = static_cast<Sheet>(s);
        if (!has_sheet(mechanism, sheet)) continue;
        const Result<Picture> made = picture(scene, mechanism, sheet);
        if (!made) continue;
        const Matrix numbers = dense(made->field);
        std::int64_t count = negative_zeros(numbers.values);
        for (std::int64_t row = 0; row < numbers.rows; ++row)
            for (std::int64_t col = 0; col < numbers.cols; ++col) {
                const double one = value(made->field, row, col);
                count += one == 0 && std::signbit(one);
            }
        if (count > 0) found += std::string(sheet_names[s]) + ": " + std::to_string(count) + "; ";
    }
    return found;
}

TEST(Zeros, NoSheetOfAnyEncodingHoldsANegativeZero)
{
    for (const std::int64_t start : {0, 5})
        for (const auto& [name, scene] : variants(12, start, {4, 7}))
            for (const bool causal : {false, true})
                for (const ContentKind kind : {ContentKind::ones, ContentKind::different}) {
                    Scene one = scene;
                    one.attention.causal = causal;
                    one.content.kind = kind;
                    EXPECT_EQ(sheets_with_negative_zeros(repaired(one)), "") << name << " from " << start;
                }
}

}  // namespace
}  // namespace phasescope::zeros_test
