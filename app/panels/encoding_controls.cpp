// The list of encodings, and the knobs of one.
#include "app/panels/widgets.hpp"
#include "app/text/encoding_words.hpp"

namespace phasescope {

void knob_controls(Ui& ui, const Encoding& encoding, std::vector<double>& settings, bool primary, float width,
                   std::string_view owner)
{
    for (std::size_t i = 0; i < encoding.knobs.size() && i < settings.size(); ++i)
        if (encoding.knobs[i].primary == primary && (!encoding.knobs[i].used || encoding.knobs[i].used(settings)))
            knob_control(ui, encoding.knobs[i], settings[i], width, owner, encoding.name);
}

const Encoding* encoding_control(Ui& ui, std::string_view label, const Encoding& now, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string name(label);
    const bool open = open_list(ui, "##" + name, title_of(ui.text, now), width);
    note_control(name);
    tooltip(ui, ui.text("encoding.help"));
    const Encoding* chosen = nullptr;
    if (open) {
        for (const Encoding& encoding : encodings()) {
            const std::string id = name + "." + std::string(encoding.name);
            if (ImGui::Selectable((title_of(ui.text, encoding) + "##" + id).c_str(), encoding.name == now.name)
                && encoding.name != now.name)
                chosen = &encoding;
            note_control(id);
            tooltip(ui, summary_of(ui.text, encoding));
        }
        ImGui::EndCombo();
    }
    ImGui::SetCursorScreenPos({at.x, at.y + ImGui::GetFrameHeight() + ui.theme(9)});
    return chosen;
}

void switch_control(Ui& ui, const char* label, const char* off, const char* on, const char* help, bool& setting, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    int chosen = setting ? 1 : 0;
    if (choice_control(ui, label, {ui.text(off), ui.text(on)}, chosen, width)) setting = chosen == 1;
    tooltip(ui, ui.text(help));
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(38)});
}

}  // namespace phasescope
