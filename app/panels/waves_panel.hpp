// The waves under the matrix: single channels as curves over position.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

void draw_waves_card(Ui& ui, const Box& card);

/// A score as a curve over the offset key - query.
void draw_offset_card(Ui& ui, const Box& card, Sheet sheet);

/// The same without a card, for small places.
void draw_offset_curve(Ui& ui, const Box& box, Sheet sheet);

}  // namespace phasescope
