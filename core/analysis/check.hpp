// What an encoding can and cannot tell: measured, not assumed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "core/scene.hpp"

namespace phasescope {

/// Can the score tell before from after? A is the score of all queries and keys of the measured positions.
struct Direction {
    double index = 0;           ///< ||A - A^T|| / (2 ||A||), Frobenius; 0 = blind; 0 where A is zero
    double max_difference = 0;  ///< max |S(t, t+D) - S(t, t-D)| over all t and D inside
    std::int64_t position = 0;  ///< the t where it occurs, an absolute position
    std::int64_t offset = 0;    ///< the D where it occurs
    double tolerance = 0;       ///< what rounding alone may leave; above it the difference is real
    bool sees_direction = false;
};

struct WavelengthRange {
    double shortest = 0, longest = 0;  ///< positions per turn
};

struct NormRange {
    double least = 0, greatest = 0;  ///< Euclidean norm of a row
};

/// Everything that `check` tells. Empty where it does not apply.
struct Check {
    std::int64_t measured_length = 0;  ///< positions that were measured, from the scene's start on
    Direction direction;
    double toeplitz_defect = 0;              ///< ||A - T(A)|| / ||A||, T the mean along diagonals; 0: a function of the offset
    std::optional<std::int64_t> first_rise;      ///< the distance after which the score first grows again
    std::optional<std::int64_t> first_negative;  ///< the first distance with a negative score
    std::optional<NormRange> norm;               ///< of the rows of the table or of the rotated query
    std::optional<double> shift_residual;        ///< max |x(p+s) - M_s x(p)| over sampled p and s
    std::optional<double> offset_residual;       ///< max |S(i+s, j+s) - S(i, j)| over sampled i, j, s, from the rows themselves
    std::optional<WavelengthRange> wavelength;
};

/// Told from time to time how much is done (0 to 1); an answer of false cancels.
using Progress = std::function<bool(double)>;

/// Measures a repaired scene; empty where it was cancelled. Up to `most_positions` positions are measured.
std::optional<Check> check(const Scene& scene, const Progress& progress = {});

/// The most positions that check() measures.
inline constexpr std::int64_t most_checked_positions = std::int64_t{1} << 20;

}  // namespace phasescope
