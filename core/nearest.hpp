// Which of the valid words a misspelt one may have meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace phasescope {

/// The `most` valid words nearest to `word`, nearest first; ties keep their order. Distance is the number of letters
/// inserted, removed, replaced or swapped with a neighbour (Damerau 1964, Levenshtein 1966). Capitals do not count,
/// '-' and '_' are the same letter, and a valid word that only goes on where `word` ends is at distance 1 at most.
std::vector<std::string> nearest_words(std::string_view word, const std::vector<std::string>& valid, std::size_t most = 3);

/// "a, b or c"; "" for no words.
std::string alternatives(const std::vector<std::string>& words);

}  // namespace phasescope
