// What a table of numbers may be.
#pragma once

#include <cstdint>
#include <vector>

#include "core/field/field.hpp"
#include "core/mistakes.hpp"

namespace phasescope {

/// An encoding with settings, correct or with a mistake. The more likely ones come first.
struct MatchCandidate {
    std::string_view encoding;
    std::vector<double> settings;
    const Mistake* mistake = nullptr;

    /// The rows of so many positions; empty where there are none, or not as many.
    std::optional<Field> rows(std::int64_t first_position, std::int64_t count) const;
};

/// Everything that a table of this shape may be, seen from the scene: its own settings come first.
std::vector<MatchCandidate> match_candidates(const Scene& scene, std::int64_t rows, std::int64_t cols);

}  // namespace phasescope
