#include "app/panels/compare_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/panels/column.hpp"
#include "app/panels/heatmap.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/table.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {
namespace {

std::string direction_text(const Ui& ui, const Properties& p)
{
    if (p.check.measured_length == 0) return "–";
    if (p.sees_direction_if_equal == p.sees_direction_if_different)
        return ui.text(p.sees_direction_if_equal ? "compare.yes" : "compare.no");
    return ui.text("compare.if_different");
}

/// What is at rounding level is nothing.
std::string defect_text(const Ui& ui, double defect)
{
    return defect < 1e-9 ? ui.text("compare.yes") : filled(ui.text("compare.not_offset"), {{"defect", readable(defect, 2)}});
}

std::vector<std::string> line_of(const Ui& ui, const Properties& p)
{
    return {ui.text("encoding." + std::string(p.encoding) + ".title", find_encoding(p.encoding)->title),
            readable(p.largest, 3) + (p.bounded() ? "" : " " + ui.text("compare.growing")),
            p.nearest ? readable(p.nearest->distance, 3) : "–",
            readable(p.parameters),
            direction_text(ui, p),
            p.check.measured_length == 0 ? "–" : defect_text(ui, p.check.toeplitz_defect),
            p.check.first_rise ? readable(*p.check.first_rise) : ui.text("check.none"),
            p.defined ? readable(*p.defined) : ui.text("compare.all")};
}

Table table_of(const Ui& ui, const std::vector<Properties>& all)
{
    Table table;
    for (const char* column : {"encoding", "largest", "unique", "parameters", "direction", "offset", "rise", "defined"}) {
        table.heading.push_back(ui.text(std::string("compare.") + column));
        table.help.push_back(ui.text(std::string("compare.") + column + ".help"));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        table.rows.push_back(line_of(ui, all[i]));
        if (all[i].encoding == ui.scene.encoding) table.marked = static_cast<int>(i);
    }
    return table;
}

void draw_properties_card(Ui& ui, const Box& card)
{
    paint_card(ui, card, "properties");
    const std::string remark = filled(ui.text("compare.remark"), {{"n", readable(ui.scene.length)}});
    const Box rest = paint_heading(ui, card, ui.text("compare.title"), remark);
    if (const std::vector<Properties>* all = ui.model.properties()) {
        draw_table(ui, rest, table_of(ui, *all));
        return;
    }
    const double done = std::floor(ui.model.progress().value_or(0) * 100);
    paint_paragraph(ui, ui.fonts.body, rest.low(), rest.w, ui.theme.muted,
                    ui.text("check.measuring") + " " + readable(done, 3) + " %");
}

void choose_sheet(Ui& ui, float width)
{
    std::vector<std::string> words;
    int chosen = 0;
    for (std::size_t i = 0; i < compared_sheets.size(); ++i) {
        words.push_back(ui.text("compare.sheet." + std::string(sheet_names[static_cast<std::size_t>(compared_sheets[i])])));
        if (compared_sheets[i] == ui.scene.other.sheet) chosen = static_cast<int>(i);
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (choice_control(ui, "other.sheet", words, chosen, width))
        ui.scene.other.sheet = compared_sheets[static_cast<std::size_t>(chosen)];
    tooltip(ui, ui.text("compare.sheet.help"));
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(38)});
}

}  // namespace

void draw_other_card(Ui& ui)
{
    const ColumnCard card(ui, ui.text("panel.other"), "other");
    const float width = card.width();
    Other& other = ui.scene.other;
    choose_sheet(ui, width);
    const Encoding* encoding = find_encoding(other.encoding);
    if (const Encoding* chosen = encoding_control(ui, "other", *encoding, width)) {
        other.encoding = chosen->name;
        other.settings = standard_settings(*chosen);
        encoding = chosen;
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float half = (width - ui.theme(8)) / 2, height = ui.theme(30);
    if (button(ui, "other.copy", {at.x, at.y, half, height}, ui.text("compare.copy"))) {
        other.encoding = ui.scene.encoding;
        other.settings = ui.scene.settings;
        encoding = find_encoding(other.encoding);
    }
    tooltip(ui, ui.text("compare.copy.help"));
    const bool exchanged =
        button(ui, "other.exchange", {at.x + half + ui.theme(8), at.y, half, height}, ui.text("compare.exchange"));
    tooltip(ui, ui.text("compare.exchange.help"));
    ImGui::SetCursorScreenPos({at.x, at.y + height + ui.theme(10)});
    knob_controls(ui, *encoding, other.settings, true, width, "other.knob.");
    knob_controls(ui, *encoding, other.settings, false, width, "other.knob.");
    if (exchanged) ui.scene = with_other(ui.scene);
}

void draw_compare_view(Ui& ui, const Box& box)
{
    const float gap = ui.theme(10);
    // Where three would be too small the difference gives way.
    const int count = box.w < ui.theme(700) ? 2 : 3;
    const float each = std::floor((box.w - static_cast<float>(count - 1) * gap) / static_cast<float>(count));
    // The table below keeps room for its rows.
    const float room = std::max(box.h * 0.42F, box.h - gap - ui.theme(262));
    const float top = std::floor(std::min(square_card_height(ui, each), room));
    constexpr std::array sheets{Sheet::own, Sheet::other, Sheet::difference};
    for (int i = 0; i < count; ++i)
        draw_heatmap_card(ui, {box.x + static_cast<float>(i) * (each + gap), box.y, each, top},
                          sheets[static_cast<std::size_t>(i)], i);
    draw_properties_card(ui, {box.x, box.y + top + gap, box.w, box.h - top - gap});
}

}  // namespace phasescope
