// Where a picture lies on screen, and which cell is where. No drawing.
#pragma once

#include "app/panels/ui.hpp"

namespace phasescope {

/// The part of an axis on screen, in cells from the first one of the sheet.
struct Span {
    double begin = 0, end = 1;
    double size() const { return end - begin; }
};

/// The picture's rectangle and what it shows. x runs along columns unless transposed.
struct PlotArea {
    Box image;
    Window window;
    bool transposed = false;

    Span across() const { return transposed ? Span{window.row0, window.row1} : Span{window.col0, window.col1}; }
    Span down() const { return transposed ? Span{window.col0, window.col1} : Span{window.row0, window.row1}; }

    /// Continuous cells under a point on screen, and back.
    double cell_x(float x) const { return across().begin + (x - image.x) / image.w * across().size(); }
    double cell_y(float y) const { return down().begin + (y - image.y) / image.h * down().size(); }
    float screen_x(double cell) const
    {
        return image.x + static_cast<float>((cell - across().begin) / across().size() * image.w);
    }
    float screen_y(double cell) const
    {
        return image.y + static_cast<float>((cell - down().begin) / down().size() * image.h);
    }
    float cell_width() const { return static_cast<float>(image.w / across().size()); }
    float cell_height() const { return static_cast<float>(image.h / down().size()); }
};

/// The largest picture that fits the box. Sheets of two positions are square; where all of an axis is shown and a cell is at
/// least a pixel, every cell gets the same whole number of pixels if that costs little room.
PlotArea plot_area(const Box& room, const Picture& picture, const Look& look);

/// The window after zooming by `factor` (above 1: closer) about a point given in cells. Spans stay within one cell and
/// the whole sheet; directions that are not asked for stay as they are.
Window zoomed(const Window& window, const Window& whole, double factor, double row, double col, bool rows, bool cols);

/// The window moved by cells, kept inside the sheet.
Window moved(const Window& window, const Window& whole, double rows, double cols);

}  // namespace phasescope
