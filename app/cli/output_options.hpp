// How a figure looks and where numbers go, from the words of a command line.
#pragma once

#include <optional>

#include "app/cli/options.hpp"

namespace phasescope {

/// For render, with the command's scene already read: sheet, figure and output.
std::optional<Refusal> read_render_options(const Words& words, Command& command);

/// For export: sheet, part, format and output.
std::optional<Refusal> read_export_options(const Words& words, Command& command);

/// Language and theme.
std::optional<Refusal> read_taste(const Words& words, Command& command);

}  // namespace phasescope
