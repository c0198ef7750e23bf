#include "core/analysis/parameters.hpp"

#include <cassert>
#include <cmath>
#include <span>

namespace phasescope {
namespace {

/// How many numbers differ; the arrays are equally long.
std::int64_t changed(std::span<const double> a, std::span<const double> b)
{
    assert(a.size() == b.size());
    std::int64_t count = 0;
    for (std::size_t i = 0; i < a.size(); ++i) count += a[i] != b[i];
    return count;
}

/// A number for each bucket where there are buckets, else each straight piece has its own two.
std::int64_t changed(const BiasesScore& a, const BiasesScore& b)
{
    std::int64_t count = 0;
    for (std::size_t head = 0; head < a.heads.size(); ++head) {
        if (a.heads[head] == b.heads[head]) continue;
        if (!a.index.pieces().empty()) {
            count += std::llround(a.index.largest(greatest_offset)) + 1;
            continue;
        }
        for (std::size_t i = 0; i < a.heads[head].pieces().size(); ++i) {
            const OffsetPiece &one = a.heads[head].pieces()[i], &other = b.heads[head].pieces()[i];
            count += (one.at_zero != other.at_zero) + (one.slope != other.slope);
        }
    }
    return count;
}

std::int64_t changed(const BiasesPatches& a, const BiasesPatches& b)
{
    std::int64_t count = 0;
    for (std::size_t head = 0; head < a.heads.size(); ++head)
        count += changed(std::span(a.heads[head].values), std::span(b.heads[head].values));
    return count;
}

std::int64_t changed(const MeetsVectors& a, const MeetsVectors& b)
{
    return changed(a.key_vectors.values, b.key_vectors.values) + changed(a.query_vectors.values, b.query_vectors.values)
           + changed(a.projection.values, b.projection.values) + changed(a.content_bias, b.content_bias)
           + changed(a.position_bias, b.position_bias);
}

}  // namespace

std::int64_t parameter_count(const Scene& scene)
{
    if (const Matrix& table = scene.table.rows.matrix(); table.rows > 0) return table.rows * table.cols;
    // One position is enough: what is counted does not depend on how many there are.
    const auto with_seed = [&](std::uint64_t seed) {
        return encoding_of(scene).mechanism(scene.settings, {.start = 0, .length = 1, .seed = seed, .table = {}});
    };
    const Mechanism a = with_seed(scene.content.seed), b = with_seed(scene.content.seed + 1);
    if (const auto* rows = std::get_if<AddedRows>(&a))
        return changed(rows->rows.matrix().row(0), std::get<AddedRows>(b).rows.matrix().row(0))
               * defined_positions(scene).value_or(1);
    if (const auto* bias = std::get_if<BiasesScore>(&a)) return changed(*bias, std::get<BiasesScore>(b));
    if (const auto* patches = std::get_if<BiasesPatches>(&a)) return changed(*patches, std::get<BiasesPatches>(b));
    if (const auto* meets = std::get_if<MeetsVectors>(&a)) return changed(*meets, std::get<MeetsVectors>(b));
    if (const auto* waves = std::get_if<AddedToInput>(&a))
        return changed(waves->waves.amplitude, std::get<AddedToInput>(b).waves.amplitude);
    return 0;
}

}  // namespace phasescope
