// The bar at the top with views and buttons, and the line at the bottom.
#pragma once

#include "app/actions.hpp"

namespace phasescope {

void draw_top_bar(Ui& ui, Store& store, const Desktop& desktop, const Box& box);
void draw_status_bar(Ui& ui, const Box& box);

}  // namespace phasescope
