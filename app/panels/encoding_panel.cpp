#include "app/panels/encoding_panel.hpp"

#include "app/imgui_compat.hpp"
#include "app/panels/attention_panel.hpp"
#include "app/panels/column.hpp"
#include "app/panels/import_panel.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/where_panel.hpp"
#include "app/panels/widgets.hpp"

namespace phasescope {
namespace {

const Knob length_knob{.name = "length",
                       .label = "length",
                       .unit = "positions",
                       .help = "How many positions are looked at.",
                       .min = 1,
                       .max = static_cast<double>(max_length),
                       .standard = 100,
                       .scale = Scale::logarithmic,
                       .whole = true};

const Knob start_knob{.name = "start",
                      .label = "start",
                      .unit = "",
                      .help = "The first position that is looked at.",
                      .min = 0,
                      .max = static_cast<double>(max_length),
                      .standard = 0,
                      .whole = true};

std::string title_of(const Ui& ui, const Encoding& encoding)
{
    return ui.text("encoding." + std::string(encoding.name) + ".title", encoding.title);
}

void choose_encoding(Ui& ui, float width)
{
    ImGui::SetNextItemWidth(width);
    const bool open = ImGui::BeginCombo("##encoding", title_of(ui, ui.encoding()).c_str(), ImGuiComboFlags_HeightLarge);
    note_control("encoding");
    tooltip(ui, ui.text("encoding.help"));
    if (!open) return;
    const std::string chosen = ui.scene.encoding;
    for (const Encoding& encoding : encodings()) {
        const std::string label = title_of(ui, encoding) + "##encoding." + std::string(encoding.name);
        if (ImGui::Selectable(label.c_str(), encoding.name == chosen) && encoding.name != chosen)
            ui.scene = with_encoding(ui.scene, encoding.name);
        note_control("encoding." + std::string(encoding.name));
        tooltip(ui, ui.text("encoding." + std::string(encoding.name) + ".summary", encoding.summary));
    }
    ImGui::EndCombo();
}

void draw_knobs(Ui& ui, bool primary, float width)
{
    const Encoding& encoding = ui.encoding();
    for (std::size_t i = 0; i < encoding.knobs.size() && i < ui.scene.settings.size(); ++i)
        if (encoding.knobs[i].primary == primary && (!encoding.knobs[i].used || encoding.knobs[i].used(ui.scene.settings)))
            knob_control(ui, encoding.knobs[i], ui.scene.settings[i], width);
}

/// The other knobs, one click away.
void draw_more(Ui& ui, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string label = (ui.session.more_knobs ? "▾  " : "▸  ") + ui.text("knobs.more");
    if (button(ui, "more", {at.x - ui.theme(4), at.y, width + ui.theme(8), ui.theme(26)}, label, ButtonKind::link))
        ui.session.more_knobs = !ui.session.more_knobs;
    tooltip(ui, ui.text("knobs.more.help"));
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(32)});
    if (!ui.session.more_knobs) return;
    whole_control(ui, start_knob, ui.scene.start, width);
    draw_knobs(ui, false, width);
}

void draw_encoding_card(Ui& ui)
{
    const ColumnCard card(ui, ui.text("panel.encoding"));
    const float width = card.width();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    choose_encoding(ui, width);
    ImGui::SetCursorScreenPos({at.x, at.y + ImGui::GetFrameHeight() + ui.theme(9)});
    choose_model(ui, width);
    paragraph(ui, ui.fonts.small, ui.theme.muted, ui.encoding().citation, width);
    std::vector<std::string> lines;
    for (const std::string_view line : ui.encoding().formula) lines.emplace_back(line);
    formula_box(ui, lines, width);
    draw_imported_table(ui, width);
    draw_knobs(ui, true, width);
    whole_control(ui, length_knob, ui.scene.length, width);
    draw_more(ui, width);
}

}  // namespace

void draw_encoding_panel(Ui& ui, const Box& box)
{
    ImGui::SetCursorScreenPos(box.low());
    if (begin_part("left", {box.w, box.h}, true)) {
        draw_encoding_card(ui);
        draw_content_card(ui);
        draw_attention_card(ui);
        draw_where_card(ui);
    }
    ImGui::EndChild();
}

}  // namespace phasescope
