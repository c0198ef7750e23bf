// The direction check: can the score tell before from after, and what else was measured.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// A card of a column: verdict and measurements, with the score over the offset.
void draw_direction_card(Ui& ui);

/// The whole view: symmetric part, antisymmetric part, curve.
void draw_direction_view(Ui& ui, const Box& box);

}  // namespace phasescope
