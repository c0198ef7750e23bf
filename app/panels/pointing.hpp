// What a presenter shows with: the frame around what a step speaks of, a spot that a back row sees, and a blank screen.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// A frame around what the present step of a lesson points at, as far as it lies in this part of the window.
void draw_look_at(Ui& ui, const Box& area);

/// Whether the present step points at a card of this name.
bool points_at_card(const Session& session, std::string_view name);

/// Whether the present step points at something that stands in the left column: a card or a knob.
bool points_at_left_column(const Session& session);

/// At the end of a column that scrolls: what a step points at is scrolled into sight, once.
void bring_into_sight(Ui& ui, const Box& column);

/// A large spot at the mouse while L is held.
void draw_spot(Ui& ui);

/// The whole window in the colour of the wall.
void draw_blank(const Ui& ui);

}  // namespace phasescope
