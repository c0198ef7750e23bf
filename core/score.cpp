#include "core/score.hpp"

#include <algorithm>
#include <cmath>

#include "core/offset_vectors.hpp"
#include "core/parallel.hpp"
#include "core/patch_biases.hpp"
#include "core/rotation.hpp"
#include "core/softmax.hpp"
#include "core/turned_rows.hpp"

namespace phasescope {
namespace {

WaveField wave_field(const Scene& scene, WaveTerms waves, bool alternating)
{
    return {scene.length, scene.start, std::move(waves), alternating};
}

/// The rows of the scene's positions; those beyond the table hold nothing.
Matrix rows_in_scene(const Scene& scene, const AddedRows& table)
{
    const Matrix& all = table.rows.matrix();
    const std::int64_t held = std::clamp<std::int64_t>(all.rows - scene.start, 0, scene.length);
    Matrix rows;
    rows.rows = scene.length;
    rows.cols = all.cols;
    rows.values.reserve(static_cast<std::size_t>(rows.rows * rows.cols));
    if (held > 0) {
        const auto first = all.values.begin() + scene.start * all.cols;
        rows.values.assign(first, first + held * all.cols);
    }
    rows.values.resize(static_cast<std::size_t>(rows.rows * rows.cols), nothing);
    return rows;
}

bool is_finite_row(std::span<const double> row)
{
    return std::ranges::all_of(row, [](double number) { return std::isfinite(number); });
}

/// The same for products. A row with a number that is not finite has none with any other: it holds nothing. The table itself
/// where all of it is there and nothing else.
SharedRows shared_in_scene(const Scene& scene, const AddedRows& table)
{
    const Matrix& all = table.rows.matrix();
    if (scene.start == 0 && scene.length == all.rows && is_finite_row(all.values)) return table.rows.shared();
    Matrix rows = rows_in_scene(scene, table);
    for (std::int64_t r = 0; r < rows.rows; ++r)
        if (!is_finite_row(rows.row(r))) std::ranges::fill(rows.row(r), nothing);
    return rows;
}

/// PE(i) . PE(j): a pair gives cos w(j - i); a sine alone gives (cos w(j - i) - cos w(j + i)) / 2, a cosine alone the same
/// with plus.
OffsetField similarity_of(const Scene& scene, const AddedToInput& table)
{
    OffsetField field{scene.length, scene.length, scene.start, {}, {}};
    for (std::size_t c = 0; c < table.channels.size(); ++c) {
        const Turns128 frequency = table.waves.frequency[c];
        const double square = table.waves.amplitude[c] * table.waves.amplitude[c];
        const Channel& channel = table.channels[c];
        if (channel.kind == Channel::Kind::sine && channel.partner >= 0) field.difference.add(square, frequency, 0);
        if (channel.kind != Channel::Kind::constant && channel.partner < 0) {
            field.difference.add(square / 2, frequency, 0);
            field.sum.add(channel.kind == Channel::Kind::sine ? -square / 2 : square / 2, frequency, 0);
        }
    }
    return field;
}

/// The rows of the cosines and sines that turn, as they stand on this side.
Matrix turning_rows(const Scene& scene, const RotatesQueryKey& rotation, Side side)
{
    return turned_waves(rotation, side, rotation_table(rotation).waves, scene.start, scene.length);
}

Matrix rotated_rows(const Scene& scene, const RotatesQueryKey& rotation, Side side, const Matrix& content)
{
    return turned_content(rotation, side, content, scene.start, scene.length);
}

/// The products of rows that turn on both sides. They are one table where nothing tells query from key.
ProductField products_of_sides(const RotatesQueryKey& rotation, bool same_content, const auto& rows_on)
{
    const SharedRows query = rows_on(Side::query);
    return {query, same_content && rotation.growth.empty() ? query : SharedRows(rows_on(Side::key))};
}

Field rotated_content(const Scene& scene, const RotatesQueryKey& rotation, Side side, const Matrix& content)
{
    if (content.rows > 1 || !rotation.is_plain()) return StoredField{rotated_rows(scene, rotation, side, content)};
    return wave_field(scene, rotated(rotation, content.row(0)), rotation.interleaved);
}

Field score_of(const Scene& scene, const RotatesQueryKey& rotation)
{
    const QueryKey content = vectors(scene.content, rotation.head_size);
    if (!content.uniform() || !rotation.is_plain())
        return products_of_sides(rotation, content.query == content.key, [&](Side side) {
            return rotated_rows(scene, rotation, side, side == Side::query ? content.query : content.key);
        });
    return OffsetField{
        scene.length, scene.length, scene.start, score_over_offset(rotation, content.query.row(0), content.key.row(0)), {}};
}

Error too_long(const char* what, std::int64_t length)
{
    return {std::string(what) + " of " + std::to_string(length) + " positions cannot be drawn", "length",
            "use at most " + std::to_string(most_stored_positions)};
}

Result<Field> score_of(const Scene& scene, const MeetsVectors& meets)
{
    const QueryKey content = vectors(scene.content, meets.head_size);
    if (content.uniform()) {
        OffsetScore score = score_over_offset(meets, content.query.row(0), content.key.row(0));
        if (score.lines.pieces().empty())
            return Field{OffsetField{scene.length, scene.length, scene.start, std::move(score.waves), {}}};
        return Field{PieceField{scene.length, scene.length, 0, std::move(score.lines)}};
    }
    if (scene.length > most_stored_positions) return too_long("scores whose content differs by position", scene.length);
    return Field{StoredField{scores(meets, content.query, content.key, scene.length)}};
}

Result<Field> score_of(const Scene& scene, const BiasesPatches& biases)
{
    return Field{StoredField{patch_biases(biases, scene.attention.head, scene.start, scene.length)}};
}

Field times(Field field, double factor)
{
    const auto scale = [factor](std::vector<double>& numbers) {
        for (double& number : numbers) number *= factor;
    };
    if (auto* offsets = std::get_if<OffsetField>(&field)) {
        scale(offsets->difference.amplitude);
        scale(offsets->sum.amplitude);
    } else if (auto* pieces = std::get_if<PieceField>(&field)) {
        pieces->lines = combined(factor, pieces->lines, 0, pieces->lines);
    } else if (auto* product = std::get_if<ProductField>(&field)) {
        Matrix u = product->u.matrix();
        scale(u.values);
        product->u = std::move(u);
    } else if (auto* stored = std::get_if<StoredField>(&field)) {
        scale(stored->values.values);
    }
    return field;
}

/// Width of the vectors whose product the score is; 0 where it is none.
double product_width(const Mechanism& mechanism)
{
    struct Width {
        double operator()(const AddedToInput& m) const { return static_cast<double>(m.channels.size()); }
        double operator()(const AddedRows& m) const { return static_cast<double>(m.rows.matrix().cols); }
        double operator()(const RotatesQueryKey& m) const { return static_cast<double>(m.head_size); }
        double operator()(const BiasesScore&) const { return 0; }
        double operator()(const BiasesPatches&) const { return 0; }
        double operator()(const MeetsVectors& m) const { return static_cast<double>(m.head_size); }
    };
    return std::visit(Width{}, mechanism);
}

Result<Field> plain_score(const Scene& scene, const Mechanism& mechanism)
{
    if (auto error = too_many_positions(scene, mechanism)) return *error;
    if (const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism)) return score_of(scene, *rotation);
    if (const auto* meets = std::get_if<MeetsVectors>(&mechanism)) return score_of(scene, *meets);
    if (const auto* bias = std::get_if<BiasesScore>(&mechanism))
        return Field{PieceField{scene.length, scene.length, 0, bias->heads[static_cast<std::size_t>(scene.attention.head)]}};
    if (const auto* patches = std::get_if<BiasesPatches>(&mechanism)) return score_of(scene, *patches);
    return *similarity_field(scene, mechanism);
}

/// Hides keys after their query. A stored score hides them by holding no number.
Field with_mask(Field field, bool causal)
{
    if (auto* stored = std::get_if<StoredField>(&field); stored && causal)
        for (std::int64_t i = 0; i < stored->values.rows; ++i)
            std::ranges::fill(stored->values.row(i).subspan(static_cast<std::size_t>(i + 1)), nothing);
    return masked(std::move(field), causal);
}

/// The rotation where its rows are no waves; null otherwise.
const RotatesQueryKey* uneven_rotation(const Mechanism& mechanism)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    return rotation && !rotation->is_plain() ? rotation : nullptr;
}

}  // namespace

