// The left column: which encoding, its knobs, what query and key hold, and where it acts.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

void draw_encoding_panel(Ui& ui, const Box& box);

}  // namespace phasescope
