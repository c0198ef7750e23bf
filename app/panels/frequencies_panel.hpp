// How fast each pair turns: wavelengths on a logarithmic axis, before and after scaling.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

void draw_frequencies_card(Ui& ui, const Box& card);

}  // namespace phasescope
