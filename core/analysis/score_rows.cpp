#include "core/analysis/score_rows.hpp"

#include <cassert>
#include <utility>

namespace phasescope {
namespace {

/// Whether every row would be stored, and depends on nothing but its position.
bool are_made_one_by_one(const Scene& scene, const Mechanism& mechanism)
{
    if (std::holds_alternative<AddedRows>(mechanism)) return true;
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    return rotation && !rotation->is_plain() && vectors(scene.content, rotation->head_size).uniform();
}

Scene part_of(Scene scene, std::int64_t first, std::int64_t count)
{
    scene.start += first;
    scene.length = count;
    return scene;
}

Matrix numbers(const Field& table, std::int64_t first, std::int64_t count)
{
    Matrix result(count, col_count(table));
    rows_of(table, first, count, result.values);
    return result;
}

}  // namespace

ScoreRows::ScoreRows(ScoreTables tables)
    : tables_(std::move(tables)), rows_(row_count(tables_->query)), cols_(col_count(tables_->query))
{
    assert(rows_ == row_count(tables_->key) && cols_ == col_count(tables_->key));
}

std::optional<ScoreRows> ScoreRows::of(const Scene& scene, const Mechanism& mechanism)
{
    if (scene.length > most_positions(scene, mechanism)) return std::nullopt;
    if (are_made_one_by_one(scene, mechanism)) {
        const ScoreTables first = *score_tables(part_of(scene, 0, 1), mechanism);
        return ScoreRows({scene, mechanism}, col_count(first.query));
    }
    auto tables = score_tables(scene, mechanism);
    if (!tables) return std::nullopt;
    return ScoreRows(*std::move(tables));
}

QueryKey ScoreRows::at(std::int64_t first, std::int64_t count) const
{
    assert(first >= 0 && count > 0 && first + count <= rows_);
    if (tables_) return {numbers(tables_->query, first, count), numbers(tables_->key, first, count)};
    ScoreTables part = *score_tables(part_of(source_->scene, first, count), source_->mechanism);
    return {std::get<StoredField>(std::move(part.query)).values, std::get<StoredField>(std::move(part.key)).values};
}

}  // namespace phasescope
