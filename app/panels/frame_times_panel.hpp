// How long frames take, in a corner of the window.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// At the lower right of the box, over what is there.
void draw_frame_times(const Ui& ui, const Box& box);

}  // namespace phasescope
