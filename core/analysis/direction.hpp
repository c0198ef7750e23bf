// Can a score tell before from after, and is it a function of the offset? Three ways to measure it.
//
// Every way starts from A, the score of all queries i (rows) and keys j (columns) of n successive positions:
// explicit numbers (any score), closed forms over the offsets (sums of waves), and products of d x d matrices (tables).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/analysis/progress.hpp"
#include "core/analysis/score_rows.hpp"
#include "core/field/field.hpp"
#include "core/picture.hpp"

namespace phasescope {

/// Can the score tell before from after? A is the score of all queries and keys of the measured positions.
struct Direction {
    double index = 0;           ///< ||A - A^T|| / (2 ||A||), Frobenius; 0 = blind; 0 where A is zero
    double max_difference = 0;  ///< max |S(t, t+D) - S(t, t-D)| over all t and D inside; 0 where n < 3 leaves none
    std::int64_t position = 0;  ///< the t where it occurs, an absolute position; the first where several are equal
    std::int64_t offset = 0;    ///< the D where it occurs
    double tolerance = 0;       ///< what rounding alone may leave; above it the difference is real
    double max_exchange = 0;    ///< max |A - A^T|: the most that exchanging query and key changes a score
    /// max_exchange is above the tolerance. A score that is symmetric but not a
    /// function of the offset alone (an odd d) has differences above, and still cannot tell before from after.
    bool sees_direction = false;
};

/// What is measured from all cells of a score.
struct ScoreStructure {
    Direction direction;
    double toeplitz_defect = 0;       ///< ||A - T(A)|| / ||A||, T the mean along diagonals; 0 where A is zero
    std::vector<double> by_distance;  ///< [D] mean score of a query and the key D positions before it, D = 0 .. n-1
};

/// Measures a score (n, n) in memory whose first row and column are `first_position`.
ScoreStructure measured(const Matrix& score, std::int64_t first_position, double tolerance);

/// Computes all rows of both tables and all their products, and measures those. Time n^2 d: for short lengths.
/// The tables must be waves or stored. Empty where cancelled.
std::optional<ScoreStructure> measured(const ScoreTables& tables, std::int64_t first_position,
                                       const Progress& progress = {});

/// What rounding may put between two products of d terms of the tables' rows.
double rounding_tolerance(const ScoreTables& tables);

/// The mean over the diagonal of this offset of the terms in j + i. Along it j + i runs over N = n - |offset| values,
/// two apart and centred on 2 start + n - 1 whatever the offset, so each term's mean is D_N(2w) times the term there.
double mean_along_diagonal(const OffsetField& score, std::int64_t offset);

/// Whether measured(OffsetField) applies: at most one term in j + i.
bool has_closed_form(const OffsetField& score);

/// The same from the terms, in time n times their number: ||A - A^T||^2 = sum over D of (n - |D|) (K(D) - K(-D))^2 and
/// alike. The term in j + i (the lone sine of an odd dimension) enters by its mean and variance along each diagonal.
/// Needs a square field with a closed form. Empty where cancelled.
std::optional<ScoreStructure> measured(const OffsetField& score, const Progress& progress = {});

/// The same for straight pieces over the offset.
std::optional<ScoreStructure> measured(const PieceField& score, std::int64_t first_position, const Progress& progress = {});

/// The index ||A - A^T|| / (2 ||A||) of a product of two tables (n, d), in time n d^2. Empty where cancelled.
std::optional<double> direction_index(const ScoreRows& tables, const Progress& progress = {});

}  // namespace phasescope
