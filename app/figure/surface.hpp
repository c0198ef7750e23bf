// The files behind a canvas: pixels, SVG and PDF, from one drawing.
#pragma once

#include <cairo.h>

#include <functional>
#include <string>

#include "app/figure/figure.hpp"
#include "app/figure/png.hpp"
#include "core/result.hpp"

namespace phasescope {

/// Draws on a page whose units are the pixels of the figure at its dpi.
using Drawing = std::function<void(cairo_t*)>;

/// Draws at once; what it returns writes the pixels, with a palette where they are opaque and have at most 256 colours.
/// `warning`, here and below, becomes what is to be said about letters that no font has.
Result<FigureWriter> drawn_png(const FigureSpec& spec, const Drawing& drawing, const PngWords& words,
                               std::string* warning = nullptr);

/// Both carry title and description; the same drawing gives the same bytes.
Result<std::string> drawn_svg(const FigureSpec& spec, const Drawing& drawing, const std::string& title,
                              const std::string& description, std::string* warning = nullptr);
Result<std::string> drawn_pdf(const FigureSpec& spec, const Drawing& drawing, const std::string& title,
                              const std::string& description, std::string* warning = nullptr);

}  // namespace phasescope
