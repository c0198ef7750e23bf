// Text and simple shapes, placed by hand on ImGui's draw list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/panels/ui.hpp"

namespace phasescope {

enum class Align { left, centre, right };

/// Text with ^{..} and _{..} in one colour; returns its width. `at` is the top left, centre or right of the line.
float paint_text(const Ui& ui, ImFont* font, ImVec2 at, ImU32 colour, std::string_view marked_up, Align align = Align::left);
float text_width(const Ui& ui, ImFont* font, std::string_view marked_up);

/// Text turned a quarter turn to the left, centred on `at`.
void paint_text_upwards(const Ui& ui, ImFont* font, ImVec2 at, ImU32 colour, std::string_view text);

/// The longest beginning of the text that fits, with an ellipsis where something was cut: for the interface's own words,
/// which should fit.
std::string fitted(const Ui& ui, ImFont* font, std::string_view text, float width);

/// The same for what may be of any length, such as the name of a file.
std::string shortened(const Ui& ui, ImFont* font, std::string_view text, float width);

/// The text in lines of at most this width.
std::vector<std::string> lines_within(ImFont* font, std::string_view text, float width);

/// Text in lines below each other; returns its height. Drawn where `draw` is set, else only measured.
float paint_paragraph(const Ui& ui, ImFont* font, ImVec2 at, float width, ImU32 colour, std::string_view text,
                      bool draw = true);

/// A plain sheet in the colour of cards, under everything else.
void paint_ground(const Ui& ui, const Box& box);

/// A white (dark: grey) sheet with a thin border. `name` is what lessons call it.
void paint_card(const Ui& ui, const Box& box, std::string_view name = {});

/// What a heading has room for: where there is little the remark loses its last parts, never half of one.
std::string_view fitting_remark(const Ui& ui, const Box& card, std::string_view title, std::string_view remark);

/// The heading line of a card, with a remark at its right; returns what is left below.
Box paint_heading(const Ui& ui, const Box& card, std::string_view title, std::string_view remark = {});

}  // namespace phasescope
