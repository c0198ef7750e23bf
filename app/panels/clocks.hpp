// The clocks: one dial a pair, its hand at the probe's position.
#pragma once

#include "app/panels/ui.hpp"
#include "core/phase.hpp"

namespace phasescope {

/// One dial. With `projection` the share that is read off (sine: height, cosine: width) is drawn as a dashed line.
void draw_dial(const Ui& ui, const Box& box, Turns64 phase, bool projection, bool sine);

/// Dials of all pairs, or of evenly chosen ones where there are more than fit; a click chooses a pair for the waves.
void draw_clocks_card(Ui& ui, const Box& card);

}  // namespace phasescope
