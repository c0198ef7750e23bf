// The words of a figure: its title and the line that says how it was made.
#pragma once

#include <string>

#include "app/figure/figure.hpp"

namespace phasescope {

/// The figure's own title, else the scene's caption, else the name of the sheet. Marked up.
std::string figure_title(const FigureSpec& spec, const Language& language);

/// "sinusoidal · d_model 512 · base 10 000 · positions 0 … 99". Knobs beyond the primary ones appear where they are not
/// at their standard; what query and key hold appears where the sheet depends on it.
std::string settings_line(const FigureSpec& spec, const Language& language);

/// "9.67", "60 611": a wavelength as people read it.
std::string wavelength_text(double positions);

}  // namespace phasescope
