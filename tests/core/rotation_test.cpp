#include "core/rotation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/encoding.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/random.hpp"
#include "reference.hpp"

namespace phasescope::rotation_test {
namespace {

using reference::case_of;
using reference::expect_near;
using reference::Json;

const std::vector<std::pair<std::string, bool>> layouts{{"interleaved", true}, {"half_split", false}};

RotatesQueryKey rope(std::int64_t head_size, double base, bool interleaved, double share = 1)
{
    const std::vector<double> settings{static_cast<double>(head_size), base, interleaved ? 0.0 : 1.0, share};
    return std::get<RotatesQueryKey>(find_encoding("rope")->mechanism(settings, {}));
}

/// Row r of `content` turned by position r of `positions`.
Matrix rotated_rows(const RotatesQueryKey& rotation, const Matrix& content, const std::vector<std::int64_t>& positions)
{
    Matrix rows(content.rows, content.cols);
    for (std::int64_t r = 0; r < rows.rows; ++r)
        wave_row(rotated(rotation, content.row(r)), 2 * positions[static_cast<std::size_t>(r)], rows.row(r));
    return rows;
}

Matrix scores(const Matrix& query, const Matrix& key)
{
    Matrix result(query.rows, key.rows);
    add_dot_products(query.values, key.values, query.cols, result.values);
    return result;
}

double score_at(const WaveTerms& score, std::int64_t offset)
{
    const std::int64_t twice = 2 * offset;
    double result = 0;
    wave_sums(score, {&twice, 1}, {&result, 1});
    return result;
}

/// Amplitudes below 4 and their phases are rounded a few times, each by at most 4.5e-16.
constexpr double vector_tolerance = 4e-15;

TEST(Rotation, RotatedVectorsAndScoresAreTheReferenceOnes)
{
    const Json group = reference::group("g04_rope");
    int tables = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "rope_table") continue;
        const auto positions = one.at("positions").get<std::vector<std::int64_t>>();
        for (const auto& [layout, interleaved] : layouts) {
            const std::string what = one.at("name").get<std::string>() + ", " + layout;
            const RotatesQueryKey rotation = rope(one.at("d"), one.at("base"), interleaved);
            const Matrix query = rotated_rows(rotation, reference::matrix(one.at("q")), positions);
            const Matrix key = rotated_rows(rotation, reference::matrix(one.at("k")), positions);
            expect_near(query, reference::matrix(one.at(layout).at("q_rot")), vector_tolerance, what);
            expect_near(key, reference::matrix(one.at(layout).at("k_rot")), vector_tolerance, what);
            expect_near(scores(query, key), reference::matrix(one.at(layout).at("scores_q_m_dot_k_n")), 1e-13, what);
            ++tables;
        }
    }
    EXPECT_EQ(tables, 6);
}

TEST(Rotation, TheScoreDependsOnTheOffsetOnlyAndIsTheReferenceOne)
{
    const Json one = case_of(reference::group("g04_rope"), "relative_score_d64_base10000_seed44");
    const Matrix q = reference::matrix(one.at("q")), k = reference::matrix(one.at("k"));
    for (const auto& [layout, interleaved] : layouts) {
        const RotatesQueryKey rotation = rope(64, one.at("base"), interleaved);
        const WaveTerms score = score_over_offset(rotation, q.row(0), k.row(0));
        for (const Json& offset : one.at("groups")) {
            const double expected = offset.at("score_" + layout);
            // 32 pairs of amplitude below 8, phases rounded to 1e-16 turn.
            EXPECT_NEAR(score_at(score, -offset.at("offset_m_minus_n").get<std::int64_t>()), expected, 1e-13);
            for (const Json& pair : offset.at("pairs_m_n")) {
                const Matrix query = rotated_rows(rotation, q, {pair.at(0)}), key = rotated_rows(rotation, k, {pair.at(1)});
                EXPECT_NEAR(scores(query, key)(0, 0), expected, 1e-13) << layout << " at " << pair;
            }
        }
    }
}

