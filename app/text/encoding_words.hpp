// The words of encodings and knobs in a language. English stands with each encoding in core; another language has a text
// for each in assets/languages/CODE/encodings.json.
//
//     encoding.NAME.title, .citation, .summary, .used_in, .good_at, .bad_at     NAME of the encoding
//     encoding.NAME.formula.N                                                   its line N, from 1, where it holds words
//     knob.NAME.label, .help                                                    NAME of the knob
//     knob.ENCODING.NAME.label, .help                                           where it means something else there
//     unit.UNIT, choice.WORD                                                    ' ' in a unit is '_'
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/language.hpp"
#include "core/encoding.hpp"

namespace phasescope {

std::string title_of(const Language& text, const Encoding& encoding);
std::string citation_of(const Language& text, const Encoding& encoding);
std::string summary_of(const Language& text, const Encoding& encoding);
std::string used_in_of(const Language& text, const Encoding& encoding);
std::string good_at_of(const Language& text, const Encoding& encoding);
std::string bad_at_of(const Language& text, const Encoding& encoding);
std::vector<std::string> formula_of(const Language& text, const Encoding& encoding, std::span<const double> settings);

/// `encoding` is the name of the knob's encoding; "" where it has none.
std::string label_of(const Language& text, const Knob& knob, std::string_view encoding);
std::string help_of(const Language& text, const Knob& knob, std::string_view encoding);

/// "" where the knob has none.
std::string unit_of(const Language& text, const Knob& knob);

/// A word of a choice as it is shown; files and the command line have the English one.
std::string choice_of(const Language& text, std::string_view word);

/// What cell_formula and score_formula write of English words, in the language.
std::string formula_in(const Language& text, std::string formula);

}  // namespace phasescope
