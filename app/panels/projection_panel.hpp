// What attention's projections leave of a table's structure: before and after.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

void draw_projection_view(Ui& ui, const Box& box);

}  // namespace phasescope
