// Axes and curves of a line plot, placed by hand.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/panels/ui.hpp"
#include "core/curves.hpp"

namespace phasescope {

/// A line plot's rectangle and the numbers at its edges.
struct CurvePlot {
    Box area;
    double x0 = 0, x1 = 1, y0 = 0, y1 = 1;
    bool powers = false;    ///< y holds exponents of ten, and the ticks say the powers
    bool powers_x = false;  ///< the same for x

    float screen_x(double x) const { return area.x + static_cast<float>((x - x0) / (x1 - x0) * area.w); }
    float screen_y(double y) const { return area.bottom() - static_cast<float>((y - y0) / (y1 - y0) * area.h); }
    double x_at(float x) const { return x0 + (x - area.x) / area.w * (x1 - x0); }
};

/// Frame, ticks and grid lines; axis titles where they are not empty.
void draw_curve_axes(const Ui& ui, const CurvePlot& plot, const std::string& x_title, const std::string& y_title,
                     bool whole_x);

/// Whether the curve makes whole turns within most pixel columns: then it is a stretch, not a line.
bool turns_within_pixels(const CurvePlot& plot, std::span<const Band> bands);

/// Leaves out the points within straight runs: for a software driver each is a rectangle of its own. The points are equally
/// far apart in x, in pixels. Nowhere does the line move by more than points / 8192.
void straighten(std::vector<ImVec2>& line);

/// One curve from its bands, one for each pixel column from the left edge on: a line where bands are thin, a filled
/// stretch where the curve turns within a pixel.
void draw_bands(const CurvePlot& plot, std::span<const Band> bands, ImU32 colour, float thickness);

}  // namespace phasescope
