#include "core/offset_vectors.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/buckets.hpp"
#include "core/random.hpp"
#include "core/spectrum.hpp"
#include "reference.hpp"

namespace phasescope::offset_vectors_test {
namespace {

constexpr std::int64_t head = 6;

/// Bits of a variant: which parts the mechanism has.
enum Part {
    content = 1,
    position = 2,
    keys = 4,
    queries = 8,
    own_index = 16,
    waves = 32,
    reach = 64,
    projected = 128,
    biases = 256
};
constexpr int variants = 512;

Matrix drawn(std::uint64_t stream, std::int64_t rows, std::int64_t cols)
{
    Matrix table(rows, cols);
    table.values = normals(1, stream, rows * cols);
    return table;
}

OffsetLines clipped_index(std::int64_t most, int sign)
{
    return over_offsets(clipped_classes(most), [&](std::int64_t s) { return static_cast<double>(most + sign * s); });
}

MeetsVectors mechanism(int parts)
{
    MeetsVectors meets;
    meets.head_size = head;
    meets.content = parts & content;
    meets.position = parts & position;
    meets.scale = 0.7;
    if (parts & (keys | queries)) meets.index = clipped_index(4, 1);
    if (parts & keys) meets.key_vectors = drawn(0, 9, head);
    if (parts & queries) meets.query_vectors = drawn(1, 9, head);
    if (parts & own_index) meets.query_index = clipped_index(4, -1);
    if (parts & waves) {
        const std::int64_t width = parts & projected ? 10 : head;
        const auto frequencies = geometric_spectrum(100, 1, 7, width);
        for (std::int64_t c = 0; c < width; ++c)
            meets.waves.add(1 + static_cast<double>(c), frequencies[static_cast<std::size_t>(c)],
                            static_cast<Turns64>(c) << 60);
        if (parts & projected) meets.projection = drawn(2, head, width);
        if (parts & reach) meets.wave_reach = 3;
    }
    if (parts & biases) {
        meets.content_bias = normals(1, 3, head);
        meets.position_bias = normals(1, 4, head);
    }
    return meets;
}

/// The formula of core/mechanism.hpp, word for word.
double plain_score(const MeetsVectors& m, std::span<const double> q, std::span<const double> k, std::int64_t offset)
{
    double sum = 0;
    const std::int64_t distance = m.wave_reach == 0 ? -offset : std::max(-m.wave_reach, std::min(m.wave_reach, -offset));
    const OffsetLines& query_index = m.query_index.pieces().empty() ? m.index : m.query_index;
    for (std::size_t c = 0; c < q.size(); ++c) {
        const auto channel = static_cast<std::int64_t>(c);
        const double u = m.content_bias.empty() ? 0 : m.content_bias[c],
                     v = m.position_bias.empty() ? 0 : m.position_bias[c];
        double vector = 0;
        if (m.key_vectors.rows > 0) vector += m.key_vectors(static_cast<std::int64_t>(m.index.at(offset)), channel);
        for (std::int64_t w = 0; w < m.waves.size(); ++w) {
            const auto i = static_cast<std::size_t>(w);
            const double factor = m.projection.rows > 0 ? m.projection(channel, w) : channel == w ? 1 : 0;
            vector += factor * m.waves.amplitude[i] * cos_turns(phase_at(distance, m.waves.frequency[i]) + m.waves.phase[i]);
        }
        sum += ((m.content ? q[c] : 0) + u) * k[c] + ((m.position ? q[c] : 0) + v) * vector;
        if (m.query_vectors.rows > 0)
            sum += k[c] * m.query_vectors(static_cast<std::int64_t>(query_index.at(offset)), channel);
    }
    return m.scale * sum;
}

double sum_at(const OffsetScore& score, std::int64_t offset)
{
    double sum = 0;
    const std::int64_t twice = 2 * offset;
    wave_sums(score.waves, {&twice, 1}, {&sum, 1});
    return score.lines.pieces().empty() ? sum : sum + score.lines.at(offset);
}

/// Sums of a hundred products below 100, each good to 2e-14.
constexpr double tolerance = 1e-12;

TEST(OffsetVectors, EveryCombinationOfPartsIsTheFormula)
{
    const Matrix query = drawn(5, 8, head), key = drawn(6, 8, head);
    for (int parts = 0; parts < variants; ++parts) {
        const MeetsVectors meets = mechanism(parts);
        const Matrix together = scores(meets, query, key, 8);
        const OffsetScore over_offset = score_over_offset(meets, query.row(0), key.row(0));
        for (std::int64_t i = 0; i < 8; ++i) {
            for (std::int64_t j = 0; j < 8; ++j) {
                const double expected = plain_score(meets, query.row(i), key.row(j), j - i);
                ASSERT_NEAR(score(meets, query.row(i), key.row(j), j - i), expected, tolerance) << parts;
                ASSERT_NEAR(together(i, j), expected, tolerance) << parts;
            }
        }
        for (const std::int64_t offset : {-1000000007L, -9L, -4L, -3L, -1L, 0L, 1L, 2L, 3L, 4L, 5L, 2147483647L})
            ASSERT_NEAR(sum_at(over_offset, offset), plain_score(meets, query.row(0), key.row(0), offset), tolerance)
                << parts << " at " << offset;
    }
}

TEST(OffsetVectors, OneRowStandsForAllPositions)
{
    const Matrix query = drawn(5, 1, head), key = drawn(6, 1, head);
    const MeetsVectors meets = mechanism(content | position | keys | queries | waves | biases);
    const Matrix together = scores(meets, query, key, 7);
    for (std::int64_t i = 0; i < 7; ++i)
        for (std::int64_t j = 0; j < 7; ++j)
            EXPECT_NEAR(together(i, j), score(meets, query.row(0), key.row(0), j - i), tolerance);
}

TEST(OffsetVectors, AScoreIsWavesOnlyOrLinesOnlyWhereTheMechanismIs)
{
    const Matrix query = drawn(5, 1, head), key = drawn(6, 1, head);
    const auto of = [&](int parts) { return score_over_offset(mechanism(parts), query.row(0), key.row(0)); };
    EXPECT_TRUE(of(content | position | waves | biases).lines.pieces().empty());
    EXPECT_EQ(of(content | position | waves | reach).waves.size(), 0);
    EXPECT_EQ(of(content | position | keys | queries).waves.size(), 0);
    EXPECT_EQ(of(content).lines.pieces().size(), 1u);
}

TEST(OffsetVectors, AnIndexWithASlopeMeansOneRowForEachOffset)
{
    MeetsVectors stepped = mechanism(content | position | keys), sloped = stepped;
    sloped.index = OffsetLines({{least_offset, 0, 0}, {-4, 4, 1}, {5, 8, 0}});
    const Matrix query = drawn(5, 1, head), key = drawn(6, 1, head);
    const OffsetScore a = score_over_offset(stepped, query.row(0), key.row(0));
    const OffsetScore b = score_over_offset(sloped, query.row(0), key.row(0));
    for (std::int64_t offset = -9; offset <= 9; ++offset) EXPECT_EQ(a.lines.at(offset), b.lines.at(offset));
}

TEST(OffsetVectors, DrawnVectorsBelongToTheirDistance)
{
    const Matrix small = drawn_vectors(3, 100, 2, 4, 2), large = drawn_vectors(3, 100, 5, 6, 2);
    for (std::int64_t distance = -2; distance <= 2; ++distance)
        for (std::int64_t c = 0; c < 4; ++c) EXPECT_EQ(small(distance + 2, c), large(distance + 5, c));
    for (std::int64_t a = 0; a < large.rows; ++a)
        for (std::int64_t b = 0; b < a; ++b) EXPECT_NE(large(a, 0), large(b, 0));
    EXPECT_NE(small, drawn_vectors(4, 100, 2, 4, 2));
}

}  // namespace
}  // namespace phasescope::offset_vectors_test
