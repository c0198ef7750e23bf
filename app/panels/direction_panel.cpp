#include "app/panels/direction_panel.hpp"

#include <cmath>

#include "app/panels/column.hpp"
#include "app/panels/heatmap.hpp"
#include "app/panels/offset_panel.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {
namespace {

void draw_verdict(const Ui& ui, const Check& check, float width)
{
    const bool defined = check.keys_ahead != KeysAhead::left_out, sees = defined && check.direction.sees_direction;
    const std::string verdict = ui.text(!defined ? "direction.left_out" : sees ? "direction.sees" : "direction.blind");
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float pad = ui.theme(10), inner = width - 2 * pad;
    const float height = paint_paragraph(ui, ui.fonts.bold, at, inner, 0, verdict, false) + 2 * pad;
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + height},
                                              sees ? ui.theme.good_soft : ui.theme.warning_soft, ui.theme(6));
    paint_paragraph(ui, ui.fonts.bold, {at.x + pad, at.y + pad}, inner, sees ? ui.theme.good : ui.theme.warning, verdict);
    ImGui::SetCursorScreenPos({at.x, at.y + height + ui.theme(9)});
}

std::string optional_text(const Ui& ui, const std::optional<std::int64_t>& number)
{
    return number ? readable(*number) : ui.text("check.none");
}

void draw_measurements(Ui& ui, const Check& check, float width)
{
    const Direction& d = check.direction;
    const auto line = [&](const char* key, const std::string& text) {
        value_line(ui, ui.text(key), text, width, ui.text(std::string(key) + ".help"));
    };
    if (!d.sees_direction && d.max_difference > d.tolerance)
        paragraph(ui, ui.fonts.small, ui.theme.muted, ui.text("check.blind_but"), width);
    if (check.keys_ahead == KeysAhead::by_formula)
        paragraph(ui, ui.fonts.small, ui.theme.muted, ui.text("check.by_formula"), width);
    if (check.keys_ahead != KeysAhead::left_out) {
        line("check.exchange", readable(d.max_exchange, 3));
        line("check.tolerance", readable(d.tolerance, 2));
        line("check.index", readable(d.index, 3));
        line("check.difference", readable(d.max_difference, 3));
        line("check.at", readable(d.position) + ", " + readable(d.offset));
    }
    line("check.toeplitz", readable(check.toeplitz_defect, 3));
    line("check.rise", optional_text(ui, check.first_rise));
    line("check.negative", optional_text(ui, check.first_negative));
    if (check.offset_residual) line("check.offset_residual", readable(*check.offset_residual, 2));
    if (check.shift_residual) line("check.shift_residual", readable(*check.shift_residual, 2));
    if (check.norm)
        line("check.norm", std::abs(check.norm->greatest - check.norm->least) < 1e-9 * check.norm->greatest
                               ? readable(check.norm->greatest, 6)
                               : readable(check.norm->least, 5) + " … " + readable(check.norm->greatest, 5));
    if (ui.scene.attention.causal) paragraph(ui, ui.fonts.small, ui.theme.muted, ui.text("check.unmasked"), width);
    if (check.measured_length < ui.scene.length)
        paragraph(ui, ui.fonts.small, ui.theme.muted,
                  filled(ui.text("check.part"), {{"n", readable(check.measured_length)}}), width);
}

}  // namespace

void draw_direction_card(Ui& ui)
{
    const ColumnCard card(ui, ui.text("panel.direction"), "direction");
    const Check* check = ui.model.check();
    if (!check) return measuring(ui, card.width());
    if (check->measured_length == 0)
        return void(paragraph(ui, ui.fonts.small, ui.theme.muted, ui.text("check.no_rows"), card.width()));
    draw_verdict(ui, *check, card.width());
    draw_measurements(ui, *check, card.width());
    const Sheet score = score_sheet(ui.model.mechanism());
    if (ui.scene.view == View::direction || ui.scene.length < 2 || !ui.model.picture(score)) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = ui.theme(130);
    draw_offset_curve(ui, {at.x, at.y, card.width(), height}, score);
    ImGui::SetCursorScreenPos({at.x, at.y + height});
}

void draw_direction_view(Ui& ui, const Box& box)
{
    const float gap = ui.theme(10), half = (box.w - gap) / 2;
    const float top = std::floor((box.h - gap) * share_of_two_heatmaps(ui, box));
    draw_heatmap_card(ui, {box.x, box.y, half, top}, Sheet::symmetric, 0);
    draw_heatmap_card(ui, {box.x + half + gap, box.y, box.w - half - gap, top}, Sheet::antisymmetric, 1);
    draw_offset_card(ui, {box.x, box.y + top + gap, box.w, box.h - top - gap}, score_sheet(ui.model.mechanism()));
}

}  // namespace phasescope