TEST(Rotation, APartOfTheHeadCanBeRotatedAndTheRestStays)
{
    const Json group = reference::group("g04_rope");
    int tables = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "rope_partial") continue;
        const double share = one.at("rotary_dim").get<double>() / one.at("d").get<double>();
        const Matrix q = reference::matrix(one.at("q"));
        for (const auto& [layout, interleaved] : layouts) {
            const RotatesQueryKey rotation = rope(one.at("d"), one.at("base"), interleaved, share);
            const Matrix rows = rotated_rows(rotation, q, one.at("positions").get<std::vector<std::int64_t>>());
            expect_near(rows, reference::matrix(one.at(layout).at("q_rot")), vector_tolerance, one.at("name"));
            for (std::int64_t r = 0; r < q.rows; ++r)
                for (std::int64_t c = one.at("rotary_dim"); c < q.cols; ++c) EXPECT_EQ(rows(r, c), q(r, c));
            ++tables;
        }
    }
    EXPECT_EQ(tables, 4);
}

TEST(Rotation, PermutedChannelsTurnOneLayoutIntoTheOther)
{
    const Json one = case_of(reference::group("g04_rope"), "layout_permutation_d8");
    const auto permutation = one.at("perm").get<std::vector<std::int64_t>>();
    const std::vector<double> x = normals(1, 0, 8);
    Matrix straight(1, 8), permuted(1, 8);
    for (std::int64_t c = 0; c < 8; ++c) {
        straight(0, c) = x[static_cast<std::size_t>(c)];
        permuted(0, c) = x[static_cast<std::size_t>(permutation[static_cast<std::size_t>(c)])];
    }
    const Matrix turned = rotated_rows(rope(8, 10000, true), straight, {1000003});
    const Matrix turned_halves = rotated_rows(rope(8, 10000, false), permuted, {1000003});
    for (std::int64_t c = 0; c < 8; ++c) EXPECT_EQ(turned_halves(0, c), turned(0, permutation[static_cast<std::size_t>(c)]));
}

TEST(Rotation, ThePublishedAssertionsOfOtherProjectsHold)
{
    const Json group = reference::group("g04_rope");
    const Json fairseq = case_of(group, "fairseq_test_asserted");
    const Matrix rows = rotated_rows(rope(2, 10000, false), reference::matrix(fairseq.at("q")), {0, 1, 2});
    expect_near(rows, reference::matrix(fairseq.at("expected_q")), 1e-4, "fairseq");
    expect_near(rows, reference::matrix(fairseq.at("exact_q")), vector_tolerance, "fairseq, exact");

    const Json roformer = case_of(group, "hf_roformer_test_asserted");
    const auto positions = roformer.at("positions").get<std::vector<std::int64_t>>();
    Matrix q(static_cast<std::int64_t>(positions.size()), 64);
    for (std::int64_t p = 0; p < q.rows; ++p)
        for (std::int64_t c = 0; c < 64; ++c) q(p, c) = static_cast<float>(64 * p + c) / 100.0f;
    const Matrix turned = rotated_rows(rope(64, 10000, true), q, positions);
    const Matrix asserted = reference::matrix(roformer.at("expected_first_8_columns"));
    const Matrix exact = reference::matrix(roformer.at("exact_first_8_columns"));
    for (std::int64_t p = 0; p < q.rows; ++p) {
        for (std::int64_t c = 0; c < 8; ++c) {
            EXPECT_NEAR(turned(p, c), asserted(p, c), 1e-4);
            EXPECT_NEAR(turned(p, c), exact(p, c), vector_tolerance);
        }
    }
}

