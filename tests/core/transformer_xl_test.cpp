#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/encodings/list.hpp"
#include "core/offset_vectors.hpp"
#include "core/random.hpp"
#include "core/rel_shift.hpp"
#include "reference.hpp"

namespace phasescope::transformer_xl_test {
namespace {

using reference::case_of;
using reference::Json;

enum Term { all, content_content, content_position, u_content, v_position };
enum Projection { identity, seeded };

struct Settings {
    double head_size = 8;
    Term terms = all;
    Projection projection = identity;
    double r_width = 20, clamp_len = 0;

    std::vector<double> numbers() const
    {
        return {head_size, static_cast<double>(terms), static_cast<double>(projection), r_width, clamp_len, 1};
    }
    MeetsVectors mechanism() const { return std::get<MeetsVectors>(transformer_xl_encoding().mechanism(numbers(), {})); }
};

double sum_at(const OffsetScore& score, std::int64_t offset)
{
    double sum = 0;
    const std::int64_t twice = 2 * offset;
    wave_sums(score.waves, {&twice, 1}, {&sum, 1});
    return score.lines.pieces().empty() ? sum : sum + score.lines.at(offset);
}

/// The kernel is good to 4e-16, the reference is rounded by 0.6e-16.
constexpr double wave_tolerance = 4.6e-16;

/// Channel c of R is the score of the query that has 1 there and 0 elsewhere.
double channel_of_r(const MeetsVectors& meets, std::int64_t channel, std::int64_t distance)
{
    std::vector<double> query(static_cast<std::size_t>(meets.head_size)), key(query.size());
    query[static_cast<std::size_t>(channel)] = 1;
    const double value = score(meets, query, key, -distance);
    EXPECT_NEAR(sum_at(score_over_offset(meets, query, key), -distance), value, wave_tolerance);
    return value;
}

TEST(TransformerXl, SinusoidsOfEveryDistanceAreTheReferenceOnes)
{
    const Json group = reference::group("g08_relative");
    int tables = 0;
    const auto expect = [&](const Json& one, const char* name, double clamp) {
        const Settings settings{.head_size = one.at("d"), .terms = content_position, .clamp_len = std::max(clamp, 0.0)};
        const MeetsVectors meets = settings.mechanism();
        const Matrix expected = reference::matrix(one.at(name));
        // Rows run from the largest distance down; those of the transformer-XL cases are given before they are clamped.
        const std::int64_t largest = one.contains("qlen") ? one.at("klen").get<std::int64_t>() : expected.rows - 1;
        for (std::int64_t r = 0; r < expected.rows; ++r)
            for (std::int64_t c = 0; c < expected.cols; ++c)
                EXPECT_NEAR(channel_of_r(meets, c, largest - r), expected(r, c), wave_tolerance) << one.at("name");
        ++tables;
    };
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") == "txl_R") expect(one, "expected", one.at("clamp_len"));
        if (one.at("kind") == "xlnet_rel") expect(one, "R", 0);
    }
    EXPECT_EQ(tables, 3);
}

TEST(TransformerXl, TheShiftIsTheReferenceOneWithItsWrappedNumbers)
{
    const Json group = reference::group("g08_relative");
    int cases = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "txl_rel_shift") continue;
        const RelShift steps = rel_shift(reference::matrix(one.at("input")));
        EXPECT_EQ(steps.shifted, reference::matrix(one.at("expected"))) << one.at("name");
        EXPECT_EQ(steps.padded.cols, steps.regrouped.rows);
        EXPECT_EQ(steps.padded.values, steps.regrouped.values);
        ++cases;
    }
    EXPECT_EQ(cases, 2);
}

TEST(TransformerXl, TheShiftedReferenceIsTheScoreByOffsetUpToTheDiagonal)
{
    // The vector of distance d is 1 at channel keys - 1 - d: query i of the input gives its cell at that distance.
    const Json group = reference::group("g08_relative");
    int cells = 0;
    for (const Json& one : group.at("cases")) {
        if (one.at("kind") != "txl_rel_shift") continue;
        const Matrix input = reference::matrix(one.at("input")), expected = reference::matrix(one.at("expected"));
        const Matrix valid = reference::matrix(one.at("valid_causal"));
        const std::int64_t keys = input.cols, lead = keys - input.rows;
        MeetsVectors meets;
        meets.head_size = keys;
        meets.content = false;
        meets.index = OffsetLines({{least_offset, 0, 0}, {1 - keys, static_cast<double>(keys - 1), 1}, {1, 0, 0}});
        meets.key_vectors = Matrix(keys, keys);
        for (std::int64_t c = 0; c < keys; ++c) meets.key_vectors(c, c) = 1;
        const std::vector<double> key(static_cast<std::size_t>(keys));
        for (std::int64_t i = 0; i < input.rows; ++i) {
            for (std::int64_t j = 0; j < keys; ++j) {
                if (valid(i, j) == 0) continue;
                EXPECT_EQ(score(meets, input.row(i), key, j - (i + lead)), expected(i, j));
                EXPECT_EQ(score_over_offset(meets, input.row(i), key).lines.at(j - (i + lead)), expected(i, j));
                ++cells;
            }
        }
    }
    EXPECT_EQ(cells, 10 + 12);
}

