// The room that axes and colour bar need around a heatmap.
#pragma once

#include <string>
#include <vector>

#include "app/panels/ui.hpp"

namespace phasescope {

struct PlotMargins {
    float left, right, top, bottom;
};

/// So that nothing moves while one zooms, but for long axes, whose labels are short from afar.
PlotMargins plot_margins(const Ui& ui, const Picture& picture, const Look& look);

/// The widest of the names of rows, within reason.
float names_width(const Ui& ui, const std::vector<std::string>& names);

}  // namespace phasescope
