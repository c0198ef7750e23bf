// Everything that the program does without a display.
#pragma once

#include "app/cli/options.hpp"

namespace phasescope {

/// Does what a command other than the window asks for; the exit code, which of `match` tells what the table is. What is to
/// be said about what was done is added to `warnings`.
Result<int> run_command(const Command& command, std::vector<std::string>& warnings);

}  // namespace phasescope
