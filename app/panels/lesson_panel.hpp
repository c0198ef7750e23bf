// A lesson while it is gone through: its text beside the view, its questions over it.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// The card of the present step, at the cursor of a column.
void draw_lesson_card(Ui& ui);

/// The question in the place of the view.
void draw_question(Ui& ui, const Box& box);

}  // namespace phasescope
