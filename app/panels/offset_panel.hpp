// Scores as curves over the offset key - query.
#pragma once

#include <span>
#include <string>

#include "app/panels/ui.hpp"

namespace phasescope {

/// The curve of one sheet, or the staircase of its index; of a bias all heads.
void draw_offset_card(Ui& ui, const Box& card, Sheet sheet);

/// The same without a card, for small places. The sheet must have a picture.
void draw_offset_curve(Ui& ui, const Box& box, Sheet sheet);

/// One of several curves in one plot.
struct NamedCurve {
    Sheet sheet;
    std::string name;
    bool accented = false;
};

/// Several sheets in one plot, with a legend. All must have a picture.
void draw_offset_curves_card(Ui& ui, const Box& card, std::span<const NamedCurve> curves);

}  // namespace phasescope
