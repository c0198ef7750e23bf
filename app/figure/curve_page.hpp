// What figures of curves share: where plot, legend and words go, the grid, and the colours of curves.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/figure/axes.hpp"
#include "app/figure/heatmap_layout.hpp"

namespace phasescope {

struct CurveWords {
    std::string title;
    std::string note;
    std::string across, up;  ///< what the axes are
};

/// Where the parts go. Empty boxes are not drawn.
struct CurvePage {
    Area plot, legend;
    std::vector<PlacedTick> across, up;
    bool words = true;  ///< title, axis titles and the line below
    double title_y = 0, across_words_y = 0, up_words_x = 0, note_y = 0;
};

/// The ticks of an axis of that length in pixels.
using TicksOfLength = std::function<std::vector<PlacedTick>(double length)>;

/// `legend` is its width; 0 for none. It is left out where the plot would get too little room.
CurvePage curve_page(const Canvas& canvas, const PageSize& page, double legend, const TicksOfLength& across,
                     const TicksOfLength& up);

/// A line at every tick that runs up; the one with the label `zero` stands out.
void draw_page_grid(const Canvas& canvas, const CurvePage& layout, std::string_view zero = "");

/// The frame, the ticks and the words around the plot.
void draw_page_axes(const Canvas& canvas, const PageSize& page, const CurvePage& layout, const CurveWords& words);

/// Colours that people with any kind of colour vision tell apart, after Okabe and Ito; lightened for dark pages. After
/// six they begin anew.
inline constexpr std::size_t curve_colours = 6;
Rgb curve_colour(std::size_t which, bool dark);

}  // namespace phasescope
