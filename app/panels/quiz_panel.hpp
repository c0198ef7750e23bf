// The quiz: a matrix without its name, four choices, and what it was.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// Asks about another matrix than before.
void ask_next(Ui& ui);

/// The question with its choices, or the answer; returns what is left of the box below.
Box draw_quiz_card(Ui& ui, const Box& box);

}  // namespace phasescope
