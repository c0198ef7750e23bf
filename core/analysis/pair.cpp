#include "core/analysis/pair.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace phasescope {

namespace {

/// Row p of rows that are one for each position; else the rows as they are.
Rows row_alone(const Rows& rows, std::int64_t p)
{
    if (rows.matrix().rows <= 1) return rows;
    Matrix one(1, rows.matrix().cols);
    std::ranges::copy(rows.matrix().row(p), one.values.begin());
    return Rows(std::move(one));
}

/// The tables of a single position.
std::optional<ScoreTables> tables_at(Scene scene, const Mechanism& mechanism, std::int64_t position)
{
    const std::int64_t row = position - scene.start;
    if (scene.content.kind == ContentKind::imported)
        for (Rows* rows : {&scene.content.query, &scene.content.key}) *rows = row_alone(*rows, row);
    scene.start = position;
    scene.length = 1;
    return score_tables(scene, mechanism);
}

}  // namespace

PairMeasure measured_pair(const ScoreTables& tables, std::int64_t query, std::int64_t key)
{
    PairMeasure measure;
    double query_square = 0, key_square = 0, apart_square = 0;
    for (std::int64_t c = 0; c < col_count(tables.query); ++c) {
        const double u = value(tables.query, query, c), v = value(tables.key, key, c);
        measure.dot += u * v;
        query_square += u * u;
        key_square += v * v;
        apart_square += (u - v) * (u - v);
    }
    const double norms = std::sqrt(query_square * key_square);
    measure.cosine = norms == 0 ? 0 : measure.dot / norms;  // NaN where a row holds NaN
    measure.distance = std::sqrt(apart_square);
    return measure;
}

std::optional<PairMeasure> measured_pair(const Scene& scene, const Mechanism& mechanism, std::int64_t query,
                                         std::int64_t key)
{
    if (too_many_positions(scene, mechanism)) return std::nullopt;
    auto at_query = tables_at(scene, mechanism, query), at_key = tables_at(scene, mechanism, key);
    if (!at_query || !at_key) return std::nullopt;
    return measured_pair({std::move(at_query->query), std::move(at_key->key)}, 0, 0);
}

}  // namespace phasescope
