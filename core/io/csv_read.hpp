// Tables of numbers in text: comma-, semicolon-, tab- or space-separated.
#pragma once

#include <string_view>

#include "core/matrix.hpp"
#include "core/result.hpp"

namespace phasescope {

/// The numbers of a text table, all rows of the same width.
///
/// - The separator is the first of tab, semicolon and comma that the first line holds; where it holds none, spaces.
/// - Cells may stand in quotes (RFC 4180). Empty lines and lines that begin with '#' are passed over.
/// - A first row in which some cell is no number is a header, and passed over.
/// - The first column is passed over where it labels the rows: its header is empty, its first cell below the header is no
///   number, or the rest of the header counts columns up by one as write_csv does.
///
/// Places in messages count lines and cells from 1. `source` is named in messages.
Result<Matrix> read_csv(std::string_view text, std::string_view source, bool allow_non_finite = false);

}  // namespace phasescope
