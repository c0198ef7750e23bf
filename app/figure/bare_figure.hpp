// The pixels of one sheet and nothing else, as a PNG of any size: made, packed and written in bands.
#pragma once

#include "app/figure/figure.hpp"
#include "app/figure/png.hpp"
#include "core/picture.hpp"

namespace phasescope {

/// What writes the sheet of a spec whose size has been checked. An Error where one cell a pixel would be too many pixels.
Result<FigureWriter> bare_figure(const FigureSpec& spec, Picture picture, const PngWords& words);

}  // namespace phasescope
