// What sets encodings apart, measured at one shape: the table that compares them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/analysis/check.hpp"
#include "core/analysis/progress.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// The two positions whose rows are nearest, and how far apart these are (Euclidean).
struct NearestRows {
    double distance = 0;
    std::int64_t first = 0, second = 0;  ///< positions; the first such pair
};

struct Properties {
    std::string_view encoding;  ///< its name
    Check check;                ///< direction, offset only, first rise, norms, wavelengths, with the scene's own content

    /// The greatest |number| that position brings in: of added rows, of the cosines and sines that turn (at most 4096 evenly
    /// spaced positions), of biases at the offsets of these positions in any head, or of vectors met at them. Where pairs
    /// grow: by how much the fastest has grown half the length away from the middle.
    double largest = 0;
    /// The same for 16 times as many positions, as far as they have rows.
    double largest_beyond = 0;
    /// A number that grows with the length at least a quarter as fast as the length itself is not bounded.
    bool bounded() const { return largest_beyond <= 4 * largest; }

    /// Among the first `compared_rows` positions that have a row of their own, or cosines and sines of their own to be
    /// turned by. Empty where no position has one, or only one has.
    std::optional<NearestRows> nearest;
    std::int64_t compared_rows = 0;

    std::int64_t parameters = 0;
    std::optional<std::int64_t> defined;         ///< positions from 0 on that have a row; empty: all
    std::optional<std::int64_t> trained_length;  ///< where the encoding has such a setting

    /// Whether exchanging query and key changes a score where both hold the same vector everywhere, and where they hold two
    /// different ones (both from the seed; at most most_explicit_positions are measured). Equal where the score does not
    /// depend on what they hold.
    bool sees_direction_if_equal = false;
    bool sees_direction_if_different = false;
    double exchange_if_equal = 0, exchange_if_different = 0;  ///< Direction::max_exchange of either
    double exchange_tolerance = 0;                            ///< what rounding may leave of both
};

/// The most positions whose rows are compared, each with each.
inline constexpr std::int64_t most_compared_rows = 512;

/// Measures a repaired scene; empty where it was cancelled.
std::optional<Properties> properties_of(const Scene& scene, const Progress& progress = {});

/// Properties::largest of the scene's positions, which must be no more than can be computed.
double largest_number(const Scene& scene, const Mechanism& mechanism);

/// Every encoding, in menu order, at the scene's length and start, with its standard settings but for the scene's d_model or
/// head size where it has one of that name; nothing imported. A table that ends earlier is measured as far as it goes.
std::vector<Scene> compared_scenes(const Scene& scene);
std::optional<std::vector<Properties>> properties_of_all(const Scene& scene, const Progress& progress = {});

}  // namespace phasescope
