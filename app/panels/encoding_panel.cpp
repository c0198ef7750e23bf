#include "app/panels/encoding_panel.hpp"

#include "app/imgui_compat.hpp"
#include "app/panels/attention_panel.hpp"
#include "app/panels/column.hpp"
#include "app/panels/import_panel.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/pointing.hpp"
#include "app/panels/where_panel.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"
#include "app/text/encoding_words.hpp"
#include "core/analysis/keys_ahead.hpp"
#include "core/own_length.hpp"

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
    knob_controls(ui, ui.encoding(), ui.scene.settings, false, width);
}

/// Length and mask follow what was edited; that positions without a row came in, or other ones, is said.
void settle_sizes(Ui& ui, const Scene& before)
{
    ui.scene = with_mask_following(with_length_following(std::move(ui.scene), before), before);
    if (ui.scene == before || !defined_positions(ui.scene)) return;
    const Scene shown = repaired(ui.scene);
    const UndefinedPositions missing = undefined_positions(shown);
    if (missing.count == 0 || missing == undefined_positions(before)) return;
    ui.session.say(filled(ui.text("notice.undefined"), {{"count", readable(missing.count)},
                                                        {"first", readable(missing.first)},
                                                        {"defined", readable(*defined_positions(shown))}}));
}

void draw_encoding_card(Ui& ui)
{
    const ColumnCard card(ui, ui.text("panel.encoding"), "encoding");
    const float width = card.width();
    if (const Encoding* chosen = encoding_control(ui, "encoding", ui.encoding(), width))
        ui.scene = with_encoding(ui.scene, chosen->name);
    choose_model(ui, width);
    paragraph(ui, ui.fonts.small, ui.theme.muted, citation_of(ui.text, ui.encoding()), width);
    formula_box(ui, formula_of(ui.text, ui.encoding(), ui.scene.settings), width);
    const Scene before = ui.scene;
    draw_imported_table(ui, width);
    knob_controls(ui, ui.encoding(), ui.scene.settings, true, width);
    whole_control(ui, length_knob, ui.scene.length, width);
    draw_more(ui, width);
    settle_sizes(ui, before);
}

}  // namespace

void draw_encoding_panel(Ui& ui, const Box& box)
{
    ImGui::SetCursorScreenPos(box.low());
    if (begin_part("left", {box.w, box.h}, true)) {
        draw_encoding_card(ui);
        draw_content_card(ui);
        draw_attention_card(ui);
        // It would tell what a question asks.
        if (!ui.session.lesson.covers()) draw_where_card(ui);
        bring_into_sight(ui, box);
    }
    ImGui::EndChild();
}

}  // namespace phasescope
