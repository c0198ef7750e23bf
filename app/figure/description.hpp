// The words of a figure: its title and the lines that say how it was made.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/figure/figure.hpp"

namespace phasescope {

/// The sheets of a figure, the first one first; none where it shows curves.
std::vector<Sheet> sheets_of(const FigureSpec& spec);

/// The figure's own title, else the scene's caption, else "".
std::string given_title(const FigureSpec& spec);

/// The given title, else the names of what is shown. Marked up.
std::string figure_title(const FigureSpec& spec, const Language& language);

/// "sinusoidal · d_model 512 · base 10 000 · positions 0 … 99": one line, or one for each of two settings that are
/// compared. Knobs beyond the primary ones appear where they are not at their standard; what query and key hold, the mask
/// and what else a sheet depends on appears where one that depends on it is shown.
std::vector<std::string> settings_lines(const FigureSpec& spec, const Language& language);

/// The same on one line.
std::string settings_line(const FigureSpec& spec, const Language& language);

/// "Sinusoidal · d_model 512 · base 10 000": knobs beyond the primary ones appear where they are not at their standard.
std::string settings_text(const Encoding& encoding, std::span<const double> settings, const Language& language);

/// How many tokens the scene's line of text has.
std::int64_t token_count(const Scene& scene);

/// "9.67", "60 611": a wavelength as people read it.
std::string wavelength_text(double positions);

}  // namespace phasescope
