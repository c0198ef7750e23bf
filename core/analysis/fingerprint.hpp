// What can be measured of a table and its scores without knowing what was meant, of the correct one and of a mistaken one:
// which checks find the mistake, and which do not.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

enum class Trait {
    least_norm,          ///< the least squared norm of a row
    greatest_norm,       ///< the greatest
    toeplitz_defect,     ///< ||A - T(A)|| / ||A|| of the score without its mask, T the mean along diagonals
    still_columns,       ///< columns whose greatest and least number are less than most_still apart
    longest_wavelength,  ///< positions
    smallest_distance,   ///< of two rows (Euclidean)
    steepest_slope,      ///< of the heads of a bias, as it falls with each position
    flattest_slope
};
inline constexpr std::array<std::string_view, 8> trait_names{"least_norm",     "greatest_norm",      "toeplitz_defect",
                                                             "still_columns",  "longest_wavelength", "smallest_distance",
                                                             "steepest_slope", "flattest_slope"};

inline constexpr double most_still = 0.02;

/// Two measurements differ where they are further apart than this share of the greater one, or of 1: ten times what numbers
/// of 32 bits leave.
inline constexpr double trait_tolerance = 1e-6;

struct MeasuredTrait {
    Trait trait = Trait::least_norm;
    std::optional<double> correct, mistaken;  ///< empty where there is no such thing; one of both is there

    /// Both are there, and differ.
    bool gives_away() const;
};

struct Fingerprint {
    std::int64_t positions = 0;  ///< that were measured, from the scene's start on
    std::vector<MeasuredTrait> traits;

    /// Empty where neither has it.
    const MeasuredTrait* find(Trait trait) const;
};

/// The most positions that are measured: each row is compared with each.
inline constexpr std::int64_t most_fingerprint_positions = 512;

/// Of the mistake of a repaired scene; an Error where it cannot be made.
Result<Fingerprint> fingerprint(const Scene& scene);

}  // namespace phasescope
