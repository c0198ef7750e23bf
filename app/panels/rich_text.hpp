// Running text with formulas: lines broken at spaces, raised and lowered letters kept with their words.
#pragma once

#include <string_view>

#include "app/panels/ui.hpp"

namespace phasescope {

/// Text with ^{..} and _{..}, broken into lines of this width; between Chinese letters a line may break too. Returns its
/// height. Drawn where `draw` is set, else only measured.
float paint_rich_text(const Ui& ui, ImFont* font, ImVec2 at, float width, ImU32 colour, std::string_view marked_up,
                      bool draw = true);

/// The same at the cursor, which moves on.
void rich_paragraph(const Ui& ui, ImFont* font, ImU32 colour, std::string_view marked_up, float width);

}  // namespace phasescope
