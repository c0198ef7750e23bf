// The drawings: each puts a whole figure on a canvas.
#pragma once

#include <span>

#include "app/figure/canvas.hpp"
#include "app/figure/cells_image.hpp"
#include "app/figure/heatmap_layout.hpp"
#include "app/figure/surface.hpp"

namespace phasescope {

/// What draws the figure, as large as its spec says, from the origin on; the pictures are made here, an Error where one
/// cannot be. Drawn as shapes, on the page that is there.
Result<Drawing> drawing_of(const FigureSpec& spec, const Language& language);

/// What stands around a sheet besides its axes and its colour bar.
struct SheetWords {
    std::string title;
    std::string note;  ///< the line below; how many cells a pixel stands for is added
    LabelRoom room;    ///< what labels take at least: sheets beside each other agree
};

/// A sheet with its axes and its colour bar.
void draw_heatmap(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, const Picture& picture,
                  const SheetWords& around, const Language& language);

/// What the labels of that drawing take at most.
LabelRoom label_room(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, const Picture& picture);

/// Several sheets beside each other or one above the other.
void draw_panels(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, std::span<const Picture> pictures,
                 const Language& language);

/// The waves of the scene with a legend.
void draw_waves(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, const Language& language);

/// The wavelength of every pair with a legend.
void draw_frequencies(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, const Language& language);

/// Paints an image over a box, each of its pixels a rectangle; on a page of pixels the box has as many as the image.
void paint_cells(const Canvas& canvas, const Area& box, const CellBands& image);

}  // namespace phasescope
