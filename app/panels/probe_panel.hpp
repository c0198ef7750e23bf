// The right column: the exact number under the probe, two positions compared, and the direction check.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

void draw_probe_panel(Ui& ui, const Box& box);

}  // namespace phasescope
