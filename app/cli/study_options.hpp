// What some views show beside the encoding itself: a line of text, projections, formats of numbers, and a
// setting to compare with.
#pragma once

#include <optional>

#include "app/cli/words.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// Puts them into a scene whose own encoding has been read; a Refusal where the words cannot be followed.
std::optional<Refusal> read_study_options(const Words& words, Scene& scene);

}  // namespace phasescope
