// A score that is a sum: each term as a heatmap, their sum, and all of them over the offset.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// Only where the score has terms.
void draw_terms_view(Ui& ui, const Box& box);

}  // namespace phasescope
