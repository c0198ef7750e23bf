// Everything that the program does without a display.
#pragma once

#include "app/cli/options.hpp"

namespace phasescope {

/// Does what a command other than the window asks for. `warning` becomes what is to be said about what was done, "" for
/// nothing.
Result<Done> run_command(const Command& command, std::string& warning);

}  // namespace phasescope
