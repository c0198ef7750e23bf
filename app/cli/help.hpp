// The help pages, made from the lists of commands and options.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "app/cli/option_list.hpp"

namespace phasescope {

/// What the program may end with; a language says what each means under exit_key().
inline constexpr std::array<std::string_view, 6> exit_codes{"0", "1", "2", "3", "4", "5"};
std::string exit_key(std::string_view code);

/// One page for each command; the window's page also lists the commands.
std::string help_text(Action action, const Language& text = Language());

}  // namespace phasescope
