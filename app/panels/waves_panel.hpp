// The waves under the matrix: single channels as curves over position.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

void draw_waves_card(Ui& ui, const Box& card);

}  // namespace phasescope
