// Sizes that belong together: a grid or a table has as many positions as it has, and a length that says the same follows it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/scene.hpp"

namespace phasescope {

/// How many positions from the scene's start on have a row; empty where all have, and where none has.
std::optional<std::int64_t> own_length(const Scene& scene);

/// The positions of the scene that have no row: `first` and those after it.
struct UndefinedPositions {
    std::int64_t first = 0, count = 0;

    bool operator==(const UndefinedPositions&) const = default;
};
UndefinedPositions undefined_positions(const Scene& scene);

/// One English sentence on them; "" where there are none.
std::string undefined_sentence(const Scene& scene);

/// The scene as long as its grid or table is, from the first position on that has a row.
Scene at_own_length(Scene scene);

/// Edited settings, start or table take the length along where it was the own one before; any other length stays, and so
/// does one that was edited itself.
Scene with_length_following(Scene edited, const Scene& before);

}  // namespace phasescope
