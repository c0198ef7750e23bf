// How the cost grows with length and width, as a figure.
#pragma once

#include <string>

namespace phasescope {

/// Measures the encoding matrix and the picture of the similarity while n and d are doubled five times, and draws the times
/// with both axes logarithmic. The ending of the path says in which format. Throws std::runtime_error where it fails.
void draw_growth(const std::string& path, int rounds);

}  // namespace phasescope
