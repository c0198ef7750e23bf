// The drawings: each puts a whole figure on a canvas.
#pragma once

#include "app/figure/canvas.hpp"
#include "app/figure/cells_image.hpp"
#include "app/figure/heatmap_layout.hpp"

namespace phasescope {

/// A sheet with its axes and its colour bar.
void draw_heatmap(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, const Picture& picture,
                  const Language& language);

/// The waves of the scene with a legend.
void draw_waves(const Canvas& canvas, const PageSize& page, const FigureSpec& spec, const Language& language);

/// Paints an image over a box, each of its pixels a rectangle; on a page of pixels the box has as many as the image.
void paint_cells(const Canvas& canvas, const Area& box, const CellsImage& image);

}  // namespace phasescope
