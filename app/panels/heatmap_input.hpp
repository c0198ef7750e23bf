// What the mouse does on a heatmap: hover, pin, zoom, pan, box.
#pragma once

#include <optional>

#include "app/panels/plot_area.hpp"

namespace phasescope {

/// The whole cell under the mouse.
struct HoveredCell {
    std::int64_t row = 0, col = 0;
};

/// Handles the mouse over the picture and its two axes; edits the scene's look and probe and the session's hover.
std::optional<HoveredCell> heatmap_input(Ui& ui, const Picture& picture, const PlotArea& area, const Box& x_axis,
                                         const Box& y_axis);

/// The window that the right mouse button is drawing at present, as corners on screen.
std::optional<Box> box_being_drawn(const PlotArea& area);

}  // namespace phasescope
