// The window whose frames are measured.
#pragma once

namespace phasescope {

struct BenchWindow {
    int width = 1600, height = 1000;  ///< pixels
    float scale = 1;                  ///< of letters and controls
};

/// As the command line says.
BenchWindow& bench_window();

}  // namespace phasescope
