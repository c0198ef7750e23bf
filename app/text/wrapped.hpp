// Texts of the language files on a terminal: broken into lines of so many columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace phasescope {

/// The text as one types it without markup: M_{s} as M_s, x^{2} as x^2; what has more than one letter or digit keeps
/// brackets: x^(2k/d).
std::string typed_text(std::string_view marked_up);

/// In lines of at most `columns`, with `line_end` between them.
/// Columns that a text takes: Chinese characters and their punctuation take two.
std::size_t columns_of(std::string_view text);

/// Broken at spaces, and after Chinese characters, into lines of at most `columns`, with `line_end` between them. A line end
/// in the text stays one.
std::string wrapped(std::string_view text, std::size_t columns, std::string_view line_end);

}  // namespace phasescope