TEST(TransformerXl, TheShiftOfScoresByDistanceIsTheScoreByOffsetUpToTheDiagonal)
{
    constexpr std::int64_t n = 9;
    const MeetsVectors meets = Settings{.terms = content_position, .projection = seeded}.mechanism();
    Matrix query(n, 8), key(n, 8), by_distance(n, n);
    query.values = normals(1, 0, n * 8);
    for (std::int64_t i = 0; i < n; ++i)
        for (std::int64_t c = 0; c < n; ++c) by_distance(i, c) = score(meets, query.row(i), key.row(0), -(n - 1 - c));
    const Matrix shifted = rel_shift(by_distance).shifted, direct = scores(meets, query, key, n);
    for (std::int64_t i = 0; i < n; ++i)
        for (std::int64_t j = 0; j <= i; ++j) EXPECT_NEAR(shifted(i, j), direct(i, j), 1e-14);  // 30 roundings below 1e-15
}

TEST(TransformerXl, TheFourTermsAddUpToAll)
{
    const std::vector<double> query = normals(2, 0, 8), key = normals(2, 1, 8);
    for (const Projection projection : {identity, seeded}) {
        for (const double clamp_len : {0.0, 6.0}) {
            Settings settings{.projection = projection, .clamp_len = clamp_len};
            const MeetsVectors whole = settings.mechanism();
            for (const std::int64_t offset : {-100, -6, -1, 0, 3, 50}) {
                double sum = 0;
                for (const Term term : {content_content, content_position, u_content, v_position}) {
                    settings.terms = term;
                    sum += score(settings.mechanism(), query, key, offset);
                }
                EXPECT_NEAR(score(whole, query, key, offset), sum, 1e-13);  // a hundred roundings of sums below 20
                EXPECT_NEAR(sum_at(score_over_offset(whole, query, key), offset), sum, 1e-13);
            }
        }
    }
}

TEST(TransformerXl, TheTermsWithoutTheQueryDoNotDependOnIt)
{
    const std::vector<double> a = normals(2, 0, 8), b = normals(2, 1, 8), key = normals(2, 2, 8);
    for (const Term term : {u_content, v_position}) {
        const MeetsVectors meets = Settings{.terms = term}.mechanism();
        EXPECT_EQ(score_over_offset(meets, a, key), score_over_offset(meets, b, key));
        EXPECT_NE(score(meets, a, key, 2), 0);
    }
}

TEST(TransformerXl, ClampedDistancesAreThoseOfTheClampOnBothSides)
{
    const std::vector<double> query = normals(3, 0, 8), key = normals(3, 1, 8);
    const OffsetScore free = score_over_offset(Settings{}.mechanism(), query, key);
    const OffsetScore clamped = score_over_offset(Settings{.clamp_len = 5}.mechanism(), query, key);
    EXPECT_EQ(clamped.waves.size(), 0);
    for (std::int64_t offset = -9; offset <= 9; ++offset)  // twenty roundings of a sum below 30
        EXPECT_NEAR(clamped.lines.at(offset), sum_at(free, std::clamp<std::int64_t>(offset, -5, 5)), 1e-13);
}

TEST(TransformerXl, UnclampedScoresAreWavesAndExactAtTheFarthestOffset)
{
    const MeetsVectors meets = Settings{.head_size = 8, .terms = content_position}.mechanism();
    std::vector<double> query(8), key(8);
    query[0] = 1;
    const OffsetScore score = score_over_offset(meets, query, key);
    EXPECT_TRUE(score.lines.pieces().empty());
    // sin(2147483647) = -0.72491655514455639, from 50 digits.
    EXPECT_NEAR(sum_at(score, -2147483647), -0.72491655514455639, wave_tolerance);
}

TEST(TransformerXl, AnyHeadAndWidthIsTaken)
{
    for (const double head : {2.0, 3.0, 41.0, 8192.0}) {
        for (const double width : {2.0, 411.0, 4096.0}) {
            const MeetsVectors meets = Settings{.head_size = head, .projection = seeded, .r_width = width}.mechanism();
            EXPECT_EQ(meets.projection.rows, meets.head_size);
            EXPECT_EQ(meets.projection.cols, meets.waves.size());
            EXPECT_LE(meets.projection.rows * meets.projection.cols, 1 << 22);
        }
        EXPECT_EQ(Settings{.head_size = head}.mechanism().waves.size(), static_cast<std::int64_t>(head));
    }
}

TEST(TransformerXl, TheFormulaNamesTheDistance)
{
    const Encoding encoding = transformer_xl_encoding();
    const auto formula = [&](const Settings& settings) { return encoding.score_formula(settings.numbers(), 0, 7, 0); };
    EXPECT_EQ(formula({}), "q · k + q · R_{7} + u · k + v · R_{7}");
    EXPECT_EQ(formula({.terms = v_position, .projection = seeded, .clamp_len = 5}), "v · W R_{5}");
}

}  // namespace
}  // namespace phasescope::transformer_xl_test
