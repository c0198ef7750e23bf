// Axes of figures: where ticks stand, and how they are drawn beside a box.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/figure/canvas.hpp"

namespace phasescope {

/// One axis of a heatmap: the shown part of a row of cells. Texts are marked up; empty ones are left out.
struct CellAxis {
    std::string title;
    std::string low_end;   ///< stands at the beginning of the axis
    std::string high_end;  ///< stands at its end
    double begin = 0;      ///< the shown cells
    double end = 1;
    std::int64_t first = 0;               ///< the label of cell 0
    std::vector<std::string> names = {};  ///< labels of all cells; empty where they are numbered
};

/// A tick at a share (0 to 1) of the length of its axis.
struct PlacedTick {
    double share = 0;
    std::string text;
};

/// Ticks at the centres of cells with round labels, or with the names of the cells: as many as stand without touching in
/// `length` pixels.
std::vector<PlacedTick> ticks_across(const Canvas& canvas, const CellAxis& axis, double length);
std::vector<PlacedTick> ticks_down(const Canvas& canvas, const CellAxis& axis, double length);

/// Ticks of continuous numbers, the greatest at share 1.
std::vector<PlacedTick> number_ticks_across(const Canvas& canvas, double lo, double hi, double length, bool whole);
std::vector<PlacedTick> number_ticks_up(const Canvas& canvas, double lo, double hi, double length, int most = 11);

/// Ticks at whole exponents of ten; lo and hi are exponents.
std::vector<PlacedTick> power_ticks_up(const Canvas& canvas, double lo, double hi, double length);

double widest(const Canvas& canvas, const std::vector<PlacedTick>& ticks);
double tick_length(const Canvas& canvas);
double line_height(const Canvas& canvas, const Style& style);

/// Marks and labels under a box, and left or right of one. Shares run to the right and, unless `from_below`, down.
/// Labels stay between `leftmost` and `rightmost`.
void draw_ticks_under(const Canvas& canvas, const Area& box, const std::vector<PlacedTick>& ticks, double leftmost,
                      double rightmost);
void draw_ticks_left(const Canvas& canvas, const Area& box, const std::vector<PlacedTick>& ticks, bool from_below);
void draw_ticks_right(const Canvas& canvas, const Area& box, const std::vector<PlacedTick>& ticks, bool from_below);

/// The title in the middle of an axis and the words at its ends, on one line whose centre is at `at`: y for a line
/// under the box, x for one beside it, which reads upwards. Words that do not fit are left out.
void draw_words_under(const Canvas& canvas, const Area& box, const CellAxis& axis, double at);
void draw_words_beside(const Canvas& canvas, const Area& box, const CellAxis& axis, double at);

}  // namespace phasescope
