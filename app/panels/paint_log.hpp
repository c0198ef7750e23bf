// What became of the texts of the last frame, for tests: which did not fit, and where each stands.
#pragma once

#include <string>
#include <vector>

#include "app/panels/ui.hpp"

namespace phasescope {

struct PaintedText {
    std::string text;
    Box box;                      ///< as far as it is inside the clip rectangle
    const void* layer = nullptr;  ///< texts of different layers may cover each other
};

/// Filled while a frame is drawn, emptied before the next.
struct PaintLog {
    bool kept = false;                 ///< set by who wants to read it
    std::vector<std::string> cut;      ///< texts of the interface that were shortened, or reach out of their box
    std::vector<PaintedText> painted;  ///< all that was painted
};

PaintLog& paint_log();

/// A text that does not fit its box.
void note_cut(std::string_view text);

/// A text at its place, before it is clipped.
void note_painted(std::string_view text, const Box& box);

}  // namespace phasescope
