// Rotated rows one by one: for rotations that are no waves over the position, because pairs grow with it (Sun et al. 2022)
// or because a position has several coordinates (Wang et al. 2024).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/matrix.hpp"
#include "core/mechanism.hpp"

namespace phasescope {

/// Query and key turn alike; what the query grows by, the key shrinks by.
enum class Side { query, key };

/// What turns a pair at a position: the position itself, or its coordinate. Empty where the position has none.
std::optional<std::int64_t> coordinate(const RotatesQueryKey& rotation, std::int64_t pair, std::int64_t position);

/// Waves at the positions start .. start + length - 1 as they stand on this side: (length, waves). Wave c belongs to channel
/// c
/// (`rotated`, or the waves of `rotation_table`). Rows of positions without coordinates hold no number. Error of a number:
/// that of its wave, and 6e-16 of itself where pairs grow.
Matrix turned_waves(const RotatesQueryKey& rotation, Side side, const WaveTerms& waves, std::int64_t start,
                    std::int64_t length);

/// Row p is row p (or the only row) of `content` as it stands on this side at the position start + p: (length, head size).
Matrix turned_content(const RotatesQueryKey& rotation, Side side, const Matrix& content, std::int64_t start,
                      std::int64_t length);

/// The angles of all pairs at these positions, in [-pi, pi): (length, pairs).
Matrix turned_angles(const RotatesQueryKey& rotation, std::int64_t start, std::int64_t length);

/// At least the sum over the channels of |amplitude at the query| |amplitude at the key|, for any two of `length` successive
/// positions, of the rows (1 or positions, head size) of a rotation with growth. What the query grows by and the key shrinks
/// by leaves exp(|growth| (length - 1)) of a pair at most, however far from the origin they are.
double product_reach(const RotatesQueryKey& rotation, const Matrix& query, const Matrix& key, std::int64_t length);

/// How many successive positions from `start` on can be computed row by row: at most 2^24 numbers, and none that grows too
/// much. All there are where the rotation is plain.
std::int64_t most_turned_rows(const RotatesQueryKey& rotation, std::int64_t start);

/// The growth up to which numbers are computed, as its logarithm: by e^34.5 = 10^15 on either side, so that a score grows
/// by 10^30 at most and is still a float.
inline constexpr double most_growth = 34.5;

/// How far from the origin positions may be for that.
std::int64_t growth_reach(std::span<const double> growth);

/// exp(rate distance) without the error that rounding the product would leave.
double grown(double rate, double distance);

/// How much the fastest pair has grown, one way or the other, `distance` positions from the origin.
double greatest_growth(const RotatesQueryKey& rotation, double distance);

}  // namespace phasescope
