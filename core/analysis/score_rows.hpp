// The rows of both tables behind a score, as many at a time as are asked for.
#pragma once

#include <cstdint>
#include <optional>

#include "core/content.hpp"
#include "core/score.hpp"

namespace phasescope {

class ScoreRows {
public:
    /// Of tables that are there: of equal shape, waves or stored.
    ScoreRows(ScoreTables tables);

    /// Of a scene. Rows that would fill the memory are made anew whenever they are asked for. Empty where `score_tables` is.
    static std::optional<ScoreRows> of(const Scene& scene, const Mechanism& mechanism);

    std::int64_t rows() const { return rows_; }
    std::int64_t cols() const { return cols_; }

    /// Rows first .. first + count - 1 of the query and of the key: each (count, cols).
    QueryKey at(std::int64_t first, std::int64_t count) const;

    /// The query's table where it is waves over the position; null otherwise.
    const WaveField* waves() const { return tables_ ? std::get_if<WaveField>(&tables_->query) : nullptr; }

private:
    struct Source {
        Scene scene;
        Mechanism mechanism;
    };

    ScoreRows(Source source, std::int64_t cols) : source_(std::move(source)), rows_(source_->scene.length), cols_(cols) {}

    std::optional<ScoreTables> tables_;
    std::optional<Source> source_;  ///< where there are no tables
    std::int64_t rows_ = 0, cols_ = 0;
};

}  // namespace phasescope
