// What enters the first layer for a line of text, and what attention makes of it when two tokens change places.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

void draw_input_view(Ui& ui, const Box& box);

}  // namespace phasescope
