// How the cost grows with length and width, as a figure. That of the README is made on a machine at rest, by
//
//   tests/run bench --growth assets/pictures/growth.png --rounds 9
//
// It is no part of tests/pictures.sh, as times are never the same.
#pragma once

#include <string>

namespace phasescope {

/// Measures the encoding matrix and the picture of the similarity while n and d are doubled five times, and draws the times
/// with both axes logarithmic. The ending of the path says in which format. Throws std::runtime_error where it fails.
void draw_growth(const std::string& path, int rounds);

}  // namespace phasescope
