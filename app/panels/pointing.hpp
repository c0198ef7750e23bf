// What a presenter shows with: the frame around what a step speaks of, a spot that a back row sees, and a blank screen.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// A frame around what the present step of a lesson points at, as far as it is on screen.
void draw_look_at(Ui& ui);

/// A large spot at the mouse while L is held.
void draw_spot(Ui& ui);

/// The whole window in the colour of the wall.
void draw_blank(const Ui& ui);

}  // namespace phasescope
