// The scene that the other options of a command line change: the first one, or that of a file or model.
#pragma once

#include <optional>

#include "app/cli/options.hpp"

namespace phasescope {

/// Puts the scene, its warnings and the path of a scene file into the command; a Refusal where there is none, or two.
std::optional<Refusal> read_start_scene(const Words& words, Command& command);

}  // namespace phasescope
