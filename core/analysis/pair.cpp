#include "core/analysis/pair.hpp"

#include <cmath>

namespace phasescope {

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
    measure.cosine = norms > 0 ? measure.dot / norms : 0;
    measure.distance = std::sqrt(apart_square);
    return measure;
}

PairMeasure measured_pair(const Scene& scene, const AddedRows& table, std::int64_t query, std::int64_t key)
{
    const auto row_at = [&](std::int64_t position) {
        Scene one = scene;
        one.start = position;
        one.length = 1;
        return *table_field(one, table);
    };
    return measured_pair({row_at(query), row_at(key)}, 0, 0);
}

}  // namespace phasescope
