#include "core/offset_vectors.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/dot.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"
#include "core/random.hpp"

namespace phasescope {
namespace {

using Numbers = std::vector<double>;

/// What meets V: the query, the bias, or both.
Numbers met_by_vectors(const MeetsVectors& meets, std::span<const double> query)
{
    Numbers sum = meets.position_bias;
    sum.resize(query.size());
    if (meets.position) std::ranges::transform(sum, query, sum.begin(), std::plus{});
    return sum;
}

/// The part of the score that has nothing to do with the offset.
double constant_part(const MeetsVectors& meets, std::span<const double> query, std::span<const double> key)
{
    double sum = meets.content ? dot(query, key) : 0;
    if (!meets.content_bias.empty()) sum += dot(meets.content_bias, key);
    return sum;
}

const OffsetLines& query_index(const MeetsVectors& meets)
{
    return meets.query_index.pieces().empty() ? meets.index : meets.query_index;
}

std::int64_t row_at(const OffsetLines& index, const Matrix& rows, std::int64_t offset)
{
    return std::clamp<std::int64_t>(std::llround(index.at(offset)), 0, rows.rows - 1);
}

/// The distance at which the waves are taken.
std::int64_t wave_distance(const MeetsVectors& meets, std::int64_t offset)
{
    return meets.wave_reach > 0 ? std::clamp(-offset, -meets.wave_reach, meets.wave_reach) : -offset;
}

/// The factor of each wave in the product of `vector` with the projected waves: the projection's transpose times it.
Numbers wave_factors(const MeetsVectors& meets, std::span<const double> vector)
{
    if (meets.projection.rows == 0) return {vector.begin(), vector.end()};
    Numbers factors(static_cast<std::size_t>(meets.waves.size()));
    for (std::int64_t r = 0; r < meets.projection.rows; ++r)
        for (std::size_t c = 0; c < factors.size(); ++c)
            factors[c] += vector[static_cast<std::size_t>(r)] * meets.projection.row(r)[c];
    return factors;
}

/// Waves over the offset, t = -distance: a cosine of the opposite phase.
WaveTerms waves_over_offset(const MeetsVectors& meets, const Numbers& factors)
{
    WaveTerms waves;
    for (std::size_t c = 0; c < factors.size(); ++c)
        waves.add(meets.scale * factors[c] * meets.waves.amplitude[c], meets.waves.frequency[c], -meets.waves.phase[c]);
    return waves;
}

/// The value of a sum of waves at each offset -reach .. reach, held beyond.
OffsetLines held_waves(const WaveTerms& waves, std::int64_t reach)
{
    std::vector<std::int64_t> twice(static_cast<std::size_t>(2 * reach + 1));
    for (std::int64_t i = 0; i <= 2 * reach; ++i) twice[static_cast<std::size_t>(i)] = 2 * (i - reach);
    Numbers sums(twice.size());
    wave_sums(waves, twice, sums);
    std::vector<OffsetPiece> pieces;
    for (std::size_t i = 0; i < sums.size(); ++i) pieces.push_back({i == 0 ? least_offset : twice[i] / 2, sums[i], 0});
    return OffsetLines(std::move(pieces));
}

/// The product of `vector` with the row of each offset. A piece of the index with a slope is cut into single offsets.
OffsetLines products(const OffsetLines& index, const Matrix& rows, std::span<const double> vector, double factor)
{
    Numbers product(static_cast<std::size_t>(rows.rows));
    for (std::int64_t r = 0; r < rows.rows; ++r) product[static_cast<std::size_t>(r)] = factor * dot(vector, rows.row(r));
    std::vector<OffsetPiece> pieces;
    const auto& of_index = index.pieces();
    for (std::size_t i = 0; i < of_index.size(); ++i) {
        const std::int64_t first = of_index[i].first;
        const std::int64_t until = of_index[i].slope == 0    ? first + 1
                                   : i + 1 < of_index.size() ? of_index[i + 1].first
                                                             : greatest_offset + 1;
        assert(until - first <= rows.rows);
        for (std::int64_t offset = first; offset < until; ++offset)
            pieces.push_back({offset, product[static_cast<std::size_t>(row_at(index, rows, offset))], 0});
    }
    return OffsetLines(std::move(pieces));
}

OffsetLines sum_of_lines(const OffsetLines& f, const OffsetLines& g)
{
    return combined(1, f, 1, g);
}

/// V of the waves at the offsets first, first + 1, ..: (count, head size).
Matrix projected_waves(const MeetsVectors& meets, std::int64_t first, std::int64_t count)
{
    Matrix waves(count, meets.waves.size());
    for (std::int64_t r = 0; r < count; ++r) wave_row(meets.waves, 2 * wave_distance(meets, first + r), waves.row(r));
    if (meets.projection.rows == 0) return waves;
    Matrix vectors(count, meets.head_size);
    add_dot_products(waves.values, meets.projection.values, waves.cols, vectors.values);
    return vectors;
}

/// (u rows, v rows)
Matrix all_products(const Matrix& u, const Matrix& v)
{
    Matrix result(u.rows, v.rows);
    add_dot_products(u.values, v.values, u.cols, result.values);
    return result;
}

/// The row of position p where there is one row for all positions or one for each.
std::int64_t row_of(const Matrix& rows, std::int64_t position)
{
    return rows.rows == 1 ? 0 : position;
}

/// As scores(), of the constant part.
Matrix constant_scores(const MeetsVectors& meets, const Matrix& query, const Matrix& key, std::int64_t length)
{
    Matrix first = query;
    for (double& number : first.values) number *= meets.content;
    if (!meets.content_bias.empty())
        for (std::int64_t r = 0; r < first.rows; ++r)
            std::ranges::transform(first.row(r), meets.content_bias, first.row(r).begin(), std::plus{});
    const Matrix distinct = all_products(first, key);
    Matrix result(length, length);
    for (std::int64_t i = 0; i < length; ++i)
        for (std::int64_t j = 0; j < length; ++j) result(i, j) = distinct(row_of(query, i), row_of(key, j));
    return result;
}

}  // namespace

OffsetScore score_over_offset(const MeetsVectors& meets, std::span<const double> query, std::span<const double> key)
{
    assert(query.size() == key.size() && static_cast<std::int64_t>(query.size()) == meets.head_size);
    const Numbers meeting = met_by_vectors(meets, query);
    const double constant = meets.scale * constant_part(meets, query, key);
    OffsetScore result;
    std::vector<OffsetLines> parts;
    if (meets.key_vectors.rows > 0) parts.push_back(products(meets.index, meets.key_vectors, meeting, meets.scale));
    if (meets.query_vectors.rows > 0) parts.push_back(products(query_index(meets), meets.query_vectors, key, meets.scale));
    if (meets.waves.size() > 0) {
        WaveTerms waves = waves_over_offset(meets, wave_factors(meets, meeting));
        if (meets.wave_reach > 0)
            parts.push_back(held_waves(waves, meets.wave_reach));
        else
            result.waves = std::move(waves);
    }
    const bool waves_only = parts.empty() && result.waves.size() > 0;
    if (waves_only)
        result.waves.add(constant, 0, 0);
    else
        result.lines = std::accumulate(parts.begin(), parts.end(), OffsetLines({{least_offset, constant, 0}}), sum_of_lines);
    return result;
}

double score(const MeetsVectors& meets, std::span<const double> query, std::span<const double> key, std::int64_t offset)
{
    const Numbers meeting = met_by_vectors(meets, query);
    double sum = constant_part(meets, query, key);
    if (meets.key_vectors.rows > 0)
        sum += dot(meeting, meets.key_vectors.row(row_at(meets.index, meets.key_vectors, offset)));
    if (meets.query_vectors.rows > 0)
        sum += dot(key, meets.query_vectors.row(row_at(query_index(meets), meets.query_vectors, offset)));
    if (meets.waves.size() > 0) sum += dot(meeting, projected_waves(meets, offset, 1).row(0));
    return meets.scale * sum;
}

Matrix scores(const MeetsVectors& meets, const Matrix& query, const Matrix& key, std::int64_t length)
{
    assert(query.rows == 1 || query.rows >= length);
    assert(key.rows == 1 || key.rows >= length);
    Matrix result = constant_scores(meets, query, key, length), meeting = query;
    for (std::int64_t r = 0; r < query.rows; ++r)
        std::ranges::copy(met_by_vectors(meets, query.row(r)), meeting.row(r).begin());

    // Each part: a table of products (own row, vector), read at the query's or key's own row and the offset's vector.
    const auto add = [&](const Matrix& own, bool is_query, const Matrix& vectors, auto&& vector_at) {
        const Matrix table = all_products(own, vectors);
        std::vector<std::int64_t> vector(static_cast<std::size_t>(2 * length - 1));
        for (std::int64_t t = 1 - length; t < length; ++t) vector[static_cast<std::size_t>(t + length - 1)] = vector_at(t);
        for (std::int64_t i = 0; i < length; ++i)
            for (std::int64_t j = 0; j < length; ++j)
                result(i, j) += table(row_of(own, is_query ? i : j), vector[static_cast<std::size_t>(j - i + length - 1)]);
    };
    const Matrix &by_query = meets.key_vectors, &by_key = meets.query_vectors;
    if (by_query.rows > 0) add(meeting, true, by_query, [&](auto t) { return row_at(meets.index, by_query, t); });
    if (by_key.rows > 0) add(key, false, by_key, [&](auto t) { return row_at(query_index(meets), by_key, t); });
    if (meets.waves.size() > 0)
        add(meeting, true, projected_waves(meets, 1 - length, 2 * length - 1), [&](auto t) { return t + length - 1; });
    for (double& number : result.values) number *= meets.scale;
    return result;
}

Matrix drawn_vectors(std::uint64_t seed, std::uint64_t first_stream, std::int64_t reach, std::int64_t head_size,
                     double deviation)
{
    Matrix table(2 * reach + 1, head_size);
    parallel_for(table.rows, 1 + 65536 / head_size, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) {
            const std::int64_t distance = r - reach;
            const auto stream = static_cast<std::uint64_t>(distance < 0 ? -2 * distance - 1 : 2 * distance);
            const Numbers row = normals(seed, first_stream + stream, head_size);
            std::ranges::transform(row, table.row(r).begin(), [&](double number) { return deviation * number; });
        }
    });
    return table;
}

}  // namespace phasescope
