// Everything that the program does without a display.
#pragma once

#include "app/cli/options.hpp"

namespace phasescope {

/// Does what a command other than the window asks for.
Result<Done> run_command(const Command& command);

}  // namespace phasescope
