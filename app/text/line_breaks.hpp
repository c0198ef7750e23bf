// Where a line of text may end: at spaces, and between Chinese characters but for the signs that must not begin or end
// a line (GB/T 15834, section 5).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace phasescope {

/// Whether a character takes two columns of a terminal (Unicode Standard Annex 11: W and F).
bool is_wide(char32_t character);

/// The columns that a text takes in a terminal.
std::size_t columns_of(std::string_view text);

/// Spaces after the text until it is so many columns wide; none where it is already.
std::string padded(std::string text, std::size_t columns);

/// The width of a text; that of two pieces together is the sum of both.
using Measure = std::function<double(std::string_view)>;

/// The text in lines of at most `most`, as long as they can be; a piece that cannot be broken and is longer is cut where
/// it must be. A newline ends a line. A number stays with its %, and a formula in one line, where that is long enough.
std::vector<std::string> broken_lines(std::string_view text, double most, const Measure& width);

/// The text with a mark wherever a line may end though no space is there: for what breaks lines only at spaces and marks.
std::string with_break_marks(std::string_view text, std::string_view mark);

}  // namespace phasescope
