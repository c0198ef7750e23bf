// What an encoding can and cannot tell: measured, not assumed.
#pragma once

#include <cstdint>
#include <optional>

#include "core/analysis/direction.hpp"
#include "core/analysis/keys_ahead.hpp"
#include "core/analysis/progress.hpp"
#include "core/analysis/table_rows.hpp"
#include "core/scene.hpp"

namespace phasescope {

struct WavelengthRange {
    double shortest = 0, longest = 0;  ///< positions per turn
};

/// Everything that `check` tells. Empty where it does not apply.
struct Check {
    std::int64_t measured_length =
        0;  ///< positions that were measured, from the start on; 0: none could be, nothing is told
    /// Positions behind max_difference, toeplitz_defect, first_rise and first_negative, from the scene's start on.
    /// Fewer than measured_length only where every position has content of its own.
    std::int64_t compared_length = 0;
    Direction direction;
    /// What `direction` says of keys after the query: by_formula, as if they were not masked; left_out, nothing, for their
    /// numbers are a convention.
    KeysAhead keys_ahead = KeysAhead::scored;
    double toeplitz_defect = 0;  ///< ||A - T(A)|| / ||A||, T the mean along diagonals; 0: a function of the offset
    std::optional<std::int64_t> first_rise;      ///< the distance after which the score first grows again
    std::optional<std::int64_t> first_negative;  ///< the first distance with a negative score
    std::optional<NormRange> norm;               ///< of the rows of the table or of the rotated query
    std::optional<double> shift_residual;        ///< max |x(p+s) - M_s x(p)| over sampled p and s
    std::optional<double> offset_residual;  ///< max |S(i+s, j+s) - S(i, j)| over sampled i, j, s, from the rows themselves
    std::optional<WavelengthRange> wavelength;
};

/// Measures a repaired scene; empty where it was cancelled. Up to `most_checked_positions` positions are measured.
std::optional<Check> check(const Scene& scene, const Progress& progress = {});

/// The most positions that check() measures.
inline constexpr std::int64_t most_checked_positions = std::int64_t{1} << 20;

/// Up to this many positions every score is computed from the rows of the tables; beyond, closed forms are used.
inline constexpr std::int64_t most_explicit_positions = 1024;

}  // namespace phasescope
