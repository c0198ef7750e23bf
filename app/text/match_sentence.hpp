// What a table of numbers turned out to be, in words.
#pragma once

#include <string>

#include "app/text/language.hpp"
#include "core/analysis/match_table.hpp"

namespace phasescope {

/// One to three sentences, with the largest difference.
std::string match_sentence(const Language& text, const TableMatch& match);

/// What is wrong, and where it was found; "" of a table without a known mistake.
std::string mistake_sentence(const Language& text, std::string_view mistake);

}  // namespace phasescope
