// What number formats do to an encoding of waves.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// The errors of values and of scores, cell by cell and against the length.
void draw_precision_view(Ui& ui, const Box& box);

/// A card of the column at the right: the four formats, and the positions that become one number.
void draw_formats_card(Ui& ui);

/// Lines of the probe's card: its position and its value as they are computed, and the error.
void draw_computed_value(Ui& ui, float width);

}  // namespace phasescope
