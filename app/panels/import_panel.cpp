#include "app/panels/import_panel.hpp"

#include "app/imgui_compat.hpp"
#include "app/panels/column.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "app/presets.hpp"
#include "core/io/scene_table.hpp"

namespace phasescope {
namespace {

/// The model that the scene shows, the one chosen last where several are alike; null where it shows none.
const Preset* shown_preset(const Ui& ui)
{
    const Preset* shown = nullptr;
    for (const Preset& preset : presets()) {
        if (!shows_model(ui.scene, preset.scene)) continue;
        if (preset.model.name == ui.session.model) return &preset;
        if (!shown) shown = &preset;
    }
    return shown;
}

std::string size_of(const Ui& ui, const Rows& rows)
{
    if (rows.empty()) return ui.text("table.not_read");
    return filled(ui.text("table.size"),
                  {{"rows", std::to_string(rows.matrix().rows)}, {"cols", std::to_string(rows.matrix().cols)}});
}

void transpose_table(Ui& ui)
{
    Result<Scene> turned = with_transposed_table(ui.scene);
    if (!turned) return ui.session.complain(turned.error().line());
    ui.scene = std::move(turned).value();
}

}  // namespace

void choose_model(Ui& ui, float width)
{
    ImVec2 at = ImGui::GetCursorScreenPos();
    paint_text(ui, ui.fonts.small, at, ui.theme.muted, ui.text("model.label"));
    ImGui::SetCursorScreenPos({at.x, at.y + font_size(ui.fonts.small) + ui.theme(3)});
    const Preset* const shown = shown_preset(ui);
    const std::string preview = shown ? shown->model.name : ui.text("model.none");
    const bool open = open_list(ui, "##model", preview, width);
    note_control("model");
    tooltip(ui, shown ? shown->model.source : ui.text("model.help"));
    if (open) {
        for (const Preset& preset : presets()) {
            const std::string& name = preset.model.name;
            if (ImGui::Selectable(name.c_str(), &preset == shown)) {
                ui.scene = with_model(ui.scene, preset.scene);
                ui.session.model = name;
            }
            note_control("model." + name);
            tooltip(ui, preset.model.source);
        }
        ImGui::EndCombo();
    }
    at.y += font_size(ui.fonts.small) + ui.theme(3) + ImGui::GetFrameHeight() + ui.theme(9);
    ImGui::SetCursorScreenPos(at);
}

void draw_imported_table(Ui& ui, float width)
{
    const ImportedTable& table = ui.scene.table;
    if (table.file.empty()) return;
    const float pad = ui.theme(9), line = font_size(ui.fonts.small) + ui.theme(4), high = ui.theme(28);
    const bool named = !table.name.empty(), read = !table.rows.empty();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = (named ? 3 : 2) * line + high + 2 * pad + ui.theme(4);
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + height}, ui.theme.accent_soft, ui.theme(6));
    float y = at.y + pad;
    const auto say = [&](ImFont* font, ImU32 colour, const std::string& text) {
        paint_text(ui, font, {at.x + pad, y}, colour, shortened(ui, font, text, width - 2 * pad));
        y += line;
    };
    const std::string file = table.file.substr(table.file.find_last_of('/') + 1);  // npos + 1 is 0
    say(ui.fonts.small, ui.theme.text, file);
    if (named) say(ui.fonts.small, ui.theme.text, table.name);
    say(ui.fonts.small, read ? ui.theme.muted : ui.theme.warning, size_of(ui, table.rows));
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, y - at.y});
    note_control("table");
    tooltip(ui, table.file + (named ? "\n" + table.name : ""));
    y += ui.theme(4);
    const float each = (width - 3 * pad) / 2;
    const bool turn = button(ui, "table.transpose", {at.x + pad, y, each, high}, ui.text("table.transpose"),
                             table.transposed ? ButtonKind::chosen : ButtonKind::plain, read);
    tooltip(ui, ui.text("table.turned.help"));
    const bool away = button(ui, "table.remove", {at.x + 2 * pad + each, y, each, high}, ui.text("table.remove"));
    tooltip(ui, ui.text("table.remove.help"));
    ImGui::SetCursorScreenPos({at.x, at.y + height + ui.theme(9)});
    if (turn) transpose_table(ui);
    if (away) ui.scene.table = {};
}

}  // namespace phasescope
