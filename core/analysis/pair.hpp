// Two positions compared: what the dot product makes of them.
#pragma once

#include <cstdint>
#include <optional>

#include "core/picture.hpp"

namespace phasescope {

struct PairMeasure {
    double dot = 0;       ///< u_i . v_j
    double cosine = 0;    ///< dot / (|u_i| |v_j|); 0 where a vector is zero
    double distance = 0;  ///< |u_i - v_j|, Euclidean
};

/// Row `query` of the query table against row `key` of the key table; rows count from the scene's start.
PairMeasure measured_pair(const ScoreTables& tables, std::int64_t query, std::int64_t key);

/// Two absolute positions of a scene; no other row is made. Empty where the score is no product of rows, and where the scene
/// has too many positions for them.
std::optional<PairMeasure> measured_pair(const Scene& scene, const Mechanism& mechanism, std::int64_t query,
                                         std::int64_t key);

}  // namespace phasescope
