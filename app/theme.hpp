// Colours and sizes of the window, light and dark.
#pragma once

#include <imgui.h>

#include <array>

namespace phasescope {

struct Theme {
    bool dark = false;
    float scale = 0;  ///< framebuffer pixels for one unit of length; 0: not made yet

    ImU32 ground;  ///< behind the cards
    ImU32 card;
    ImU32 line;    ///< borders, grid
    ImU32 sunken;  ///< formulas, tracks
    ImU32 text;
    ImU32 muted;  ///< second-rank text
    ImU32 accent;
    ImU32 accent_soft;  ///< behind the chosen tab
    ImU32 on_accent;
    ImU32 warning;
    ImU32 warning_soft;
    ImU32 good;
    ImU32 good_soft;
    ImU32 pointer;                ///< what is pointed at
    std::array<ImU32, 8> curves;  ///< told apart by the colour-blind too

    /// A length of the design in framebuffer pixels.
    float operator()(float units) const { return units * scale; }
};

Theme make_theme(bool dark, float scale);

/// Puts the theme into ImGui's own style, for the widgets that it draws.
void apply_style(const Theme& theme);

/// The colour with another opacity, 0 to 1.
ImU32 faded(ImU32 colour, float opacity);

}  // namespace phasescope
