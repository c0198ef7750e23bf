#include "core/analysis/properties.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/analysis/nearest_rows.hpp"
#include "core/analysis/parameters.hpp"
#include "core/analysis/whole_rows.hpp"
#include "core/score.hpp"
#include "core/turned_rows.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t most_sampled_rows = 4096;

double largest_in(std::span<const double> numbers)
{
    double largest = 0;
    for (const double number : numbers)
        if (!std::isnan(number)) largest = std::max(largest, std::abs(number));
    return largest;
}

double largest_in(const Field& table)
{
    std::vector<double> row(static_cast<std::size_t>(col_count(table)));
    double largest = 0;
    for (const std::int64_t r : evenly_spaced(row_count(table), most_sampled_rows)) {
        rows_of(table, r, 1, row);
        largest = std::max(largest, largest_in(row));
    }
    return largest;
}

/// Of the vectors that an index reaches at the offsets of the scene's positions. A piece without a slope has one vector.
double largest_met(const Matrix& vectors, const OffsetLines& index, std::int64_t length)
{
    if (vectors.rows == 0) return 0;
    double largest = 0;
    const auto& pieces = index.pieces();
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::int64_t until = i + 1 < pieces.size() ? pieces[i + 1].first : greatest_offset + 1;
        const std::int64_t first = std::max(pieces[i].first, 1 - length);
        std::int64_t last = std::min(until, length) - 1;
        if (first > last) continue;
        if (pieces[i].slope == 0) last = first;
        for (std::int64_t offset = first; offset <= last; ++offset) {
            const std::int64_t row = std::clamp<std::int64_t>(std::llround(index.at(offset)), 0, vectors.rows - 1);
            largest = std::max(largest, largest_in(vectors.row(row)));
        }
    }
    return largest;
}

/// The scene with this many positions, as many as there can be, and as have whole rows.
Scene with_length(Scene scene, std::int64_t length, const Mechanism& mechanism)
{
    scene.length = std::min(length, max_length + 1 - scene.start);
    return with_whole_rows(std::move(scene), mechanism);
}

bool has_rows_of_positions(const Mechanism& mechanism)
{
    return !is_bias(mechanism) && !std::holds_alternative<MeetsVectors>(mechanism);
}

double squared_distance(std::span<const double> a, std::span<const double> b, double enough)
{
    double sum = 0;
    for (std::size_t c = 0; c < a.size() && sum < enough; ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
    return sum;
}

void measure_rows(Properties& result, const Scene& scene, const Mechanism& mechanism)
{
    if (!has_rows_of_positions(mechanism)) return;
    const Scene part =
        with_length(scene, std::min({scene.length, most_compared_rows, most_positions(scene, mechanism)}), mechanism);
    if (whole_rows(part, mechanism) == 0) return;
    Matrix rows = dense(*table_field(part, mechanism));
    result.compared_rows = rows.rows;
    result.nearest = nearest_rows(rows, scene.start);
}

/// How the score of the first positions sees direction with this content; empty where it was cancelled.
std::optional<Direction> direction_of(Scene scene, ContentKind kind, const Progress& progress)
{
    scene.content.kind = kind;
    scene.length = std::min(scene.length, most_explicit_positions);
    const auto found = check(scene, progress);
    if (!found) return std::nullopt;
    return found->direction;
}

}  // namespace

double largest_number(const Scene& scene, const Mechanism& mechanism)
{
    if (const auto* bias = std::get_if<BiasesScore>(&mechanism)) {
        double largest = 0;
        for (const OffsetLines& head : bias->heads) largest = std::max(largest, head.largest(scene.length - 1));
        return largest;
    }
    if (const auto* patches = std::get_if<BiasesPatches>(&mechanism)) {
        double largest = 0;
        for (const Matrix& head : patches->heads) largest = std::max(largest, largest_in(head.values));
        return largest;
    }
    if (const auto* meets = std::get_if<MeetsVectors>(&mechanism)) {
        const OffsetLines& by_key = meets->query_index.pieces().empty() ? meets->index : meets->query_index;
        const double waves = meets->waves.size() > 0 ? largest_in(WaveField{scene.length, 0, meets->waves}) : 0;
        return std::max({largest_met(meets->key_vectors, meets->index, scene.length),
                         largest_met(meets->query_vectors, by_key, scene.length), waves});
    }
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    if (rotation && !rotation->growth.empty())
        return rotation->attention_factor * greatest_growth(*rotation, static_cast<double>(scene.length) / 2);
    const Scene part = with_length(scene, std::min(scene.length, most_positions(scene, mechanism)), mechanism);
    const auto table = whole_rows(part, mechanism) > 0 ? table_field(part, mechanism) : std::nullopt;
    return table ? largest_in(*table) : 0;
}

