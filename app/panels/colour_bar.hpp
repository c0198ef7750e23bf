// The bar beside a heatmap that says which colour means which number.
#pragma once

#include <optional>

#include "app/panels/ui.hpp"

namespace phasescope {

/// Draws the bar with ticks at its right; `marked` is pointed at from the left.
void draw_colour_bar(const Ui& ui, const Box& bar, const Picture& picture, Range range, std::optional<double> marked);

}  // namespace phasescope
