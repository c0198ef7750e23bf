#include "app/panels/attention_panel.hpp"

#include "app/panels/column.hpp"
#include "app/panels/widgets.hpp"

namespace phasescope {
namespace {

/// Whether the encoding's own numbers come from the seed.
bool draws_numbers(const Ui& ui)
{
    return knob_index(ui.encoding(), "deviation") >= 0 && ui.scene.table.rows.empty();
}

void draw_seed(Ui& ui, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string label = filled(ui.text("content.seed"), {{"seed", std::to_string(ui.scene.content.seed)}});
    if (button(ui, "content.seed", {at.x, at.y, width, ui.theme(30)}, label)) ++ui.scene.content.seed;
    tooltip(ui, ui.text("content.seed.help"));
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(38)});
}

void draw_heads(Ui& ui, std::int64_t heads, float width)
{
    Knob knob{.name = "head",
              .label = "head",
              .unit = "",
              .help = "The head that is shown. Each has a function of its own.",
              .max = static_cast<double>(heads - 1),
              .whole = true};
    whole_control(ui, knob, ui.scene.attention.head, width);
}

void draw_projected_size(Ui& ui, float width)
{
    const Knob knob{.name = "projected_size",
                    .label = "head size",
                    .unit = "channels",
                    .help = "Columns of the weights W_q and W_k of a head, drawn from the seed.",
                    .min = 1,
                    .max = 512,
                    .standard = 64,
                    .scale = Scale::logarithmic,
                    .whole = true};
    whole_control(ui, knob, ui.scene.attention.projected_size, width);
}

}  // namespace

void draw_content_card(Ui& ui)
{
    if (!depends_on_content(ui.model.mechanism())) return;
    const ColumnCard card(ui, ui.text("panel.content"), "content");
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
    if (random || draws_numbers(ui)) draw_seed(ui, width);
}

void draw_attention_card(Ui& ui)
{
    const ColumnCard card(ui, ui.text("panel.attention"), "attention");
    const float width = card.width();
    const Mechanism& mechanism = ui.model.mechanism();
    if (const std::int64_t heads = head_count(mechanism); heads > 1) draw_heads(ui, heads, width);
    Attention& attention = ui.scene.attention;
    switch_control(ui, "causal", "attention.all_keys", "attention.causal", "attention.mask.help", attention.causal, width);
    // A layer that takes in a line of text always divides.
    if (!is_bias(mechanism) && ui.scene.view != View::input)
        switch_control(ui, "scaled", "attention.plain", "attention.scaled", "attention.scaled.help", attention.scaled,
                       width);
    if (ui.scene.view == View::projection) draw_projected_size(ui, width);
    const bool seeded = draws_numbers(ui) || ui.scene.view == View::projection || ui.scene.view == View::input;
    if (!depends_on_content(mechanism) && seeded) draw_seed(ui, width);
}

}  // namespace phasescope
