// The number formats whose errors are studied.
#pragma once

#include <optional>

#include "app/cli/words.hpp"
#include "core/float_format.hpp"

namespace phasescope {

/// Puts the formats that are named in place of those of the scene; a Refusal where a word names none.
std::optional<Refusal> read_format_options(const Words& words, Formats& formats);

}  // namespace phasescope
