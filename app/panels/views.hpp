// What each view of the window shows, and where.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// Whether the present encoding has something to show in a view.
bool view_applies(const Ui& ui, View view);

/// Draws the scene's view.
void draw_view(Ui& ui, const Box& box);

}  // namespace phasescope
