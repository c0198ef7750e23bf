#include "app/panels/projection_panel.hpp"

#include <algorithm>
#include <cmath>

#include "app/panels/heatmap.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/table.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {
namespace {

std::vector<std::string> row_of(const Ui& ui, const char* key, double before, double after)
{
    return {ui.text(key), readable(before, 3), readable(after, 3)};
}

std::string verdict_of(const Ui& ui, const Direction& direction)
{
    return ui.text(direction.sees_direction ? "projection.sees" : "projection.blind");
}

/// The measured structure, and a sentence that says what happened to it.
void draw_structure(Ui& ui, const Box& card)
{
    paint_card(ui, card, "structure");
    const Box rest = paint_heading(ui, card, ui.text("projection.title"), ui.text("projection.remark"));
    const Result<Projection>* found = ui.model.projection();
    const auto say = [&](const std::string& text) {
        paint_paragraph(ui, ui.fonts.body, rest.low(), rest.w, ui.theme.muted, text);
    };
    if (!found) return say(ui.text("check.measuring"));
    if (!*found) return say(found->error().line());
    const ScoreStructure &before = (*found)->before, &after = (*found)->after;
    Table table{{ui.text("projection.measure"), ui.text("projection.before"), ui.text("projection.after")}, {}};
    table.rows.push_back(row_of(ui, "check.index", before.direction.index, after.direction.index));
    table.rows.push_back(row_of(ui, "check.toeplitz", before.toeplitz_defect, after.toeplitz_defect));
    table.rows.push_back(row_of(ui, "check.exchange", before.direction.max_exchange, after.direction.max_exchange));
    table.rows.push_back(
        {ui.text("projection.direction"), verdict_of(ui, before.direction), verdict_of(ui, after.direction)});
    const float used = draw_table(ui, rest, table);
    std::string note = ui.text(before.toeplitz_defect < 1e-9 ? "projection.lost" : "projection.none_to_lose");
    if ((*found)->measured_length < ui.scene.length)
        note += " " + filled(ui.text("check.part"), {{"n", readable((*found)->measured_length)}});
    const Box below{rest.x, rest.y + used + ui.theme(8), rest.w, rest.h - used - ui.theme(8)};
    const float high = paint_paragraph(ui, ui.fonts.body, below.low(), below.w, ui.theme.text, note, false);
    if (high <= below.h) paint_paragraph(ui, ui.fonts.body, below.low(), below.w, ui.theme.text, note);
}

}  // namespace

void draw_projection_view(Ui& ui, const Box& box)
{
    const float gap = ui.theme(10), half = std::floor((box.w - gap) / 2), table = ui.theme(206);
    const float top = std::floor(std::min(square_card_height(ui, half), std::max(box.h * 0.5F, box.h - gap - table)));
    draw_heatmap_card(ui, {box.x, box.y, half, top}, Sheet::similarity, 0);
    draw_heatmap_card(ui, {box.x + half + gap, box.y, box.w - half - gap, top}, Sheet::projection, 1);
    draw_structure(ui, {box.x, box.y + top + gap, box.w, box.h - top - gap});
}

}  // namespace phasescope
