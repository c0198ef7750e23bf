// What query and key hold, and how their score becomes attention.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// What query and key hold; nothing where the mechanism does not act on them.
void draw_content_card(Ui& ui);

/// The head, the mask, and the scale of the score.
void draw_attention_card(Ui& ui);

}  // namespace phasescope
