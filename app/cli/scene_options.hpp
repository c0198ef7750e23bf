// The scene that the words of a command line describe.
#pragma once

#include <optional>

#include "app/cli/options.hpp"

namespace phasescope {

/// Puts scene, warnings and the path of the scene file into the command; a Refusal where the words cannot be followed.
std::optional<Refusal> read_scene_options(const Words& words, Command& command);

}  // namespace phasescope