std::int64_t most_positions(const Scene& scene, const Mechanism& mechanism)
{
    if (std::holds_alternative<BiasesPatches>(mechanism)) return most_stored_positions;
    const auto* rotation = uneven_rotation(mechanism);
    return rotation ? std::min(max_length, most_turned_rows(*rotation, scene.start)) : max_length;
}

std::optional<Error> too_many_positions(const Scene& scene, const Mechanism& mechanism)
{
    const std::int64_t most = most_positions(scene, mechanism);
    if (scene.length <= most) return std::nullopt;
    return Error{std::to_string(scene.length) + " positions are too many for " + std::string(encoding_of(scene).title)
                     + ", whose numbers are made one by one",
                 "length", "use at most " + std::to_string(most)};
}

std::optional<Field> table_field(const Scene& scene, const Mechanism& mechanism)
{
    if (scene.length > most_positions(scene, mechanism)) return std::nullopt;
    if (const auto* rotation = uneven_rotation(mechanism)) return StoredField{turning_rows(scene, *rotation, Side::query)};
    if (const auto* rows = std::get_if<AddedRows>(&mechanism)) return StoredField{rows_in_scene(scene, *rows)};
    if (const auto* meets = std::get_if<MeetsVectors>(&mechanism)) {
        if (meets->key_vectors.rows > 0) return StoredField{meets->key_vectors};
        if (meets->waves.size() > 0) return WaveField{scene.length, 0, meets->waves};
        return std::nullopt;
    }
    if (is_bias(mechanism)) return std::nullopt;
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    const AddedToInput table = rotation ? rotation_table(*rotation) : std::get<AddedToInput>(mechanism);
    return wave_field(scene, table.waves, table.alternating);
}

