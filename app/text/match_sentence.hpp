// What a table of numbers turned out to be, in words.
#pragma once

#include <string>

#include "app/text/language.hpp"
#include "core/match/match_table.hpp"

namespace phasescope {

/// What the table is, in one to six sentences: the reading, from which position on and scaled by what, what was left out,
/// which other readings are as good; of a table that is unknown the nearest one and where it departs from it.
std::string match_sentence(const Language& text, const TableMatch& match);

/// A reading as it is named: "Sinusoidal · d_model 64 · base 10000", "cosines of RoPE · head size 16".
std::string reading_text(const Language& text, const MatchReading& reading);

/// What is wrong, and where it was found; "" of a table without a known mistake.
std::string mistake_sentence(const Language& text, std::string_view mistake);

}  // namespace phasescope
