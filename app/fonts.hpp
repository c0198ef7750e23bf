// The typefaces of the window: found with fontconfig, crisp at any scale.
#pragma once

#include <imgui.h>

#include <string>

namespace phasescope {

struct Fonts {
    ImFont* body = nullptr;   ///< 15 units
    ImFont* bold = nullptr;   ///< 15 units, headings
    ImFont* small = nullptr;  ///< 12.5 units: ticks, units, remarks
    ImFont* tiny = nullptr;   ///< 10.5 units: superscripts and subscripts
    ImFont* large = nullptr;  ///< 25 units, bold: the probe's value
    bool built_in = false;    ///< no font was found on the system; ImGui's own one stands in
    bool lacking = false;     ///< no font was found that has the letters of the language
    float scale = 0;          ///< pixels a unit; 0: none were loaded yet
    std::string language;     ///< whose letters they have
};

/// Fills the atlas for this scale. Letters: Latin, Greek, mathematics, arrows, and all that the texts of the language
/// hold; in the running text common Chinese too, which may stand in names of files and in a line of text.
/// Needs no context of ImGui, but nothing else may load fonts meanwhile.
Fonts load_fonts(ImFontAtlas& atlas, float scale, const std::string& language);

/// Draws the letters, so that only the texture is left to be made. With ImGui 1.92 and later, which draws them as they
/// are asked for, it does nothing.
void draw_letters(ImFontAtlas& atlas);

/// Lets go of the files that fonts were read from: an atlas that was drawn needs them no more. The next load_fonts() reads
/// them again.
void forget_font_files();

}  // namespace phasescope
