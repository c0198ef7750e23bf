// The controls that the window is made of. Each has a stable label, by which tests find it.
#pragma once

#include <string>
#include <string_view>

#include "app/panels/ui.hpp"

namespace phasescope {

/// The control of this label, as far as the mouse feels it: at least a pixel each way, however little room there is. True
/// when pressed.
bool mouse_area(const std::string& label, const Box& box, ImGuiButtonFlags buttons = 0);

/// The explanation shown while the mouse rests on the last control.
void tooltip(const Ui& ui, std::string_view text);

/// A link is quiet and stands at the left.
enum class ButtonKind { plain, primary, chosen, quiet, link };

/// A button with a text; true when pressed. Disabled ones are shown faded and never pressed.
bool button(const Ui& ui, const char* label, const Box& box, std::string_view shown, ButtonKind kind = ButtonKind::plain,
            bool enabled = true);

/// How wide a button for this text should be.
float button_width(const Ui& ui, std::string_view shown);

/// A field that shows one of many words and opens a list of them; true while it is open, to be ended with EndCombo.
bool open_list(const Ui& ui, const std::string& id, const std::string& shown, float width);

/// A knob of an encoding, made from its row in the knob table: a slider with a field to type in, or a list of words.
/// Drawn at the cursor over the width given; the setting is changed in place. The control's label is `owner` and the
/// knob's name; its words are those of `encoding`, which is "" where it belongs to none.
void knob_control(Ui& ui, const Knob& knob, double& setting, float width, std::string_view owner = "knob.",
                  std::string_view encoding = {});

/// The knobs of an encoding that matter beside the others: the primary ones, or the rest.
void knob_controls(Ui& ui, const Encoding& encoding, std::vector<double>& settings, bool primary, float width,
                   std::string_view owner = "knob.");

/// A list of all encodings; the one that was chosen, null where none was.
const Encoding* encoding_control(Ui& ui, std::string_view label, const Encoding& now, float width);

/// A slider for a whole number, as a knob.
void whole_control(Ui& ui, const Knob& knob, std::int64_t& number, float width);

/// A line "label ......... value"; the value may have markup. Drawn at the cursor, which moves on.
void value_line(Ui& ui, std::string_view label, std::string_view value, float width, std::string_view explanation = {});

/// One of a few words, side by side; true when changed.
bool choice_control(Ui& ui, const char* label, const std::vector<std::string>& words, int& chosen, float width);

/// One of two words for a setting that is on or off, with an explanation.
void switch_control(Ui& ui, const char* label, const char* off, const char* on, const char* help, bool& setting,
                    float width);

/// Notes the rectangle of the last control under its label: what tests click on.
void note_control(std::string_view label);

}  // namespace phasescope
