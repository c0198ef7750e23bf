// A line of text as tokens: words, punctuation, Chinese characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace phasescope {

inline constexpr std::size_t most_text_bytes = 4096;
inline constexpr std::size_t most_tokens = 256;

/// Splits much as BERT's basic tokenizer does (Devlin et al. 2019, released code), without changing any letter:
/// - white space and control characters part tokens and are dropped;
/// - each Chinese character, kana, punctuation mark, symbol and emoji is a token of its own;
/// - what stands between these is a word; an apostrophe between two letters belongs to it;
/// - combining marks, variation selectors, skin tones and what is joined by U+200D belong to the character before, and two
///   regional indicators are one flag.
/// A line of white space has no tokens. An Error where the text is no UTF-8, longer than most_text_bytes, or has more than
/// most_tokens tokens.
Result<std::vector<std::string>> tokens_of(std::string_view line);

}  // namespace phasescope
