// The words that may stand behind an option, in one list: what is read, and what a shell completes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace phasescope {

/// All words of an option that takes one of a few; of --lesson and --other those that may begin it; none of another.
std::vector<std::string> option_words(std::string_view option);

/// The index of the word among those of the option.
Result<std::size_t> option_word_value(std::string_view option, std::string_view word);

}  // namespace phasescope
