// A heatmap with its axes, colour bar, crosshair and mouse: the same for every sheet.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// Draws the sheet into the card. `slot` is the place on screen, 0 .. 15, one for each heatmap in a frame.
void draw_heatmap_card(Ui& ui, const Box& card, Sheet sheet, int slot);

/// What the sheet is called on screen: in a quiz not by its name.
std::string shown_title(Ui& ui, Sheet sheet);

/// The share of a box's height for two heatmaps side by side: square ones need no more than their width allows.
float share_of_two_heatmaps(const Ui& ui, const Box& box);

/// How high a card of this width is when a square picture fills it.
float square_card_height(const Ui& ui, float width);

/// The sheet in focus gives way to the first on screen where it is not there itself.
void keep_focus_on_screen(Ui& ui);

/// Commands for the sheet in focus, as keys give them.
void next_colormap(Ui& ui, Sheet sheet);
void fit(Ui& ui, Sheet sheet);

/// Sets the range from the numbers on screen: once, or (follow) again with every change.
void range_from_screen(Ui& ui, Sheet sheet, bool follow);

}  // namespace phasescope
