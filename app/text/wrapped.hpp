// Texts of the language files on a terminal: broken into lines of so many columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace phasescope {

/// In lines of at most `columns`, with `line_end` between them; a line end in the text stays one.
std::string wrapped(std::string_view text, std::size_t columns, std::string_view line_end);

}  // namespace phasescope
