// Two settings side by side with their difference, and what all encodings can and cannot tell.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

void draw_compare_view(Ui& ui, const Box& box);

/// The setting that the scene's own is compared with.
void draw_other_card(Ui& ui);

}  // namespace phasescope