TEST(Rotation, TheScoreOfOnesIsTwiceTheReferenceSumOfCosines)
{
    const Json group = reference::group("g10_rope_decay");
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "rope_decay") continue;
        const std::int64_t d = one.at("d");
        const std::vector<double> ones(static_cast<std::size_t>(d), 1.0);
        const auto cosines = one.at("sum_cos").get<std::vector<double>>();
        const auto dots = one.at("dot_of_all_ones_q_k").get<std::vector<double>>();
        for (const auto& [layout, interleaved] : layouts) {
            const WaveTerms score = score_over_offset(rope(d, one.at("base"), interleaved), ones, ones);
            for (std::size_t m = 0; m < dots.size(); ++m) {
                for (const std::int64_t offset : {static_cast<std::int64_t>(m), -static_cast<std::int64_t>(m)}) {
                    EXPECT_NEAR(score_at(score, offset), dots[m], 1e-12) << layout;  // the group's own tolerance
                    EXPECT_NEAR(score_at(score, offset), 2 * cosines[m], 1e-12) << layout;
                }
            }
        }
    }
}

TEST(Rotation, TheScoreOfGivenVectorsIsTheReferenceOneOverAllOffsets)
{
    const Json one = case_of(reference::group("g10_rope_decay"), "rope_abel_bound_d16_seed101");
    const Matrix q = reference::matrix(one.at("q")), k = reference::matrix(one.at("k"));
    const WaveTerms score = score_over_offset(rope(16, one.at("base"), true), q.row(0), k.row(0));
    const auto expected = one.at("score").get<std::vector<double>>();
    for (std::size_t m = 0; m < expected.size(); ++m)
        EXPECT_NEAR(score_at(score, -static_cast<std::int64_t>(m)), expected[m], 1e-12);  // the group's own tolerance
}

TEST(Rotation, EveryChannelBelongsToThePairThatNamesIt)
{
    for (const bool interleaved : {true, false}) {
        const RotatesQueryKey rotation = rope(12, 10000, interleaved, 0.5);
        ASSERT_EQ(rotation.frequencies.size(), 3u);
        for (std::int64_t pair = 0; pair < 3; ++pair) {
            const auto [first, second] = channels_of(rotation, pair);
            EXPECT_EQ(pair_of(rotation, first), pair);
            EXPECT_EQ(pair_of(rotation, second), pair);
        }
        for (std::int64_t channel = 6; channel < 12; ++channel) EXPECT_EQ(pair_of(rotation, channel), -1);
    }
}

TEST(Rotation, TurningKeepsTheLengthOfEveryVector)
{
    const std::vector<double> x = normals(3, 0, 20);
    double squared = 0;
    for (const double v : x) squared += v * v;
    for (const bool interleaved : {true, false}) {
        std::vector<double> row(20);
        for (const std::int64_t position : {0, 1, 4096, 2147483647}) {
            wave_row(rotated(rope(20, 10000, interleaved), x), 2 * position, row);
            double turned = 0;
            for (const double v : row) turned += v * v;
            EXPECT_NEAR(turned, squared, 1e-13);
        }
    }
}

TEST(Rotation, TheTableHoldsTheCosineAndSineThatTurnAVector)
{
    const std::vector<double> x = normals(4, 0, 8);
    for (const bool interleaved : {true, false}) {
        const RotatesQueryKey rotation = rope(8, 10000, interleaved);
        std::vector<double> table(8), turned(8);
        wave_row(rotation_table(rotation).waves, 2 * 12345, table);
        wave_row(rotated(rotation, x), 2 * 12345, turned);
        for (std::int64_t pair = 0; pair < 4; ++pair) {
            const auto [first, second] = channels_of(rotation, pair);
            const auto a = static_cast<std::size_t>(first), b = static_cast<std::size_t>(second);
            EXPECT_NEAR(turned[a], x[a] * table[a] - x[b] * table[b], vector_tolerance);
            EXPECT_NEAR(turned[b], x[a] * table[b] + x[b] * table[a], vector_tolerance);
        }
    }
}

TEST(Rotation, EqualQueryAndKeyGiveAnEvenScore)
{
    const std::vector<double> x = normals(5, 0, 32);
    const WaveTerms score = score_over_offset(rope(32, 10000, true), x, x);
    for (const std::int64_t offset : {1, 2, 100, 1000000})
        EXPECT_NEAR(score_at(score, offset), score_at(score, -offset), 1e-13);
}

}  // namespace
}  // namespace phasescope::rotation_test
