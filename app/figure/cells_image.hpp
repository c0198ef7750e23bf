// A sheet as an image of palette indices: what lies inside the axes of a figure.
#pragma once

#include <cstdint>
#include <vector>

#include "app/colour/colormap.hpp"
#include "core/picture.hpp"

namespace phasescope {

/// Row after row as it lies on the page: transposed where the look asks for it.
struct CellsImage {
    std::int64_t width = 0, height = 0;
    std::vector<std::uint8_t> index;  ///< into the colour map
    std::vector<bool> non_finite;     ///< which pixels are not finite numbers; empty where all are finite
    Range range{-1, 1};               ///< of the colours
    const Colormap* colormap = nullptr;

    Rgb colour(std::size_t pixel) const
    {
        return !non_finite.empty() && non_finite[pixel] ? non_finite_colour : colormap->colours[index[pixel]];
    }
};

/// The pixels whose cells are `rows` x `cols` of the picture.
CellsImage cells_image(const Picture& picture, const Look& look, const AxisPixels& rows, const AxisPixels& cols,
                       const Colormap& colormap);

/// The colours that a look chooses, else the standard ones.
const Colormap& shown_colormap(const Picture& picture, const Look& look, bool dark);

}  // namespace phasescope
