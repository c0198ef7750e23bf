// The typefaces of the window: found with fontconfig, crisp at any scale.
#pragma once

#include <imgui.h>

namespace phasescope {

struct Fonts {
    ImFont* body = nullptr;   ///< 15 units
    ImFont* bold = nullptr;   ///< 15 units, headings
    ImFont* small = nullptr;  ///< 12.5 units: ticks, units, remarks
    ImFont* tiny = nullptr;   ///< 10.5 units: superscripts and subscripts
    ImFont* large = nullptr;  ///< 25 units, bold: the probe's value
    bool built_in = false;    ///< no font was found on the system; ImGui's own one stands in
};

/// Fills ImGui's atlas for this scale. Letters: Latin, Greek, mathematics, arrows; Chinese in the running text. Without
/// any font on the system ImGui's built-in one is used, and the Error says so.
Fonts load_fonts(float scale);

}  // namespace phasescope
