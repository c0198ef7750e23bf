// What the system says about a file, as an Error that a person can act on.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace phasescope {

inline constexpr std::string_view cannot_read = "cannot read the file";

/// "`what`: path: the system's words (what to do next)" for an errno value.
Error system_error(std::string_view what, const std::string& path, int code);

}  // namespace phasescope