std::optional<Field> similarity_field(const Scene& scene, const Mechanism& mechanism)
{
    if (scene.length > most_positions(scene, mechanism)) return std::nullopt;
    if (const auto* rotation = uneven_rotation(mechanism))
        return products_of_sides(*rotation, true, [&](Side side) { return turning_rows(scene, *rotation, side); });
    if (const auto* rows = std::get_if<AddedRows>(&mechanism)) {
        const SharedRows table = shared_in_scene(scene, *rows);
        return ProductField{table, table};
    }
    if (const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism))
        return similarity_of(scene, rotation_table(*rotation));
    if (const auto* added = std::get_if<AddedToInput>(&mechanism)) return similarity_of(scene, *added);
    return std::nullopt;
}

Result<Field> score_field(const Scene& scene, const Mechanism& mechanism)
{
    Result<Field> score = plain_score(scene, mechanism);
    if (!score) return score;
    const double width = product_width(mechanism);
    Field scaled = scene.attention.scaled && width > 0 ? times(*std::move(score), 1 / std::sqrt(width)) : *std::move(score);
    return with_mask(std::move(scaled), scene.attention.causal);
}

Result<Field> weights_field(const Scene& scene, const Mechanism& mechanism)
{
    if (scene.length > most_stored_positions) return too_long("attention weights", scene.length);
    const Result<Field> score = score_field(scene, mechanism);
    if (!score) return score;
    Matrix weights = dense(*score);
    parallel_for(weights.rows, 1 + 20'000 / weights.cols, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) softmax(weights.row(i));
    });
    return Field{StoredField{std::move(weights)}};
}

Result<Field> index_field(const Scene& scene, const Mechanism& mechanism)
{
    if (const auto* patches = std::get_if<BiasesPatches>(&mechanism)) {
        if (auto error = too_many_positions(scene, mechanism)) return *error;
        return with_mask(StoredField{patch_indices(*patches, scene.start, scene.length)}, scene.attention.causal);
    }
    const auto* bias = std::get_if<BiasesScore>(&mechanism);
    const OffsetLines& index = bias ? bias->index : std::get<MeetsVectors>(mechanism).index;
    return Field{PieceField{scene.length, scene.length, 0, index, scene.attention.causal}};
}

std::optional<Field> rotated_field(const Scene& scene, const Mechanism& mechanism)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    if (!rotation || scene.length > most_positions(scene, mechanism)) return std::nullopt;
    return rotated_content(scene, *rotation, Side::query, vectors(scene.content, rotation->head_size).query);
}

std::optional<ScoreTables> score_tables(const Scene& scene, const Mechanism& mechanism)
{
    if (scene.length > most_positions(scene, mechanism)) return std::nullopt;
    if (const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism)) {
        const QueryKey content = vectors(scene.content, rotation->head_size);
        ScoreTables tables{rotated_content(scene, *rotation, Side::query, content.query),
                           rotated_content(scene, *rotation, Side::key, content.key)};
        if (!rotation->growth.empty()) tables.reach = product_reach(*rotation, content.query, content.key, scene.length);
        return tables;
    }
    if (is_bias(mechanism) || std::holds_alternative<MeetsVectors>(mechanism)) return std::nullopt;
    Field field = *table_field(scene, mechanism);
    return ScoreTables{field, std::move(field)};
}

std::optional<ScoreTables> score_tables(const Scene& scene)
{
    return score_tables(scene, mechanism_of(scene));
}

}  // namespace phasescope
