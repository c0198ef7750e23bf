// What is measured on a sample of the rows of the tables behind a score.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/analysis/score_rows.hpp"

namespace phasescope {

struct NormRange {
    double least = 0, greatest = 0;  ///< Euclidean norm of a row
};

/// At most `most` whole numbers spread evenly over 0 .. count - 1, both ends among them.
std::vector<std::int64_t> evenly_spaced(std::int64_t count, std::int64_t most);

/// The norms of at most 4096 evenly spaced rows of the query, the first and the last among them.
NormRange norm_range(const ScoreRows& tables);

/// max |S(i+s, j+s) - S(i, j)| with S(i, j) = query row i . key row j, over 8 shifts s from 1 to n - 1 and 8 x 8 pairs
/// (i, j) for each, spread evenly over the n positions. Empty where n = 1 allows no shift.
std::optional<double> offset_residual(const ScoreRows& tables);

}  // namespace phasescope
