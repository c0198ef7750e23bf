// Where the parts of a heatmap figure go.
#pragma once

#include <string>
#include <vector>

#include "app/figure/axes.hpp"

namespace phasescope {

struct PageSize {
    double width = 0, height = 0;
};

/// Widths of the labels left of the cells and right of the bar.
struct LabelRoom {
    double down = 0, bar = 0;
};

/// Everything that takes room beside the cells.
struct HeatmapWords {
    std::string title;
    std::string note;       ///< the small line under the figure; "" for none
    std::string bar_title;  ///< what the colours are
    CellAxis across, down;
    bool square = false;      ///< cells are as wide as high
    bool not_finite = false;  ///< the legend tells the colour of what is no number
    LabelRoom room;           ///< what labels take at least
};

struct HeatmapLayout {
    Area cells;  ///< whole pixels
    Area bar;    ///< empty where there is no room for it
    std::vector<PlacedTick> across, down;
    bool title = false, note = false, axis_titles = false, ticks = false;
    double title_y = 0, note_y = 0;  ///< centres of lines
    double across_words_y = 0, down_words_x = 0, bar_words_x = 0;
};

/// `bar_ticks` is asked for the ticks of a bar of that length. Parts that would leave the cells too little room are left
/// out, the least important first.
HeatmapLayout heatmap_layout(const Canvas& canvas, const PageSize& page, const HeatmapWords& words,
                             const std::vector<PlacedTick>& bar_ticks);

/// A stretch of text that begins at `x` where it fits between there and `rightmost`, else as far left as `leftmost`.
double start_of_line(double width, double x, double leftmost, double rightmost);

}  // namespace phasescope
