// What people say about position, each sentence with its verdict, its numbers and a way to see it.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

void draw_claims_view(Ui& ui, const Box& box);

}  // namespace phasescope
