// The help pages, made from the lists of commands and options.
#pragma once

#include <string>

#include "app/cli/option_list.hpp"

namespace phasescope {

/// One page for each command; the window's page also lists the commands.
std::string help_text(Action action, const Language& text = Language());

}  // namespace phasescope
