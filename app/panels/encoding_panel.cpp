#include "app/panels/encoding_panel.hpp"

#include <array>

#include "app/imgui_compat.hpp"
#include "app/panels/column.hpp"
#include "app/panels/paint.hpp"
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
        if (encoding.knobs[i].primary == primary) knob_control(ui, encoding.knobs[i], ui.scene.settings[i], width);
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
    choose_encoding(ui, width);
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x + ui.theme(13), ImGui::GetCursorScreenPos().y});
    paragraph(ui, ui.fonts.small, ui.theme.muted, ui.encoding().citation, width);
    std::vector<std::string> lines;
    for (const std::string_view line : ui.encoding().formula) lines.emplace_back(line);
    formula_box(ui, lines, width);
    draw_knobs(ui, true, width);
    whole_control(ui, length_knob, ui.scene.length, width);
    draw_more(ui, width);
}

void draw_content_card(Ui& ui)
{
    if (!std::holds_alternative<RotatesQueryKey>(ui.model.mechanism())) return;
    const ColumnCard card(ui, ui.text("panel.content"));
    const float width = card.width();
    const bool imported = !ui.scene.content.query.empty();
    std::vector<std::string> words{ui.text("content.ones"), ui.text("content.equal"), ui.text("content.different")};
    if (imported) words.push_back(ui.text("content.imported"));
    int chosen = static_cast<int>(ui.scene.content.kind);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (choice_control(ui, "content", words, chosen, width)) ui.scene.content.kind = static_cast<ContentKind>(chosen);
    tooltip(ui, ui.text("content.help"));
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(38)});
    const bool random = ui.scene.content.kind == ContentKind::equal || ui.scene.content.kind == ContentKind::different;
    if (!random) return;
    const std::string label = filled(ui.text("content.seed"), {{"seed", std::to_string(ui.scene.content.seed)}});
    if (button(ui, "content.seed", {at.x, at.y + ui.theme(38), width, ui.theme(30)}, label)) ++ui.scene.content.seed;
    tooltip(ui, ui.text("content.seed.help"));
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(76)});
}

/// The way from the input to the weights, with the place marked where position comes in.
void draw_where_it_acts(const Ui& ui)
{
    const ColumnCard card(ui, ui.text("panel.where"));
    const bool rotates = std::holds_alternative<RotatesQueryKey>(ui.model.mechanism());
    const bool nothing = ui.scene.encoding == "none";
    const std::array<std::string, 4> steps{nothing   ? "x"
                                           : rotates ? "x"
                                                     : "x + PE",
                                           rotates ? "↻ q, k" : "q, k", "q·k", "softmax"};
    const std::size_t marked = nothing ? steps.size() : rotates ? 1 : 0;
    float total = 0;
    const float pad = ui.theme(card.width() < ui.theme(230) ? 4 : 6),
                arrow = text_width(ui, ui.fonts.small, "→") - ui.theme(1);
    for (const std::string& step : steps) total += text_width(ui, ui.fonts.small, step) + 2 * pad;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float gap = std::max((card.width() - total) / static_cast<float>(steps.size() - 1), arrow);
    float x = at.x;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float height = ui.fonts.small->FontSize + ui.theme(11);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const float width = text_width(ui, ui.fonts.small, steps[i]) + 2 * pad;
        if (i == marked) list.AddRectFilled({x, at.y}, {x + width, at.y + height}, ui.theme.accent_soft, ui.theme(5));
        add_frame(list, {x, at.y}, {x + width, at.y + height}, i == marked ? ui.theme.accent : ui.theme.line, ui.theme(5),
                  1);
        paint_text(ui, ui.fonts.small, {x + pad, at.y + ui.theme(5)}, i == marked ? ui.theme.accent : ui.theme.muted,
                   steps[i]);
        if (i + 1 < steps.size())
            paint_text(ui, ui.fonts.small, {x + width + gap / 2, at.y + ui.theme(5)}, ui.theme.muted, "→", Align::centre);
        x += width + gap;
    }
    ImGui::SetCursorScreenPos({at.x, at.y + height + ui.theme(10)});
    const Encoding& encoding = ui.encoding();
    paragraph(ui, ui.fonts.small, ui.theme.muted,
              ui.text("encoding." + std::string(encoding.name) + ".summary", encoding.summary), card.width());
}

}  // namespace

void draw_encoding_panel(Ui& ui, const Box& box)
{
    ImGui::SetCursorScreenPos(box.low());
    if (begin_part("left", {box.w, box.h}, true)) {
        draw_encoding_card(ui);
        draw_content_card(ui);
        draw_where_it_acts(ui);
    }
    ImGui::EndChild();
}

}  // namespace phasescope
