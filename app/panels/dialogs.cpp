#include "app/panels/dialogs.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

#include "app/actions.hpp"
#include "app/imgui_compat.hpp"
#include "app/panels/column.hpp"
#include "app/panels/lessons_dialog.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

constexpr const char* popup = "dialog";

/// "37 52" or "37, 52, 24": query, key, channel; what is missing stays. False where it is no such list.
bool read_probe(const std::string& typed, Probe& probe)
{
    std::string spaced = typed;
    std::ranges::replace(spaced, ',', ' ');
    std::istringstream words(spaced);
    std::vector<std::int64_t> numbers;
    for (std::string word; words >> word;) {
        const auto number = parsed_number(word);
        if (!number || !(*number >= 0) || *number > static_cast<double>(max_length)) return false;
        numbers.push_back(static_cast<std::int64_t>(*number));
    }
    if (numbers.empty() || numbers.size() > 3) return false;
    probe.query = numbers[0];
    if (numbers.size() > 1) probe.key = numbers[1];
    if (numbers.size() > 2) probe.channel = numbers[2];
    probe.pinned = true;
    return true;
}

void draw_go_to(Ui& ui)
{
    paragraph(ui, ui.fonts.bold, ui.theme.text, ui.text("goto.title"), ui.theme(380));
    paragraph(ui, ui.fonts.body, ui.theme.muted, ui.text("goto.help"), ui.theme(380));
    ImGui::SetNextItemWidth(ui.theme(380));
    if (ui.session.shown_dialog != Dialog::go_to) ImGui::SetKeyboardFocusHere();
    const bool entered = ImGui::InputText("##goto", &ui.session.dialog_text, ImGuiInputTextFlags_EnterReturnsTrue);
    note_control("goto");
    if (!entered) return;
    if (read_probe(ui.session.dialog_text, ui.scene.probe))
        ui.session.dialog = Dialog::none;
    else
        ui.session.complain(filled(ui.text("goto.wrong"), {{"typed", ui.session.dialog_text}}));
}

void draw_content(Ui& ui)
{
    switch (ui.session.dialog) {
        case Dialog::keys: return draw_keys(ui);
        case Dialog::go_to: return draw_go_to(ui);
        case Dialog::open_scene: return draw_file_dialog(ui, false);
        case Dialog::save_scene: return draw_file_dialog(ui, true);
        case Dialog::export_figure: return draw_export_dialog(ui);
        case Dialog::choose_table: return draw_table_dialog(ui);
        case Dialog::remarks: return draw_remarks(ui);
        case Dialog::lessons: return draw_lessons(ui);
        case Dialog::save_step: return draw_save_step(ui);
        case Dialog::none: return;
    }
}

}  // namespace

void draw_keys(Ui& ui)
{
    paragraph(ui, ui.fonts.bold, ui.theme.text, ui.text("keys.title"), ui.theme(300));
    // Two columns: keys, and what the mouse does at the end.
    std::vector<std::pair<std::string, std::string>> rows;
    for (const Shortcut& s : shortcuts())
        if (*s.shown) rows.emplace_back(s.shown, ui.text(s.text));
    for (const char* gesture : {"wheel", "wheel_axis", "drag", "box", "double_click", "click", "slider", "drop"})
        rows.emplace_back(ui.text("mouse." + std::string(gesture)), ui.text("mouse." + std::string(gesture) + ".does"));
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const int columns = display.x > ui.theme(900) ? 2 : 1;
    const float width = std::min(ui.theme(430), display.x / static_cast<float>(columns) - ui.theme(40));
    const float step = font_size(ui.fonts.body) + ui.theme(7), key_width = ui.theme(165);
    const auto per_column = (rows.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    const float height = std::min(step * static_cast<float>(per_column), display.y - ui.theme(110));
    if (begin_part("keys.list", {width * static_cast<float>(columns) + ui.theme(14), height}, true)) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const float x = at.x + width * static_cast<float>(i / per_column),
                        y = at.y + step * static_cast<float>(i % per_column);
            paint_text(ui, ui.fonts.bold, {x, y}, ui.theme.accent,
                       fitted(ui, ui.fonts.bold, rows[i].first, key_width - ui.theme(8)));
            paint_text(ui, ui.fonts.body, {x + key_width, y}, ui.theme.text,
                       fitted(ui, ui.fonts.body, rows[i].second, width - key_width - ui.theme(12)));
        }
        ImGui::Dummy({width, step * static_cast<float>(per_column)});
    }
    ImGui::EndChild();
}

void draw_dialogs(Ui& ui)
{
    Session& s = ui.session;
    if (s.dialog == Dialog::none) {
        s.shown_dialog = Dialog::none;
        return;
    }
    if (!ImGui::IsPopupOpen(popup)) {
        ImGui::OpenPopup(popup);
        s.dialog_text.clear();
    }
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({display.x / 2, display.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.theme(22), ui.theme(18)));
    const ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove
                                   | ImGuiWindowFlags_AlwaysAutoResize;
    if (ImGui::BeginPopupModal(popup, nullptr, flags)) {
        draw_content(ui);
        const bool outside = ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows)
                             && !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
        if (outside) s.dialog = Dialog::none;
        if (s.dialog == Dialog::none) ImGui::CloseCurrentPopup();
        s.shown_dialog = s.dialog;
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

}  // namespace phasescope