std::optional<NearestRows> nearest_rows(const Matrix& rows, std::int64_t first_position)
{
    if (rows.rows < 2 || rows.cols == 0) return std::nullopt;
    NearestRows nearest;
    double least = std::numeric_limits<double>::infinity();
    for (std::int64_t i = 0; i < rows.rows; ++i) {
        for (std::int64_t j = i + 1; j < rows.rows; ++j) {
            const double square = squared_distance(rows.row(i), rows.row(j), least);
            if (square >= least) continue;
            least = square;
            nearest = {std::sqrt(square), first_position + i, first_position + j};
        }
    }
    return nearest;
}

std::optional<Properties> properties_of(const Scene& scene, const Progress& progress)
{
    const Mechanism mechanism = mechanism_of(scene);
    auto checked = check(scene, step_of(progress, 0, 0.5));
    if (!checked) return std::nullopt;
    Properties result;
    result.encoding = encoding_of(scene).name;
    result.check = std::move(*checked);
    result.sees_direction_if_equal = result.sees_direction_if_different = result.check.direction.sees_direction;
    result.exchange_if_equal = result.exchange_if_different = result.check.direction.max_exchange;
    result.exchange_tolerance = result.check.direction.tolerance;
    if (depends_on_content(mechanism)) {
        const auto equal = direction_of(scene, ContentKind::equal, step_of(progress, 0.5, 0.65));
        if (!equal) return std::nullopt;
        const auto different = direction_of(scene, ContentKind::different, step_of(progress, 0.65, 0.8));
        if (!different) return std::nullopt;
        result.sees_direction_if_equal = equal->sees_direction;
        result.sees_direction_if_different = different->sees_direction;
        result.exchange_if_equal = equal->max_exchange;
        result.exchange_if_different = different->max_exchange;
        result.exchange_tolerance = std::max(equal->tolerance, different->tolerance);
    }
    measure_rows(result, scene, mechanism);
    if (!step_of(progress, 0, 1)(0.9)) return std::nullopt;
    const Scene part = with_length(scene, std::min(scene.length, most_positions(scene, mechanism)), mechanism);
    Scene beyond = scene;
    beyond.length = std::min(16 * part.length, max_length + 1 - scene.start);
    beyond = with_length(beyond, beyond.length, mechanism_of(beyond));
    result.largest = largest_number(part, mechanism);
    result.largest_beyond = largest_number(beyond, mechanism_of(beyond));
    result.parameters = parameter_count(scene);
    result.defined = defined_positions(scene);
    if (knob_index(encoding_of(scene), "trained_length") >= 0)
        result.trained_length = static_cast<std::int64_t>(setting(scene, "trained_length"));
    if (!step_of(progress, 0, 1)(1)) return std::nullopt;
    return result;
}

std::vector<Scene> compared_scenes(const Scene& scene)
{
    Scene plain = scene;
    plain.table = {};
    if (plain.content.kind == ContentKind::imported) plain.content = {ContentKind::ones, scene.content.seed, {}, {}};
    std::vector<Scene> scenes;
    for (const Encoding& encoding : encodings()) {
        Scene next = with_encoding(plain, encoding.name);
        for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
            const Knob& knob = encoding.knobs[i];
            if (knob.name != "d_model" && knob.name != "head_size") next.settings[i] = knob.standard;
        }
        next.start = scene.start;
        next.length = scene.length;
        scenes.push_back(repaired(std::move(next)));
    }
    return scenes;
}

std::optional<std::vector<Properties>> properties_of_all(const Scene& scene, const Progress& progress)
{
    const std::vector<Scene> scenes = compared_scenes(scene);
    const auto share = [&](std::size_t i) { return static_cast<double>(i) / static_cast<double>(scenes.size()); };
    std::vector<Properties> all;
    for (std::size_t i = 0; i < scenes.size(); ++i) {
        auto properties = properties_of(scenes[i], step_of(progress, share(i), share(i + 1)));
        if (!properties) return std::nullopt;
        all.push_back(std::move(*properties));
    }
    return all;
}

}  // namespace phasescope
