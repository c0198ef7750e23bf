// What an installed program has beside itself, made from its own lists of commands and options.
#pragma once

#include <string>

#include "app/text/language.hpp"

namespace phasescope {

/// phasescope(1) for man, in roff: the words of the help pages, all on one.
std::string man_page(const Language& text);

/// Completion of the command line: of commands, options, views, encodings, models and every other word that is one of a few.
std::string bash_page();
std::string zsh_page();
std::string fish_page();

}  // namespace phasescope
