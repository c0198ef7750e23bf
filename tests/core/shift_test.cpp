#include "core/analysis/shift.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/rotation.hpp"
#include "core/scene.hpp"
#include "tests/core/reference.hpp"

namespace phasescope::shift_test {
namespace {

Mechanism mechanism(std::string_view encoding, std::vector<double> settings)
{
    Scene scene;
    scene.encoding = encoding;
    scene.settings = std::move(settings);
    return mechanism_of(repaired(scene));
}

WaveField table_of(const Mechanism& mechanism, std::int64_t rows, std::int64_t start)
{
    const auto& table = std::get<AddedToInput>(mechanism);
    return {rows, start, table.waves, table.alternating};
}

Matrix product(const Matrix& a, const Matrix& b)
{
    Matrix result(a.rows, b.cols);
    for (std::int64_t i = 0; i < a.rows; ++i)
        for (std::int64_t j = 0; j < b.cols; ++j)
            for (std::int64_t k = 0; k < a.cols; ++k) result(i, j) += a(i, k) * b(k, j);
    return result;
}

double largest_difference(const Matrix& a, const Matrix& b)
{
    EXPECT_EQ(a.rows, b.rows);
    EXPECT_EQ(a.cols, b.cols);
    double largest = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i) largest = std::max(largest, std::abs(a.values[i] - b.values[i]));
    return largest;
}

Matrix identity(std::int64_t d)
{
    Matrix result(d, d);
    for (std::int64_t c = 0; c < d; ++c) result(c, c) = 1;
    return result;
}

TEST(Shift, MatrixOfTheSinusoidalEncodingHasTheReferenceValues)
{
    const reference::Json golden = reference::group("g03_similarity");
    int cases = 0;
    for (const auto& one : golden.at("cases")) {
        if (one.at("kind") != "linear_shift") continue;
        ++cases;
        const auto rows = one.at("matrix").get<std::vector<std::vector<double>>>();
        const Matrix found = shift_matrix(mechanism("sinusoidal", {one.at("d"), one.at("base")}), one.at("offset"));
        ASSERT_EQ(found.rows, static_cast<std::int64_t>(rows.size()));
        for (std::int64_t i = 0; i < found.rows; ++i)
            for (std::int64_t j = 0; j < found.cols; ++j)
                EXPECT_NEAR(found(i, j), rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)],
                            4e-16);  // one cosine
        const auto before = one.at("pe_pos").get<std::vector<double>>(),
                   after = one.at("pe_pos_plus_k").get<std::vector<double>>();
        for (std::int64_t i = 0; i < found.rows; ++i) {
            double moved = 0;
            for (std::int64_t j = 0; j < found.cols; ++j) moved += found(i, j) * before[static_cast<std::size_t>(j)];
            EXPECT_NEAR(moved, after[static_cast<std::size_t>(i)], 2e-15);  // two products of cosines off by 4e-16
        }
    }
    EXPECT_EQ(cases, 2);
}

TEST(Shift, ByZeroIsTheIdentity)
{
    for (const Encoding& encoding : encodings()) {
        const Mechanism acts = mechanism(encoding.name, {6});
        const auto* rotation = std::get_if<RotatesQueryKey>(&acts);
        if (!std::holds_alternative<AddedToInput>(acts) && !(rotation && rotation->is_plain())) continue;
        const Matrix matrix = shift_matrix(acts, 0);
        EXPECT_EQ(matrix, identity(6)) << encoding.name;
    }
}

TEST(Shift, ByAThenByBIsTheShiftByTheirSum)
{
    for (const double halves : {0.0, 1.0}) {
        for (const char* name : {"sinusoidal", "rope"}) {
            const Mechanism acts = mechanism(name, {10, 1e4, halves});
            const Matrix both = product(shift_matrix(acts, 1000000000), shift_matrix(acts, -77));
            // Each entry is two products of two cosines off by 4e-16: at most 4 * 4e-16 and two roundings.
            EXPECT_LE(largest_difference(both, shift_matrix(acts, 999999923)), 2e-15) << name;
            EXPECT_LE(largest_difference(product(shift_matrix(acts, 5), shift_matrix(acts, -5)), identity(10)), 2e-15)
                << name;
        }
    }
}

TEST(Shift, OfRoPEIsTheRotationOfTheVector)
{
    for (const double halves : {0.0, 1.0}) {
        const Mechanism acts = mechanism("rope", {8, 1e4, halves, 0.5});
        const std::vector<double> vector{1, 2, 3, 4, 5, 6, 7, 8};
        std::vector<double> expected(8), found(8);
        wave_row(rotated(std::get<RotatesQueryKey>(acts), vector), 2 * 12345, expected);
        shift(acts, 12345).apply(vector, found);
        // Channels of up to 8 turned by cosines off by 4e-16, and the phase of the pair, rounded to 1e-15.
        for (std::size_t c = 0; c < 8; ++c) EXPECT_NEAR(found[c], expected[c], 8 * 3e-15);
        EXPECT_EQ(std::vector<double>(found.begin() + 4, found.end()), (std::vector<double>{5, 6, 7, 8}));
    }
}

TEST(Shift, LeavesOnlyRoundingForWholePairs)
{
    for (const std::vector<double>& settings :
         std::vector<std::vector<double>>{{512, 1e4, 0, 0}, {64, 5e5, 1, 0}, {8, 1e4, 1, 1}, {2, 2}}) {
        const Mechanism acts = mechanism("sinusoidal", settings);
        // Two products of two numbers off by 4e-16, against one such number: 5 * 4e-16.
        EXPECT_LE(shift_residual(acts, table_of(acts, 1000, 0)), 2e-15);
        EXPECT_LE(shift_residual(acts, table_of(acts, 1000, 2000000000)), 2e-15);
        EXPECT_GT(shift_residual(acts, table_of(acts, 1000, 0)), 0);
    }
}

TEST(Shift, LeavesALargeResidualForASineWithoutItsCosine)
{
    // The residual of the lone sine is |cos(w p) sin(w s)|: it comes near 1 for one of the long shifts.
    const Mechanism acts = mechanism("sinusoidal", {7, 1e4});
    EXPECT_GT(shift_residual(acts, table_of(acts, 100, 0)), 0.5);
    EXPECT_LE(shift_residual(acts, table_of(acts, 100, 0)), 1 + 1e-15);
    const Mechanism without_last = mechanism("sinusoidal", {7, 1e4, 0, 1});  // its last column is zero
    EXPECT_LE(shift_residual(without_last, table_of(without_last, 100, 0)), 2e-15);
}

TEST(Shift, OfPairsWithOtherAmplitudesAndPhasesIsExactToo)
{
    AddedToInput table;
    table.waves.add(3, Turns128{1} << 123, 12345);
    table.waves.add(0.5, Turns128{1} << 123, 12345 + (Turns64{1} << 61));
    table.channels = {{Channel::Kind::sine, 0, 1}, {Channel::Kind::cosine, 0, 0}};
    // As for whole pairs, with factors A / (B sin 45 degrees) = 6 sqrt(2) before terms of up to 3.
    EXPECT_LE(shift_residual(table, {50, 7, table.waves, true}), 5e-14);
}

TEST(Shift, OfNoPositionAtAllLeavesNothing)
{
    const Mechanism acts = mechanism("none", {16});
    EXPECT_EQ(shift_residual(acts, table_of(acts, 100, 0)), 0);
}

}  // namespace
}  // namespace phasescope::shift_test
