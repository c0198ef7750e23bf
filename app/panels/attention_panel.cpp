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

/// Two words for a setting that is on or off.
void two_words(Ui& ui, const char* label, const char* off, const char* on, const char* help, bool& setting, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    int chosen = setting ? 1 : 0;
    if (choice_control(ui, label, {ui.text(off), ui.text(on)}, chosen, width)) setting = chosen == 1;
    tooltip(ui, ui.text(help));
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

}  // namespace

void draw_content_card(Ui& ui)
{
    if (!depends_on_content(ui.model.mechanism())) return;
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
    if (random || draws_numbers(ui)) draw_seed(ui, width);
}

void draw_attention_card(Ui& ui)
{
    const ColumnCard card(ui, ui.text("panel.attention"));
    const float width = card.width();
    const Mechanism& mechanism = ui.model.mechanism();
    if (const std::int64_t heads = head_count(mechanism); heads > 1) draw_heads(ui, heads, width);
    Attention& attention = ui.scene.attention;
    two_words(ui, "causal", "attention.all_keys", "attention.causal", "attention.mask.help", attention.causal, width);
    if (!std::holds_alternative<BiasesScore>(mechanism))
        two_words(ui, "scaled", "attention.plain", "attention.scaled", "attention.scaled.help", attention.scaled, width);
    if (!depends_on_content(mechanism) && draws_numbers(ui)) draw_seed(ui, width);
}

}  // namespace phasescope
