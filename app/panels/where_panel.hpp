// Where an encoding enters attention, and what it is good for.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// The way from the input to the weights with the place marked where position comes in, and what is said of the encoding.
void draw_where_card(Ui& ui);

}  // namespace phasescope
