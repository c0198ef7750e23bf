// The words that name what is drawn or exported.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/option_list.hpp"
#include "app/figure/figure.hpp"

namespace phasescope {

/// What render draws, or export writes: the names of sheets, of curves, and of views of several sheets.
std::vector<std::string> view_words(Action action);

/// Lets the figure show what a valid word names. For export a view of several sheets stands for the one that is its result.
/// An Error where the scene has nothing of this kind.
std::optional<Error> show_word(FigureSpec& spec, Action action, std::string_view word);

/// The words of render that an encoding has with its standard settings.
std::vector<std::string> words_of(const Encoding& encoding);

}  // namespace phasescope
