// Opening a file, and what it may ask: which of its tables is meant. Its remarks have a page of their own.
#include <algorithm>

#include "app/documents.hpp"
#include "app/imgui_compat.hpp"
#include "app/panels/column.hpp"
#include "app/panels/dialogs.hpp"
#include "app/panels/lessons_dialog.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "app/text/match_sentence.hpp"

namespace phasescope {
namespace {

std::string file_name(const std::string& path)
{
    return path.substr(path.find_last_of('/') + 1);  // npos + 1 is 0
}

/// The scene of a file takes the place of the present one; what is to be said about it is a notice, and a page where it is
/// more than that holds.
void take(Ui& ui, const Opened& opened, const std::string& path)
{
    Session& s = ui.session;
    ui.scene = opened.scene;
    if (opened.from_scene_file) s.scene_path = path;
    if (opened.match) s.quiz.on = false;
    s.matched = opened.match ? match_sentence(ui.text, *opened.match) : "";
    s.say(opened.match ? s.matched : filled(ui.text("notice.opened"), {{"path", path}}));
    s.remark(opened.remarks);
}

void take_table(Ui& ui)
{
    const TableQuestion& question = ui.session.table_question;
    const std::string& name = question.tables[static_cast<std::size_t>(question.chosen)].name;
    const Result<Opened> result = opened_table(question.path, name, question.transposed, ui.scene);
    if (!result) return ui.session.complain(result.error().line());
    ui.session.dialog = Dialog::none;
    take(ui, *result, question.path);
}

/// Name at the left, shape and type at the right of each line.
void draw_tables(Ui& ui, TableQuestion& question, float width)
{
    const float step = font_size(ui.fonts.body) + ui.theme(8);
    const float height = std::min(static_cast<float>(question.tables.size()) * step + ui.theme(8), ui.theme(260));
    if (begin_part("tables", {width, height}, true)) {
        const float inner = ImGui::GetContentRegionAvail().x;
        for (int i = 0; i < static_cast<int>(question.tables.size()); ++i) {
            const TableEntry& table = question.tables[static_cast<std::size_t>(i)];
            const std::string size = shape_text(table.shape) + "  " + table.type;
            const std::string id = "##table." + std::to_string(i);
            const ImVec2 at = ImGui::GetCursorScreenPos();
            const ImGuiSelectableFlags flags = ImGuiSelectableFlags_DontClosePopups;
            if (ImGui::Selectable(id.c_str(), i == question.chosen, flags, {inner, font_size(ui.fonts.body)}))
                question.chosen = i;
            note_control("table." + table.name);
            if (i == question.chosen && ImGui::IsWindowAppearing()) ImGui::SetScrollHereY();
            const float right = text_width(ui, ui.fonts.body, size) + ui.theme(10);
            const ImVec2 text{at.x + ui.theme(6), at.y};
            paint_text(ui, ui.fonts.body, text, ui.theme.text,
                       shortened(ui, ui.fonts.body, table.name, inner - right - ui.theme(16)));
            paint_text(ui, ui.fonts.body, {at.x + inner - ui.theme(4), at.y}, ui.theme.muted, size, Align::right);
        }
    }
    ImGui::EndChild();
}

float dialog_width(const Ui& ui)
{
    return std::min(ui.theme(560), ImGui::GetIO().DisplaySize.x - ui.theme(80));
}

}  // namespace

void open_path(Ui& ui, const std::string& path)
{
    const auto result = opened(path, ui.scene);
    if (!result) return ui.session.complain(result.error().line());
    if (const auto* now = std::get_if<Opened>(&*result)) return take(ui, *now, path);
    if (const auto* lesson = std::get_if<ShelfLesson>(&*result)) {
        begin_lesson(ui, lesson->lesson, lesson->name);
        return ui.session.remark(lesson->warnings);
    }
    ui.session.table_question = std::get<TableQuestion>(*result);
    ui.session.notice.reset();
    ui.session.dialog = Dialog::choose_table;
}

void draw_table_dialog(Ui& ui)
{
    const float width = dialog_width(ui);
    Session& s = ui.session;
    paragraph(ui, ui.fonts.bold, ui.theme.text, filled(ui.text("table.which"), {{"file", file_name(s.table_question.path)}}),
              width);
    draw_tables(ui, s.table_question, width);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    int turned = s.table_question.transposed ? 1 : 0;
    choice_control(ui, "table.turned", {ui.text("table.as_it_is"), ui.text("table.turned")}, turned, width);
    tooltip(ui, ui.text("table.turned.help"));
    s.table_question.transposed = turned == 1;
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(42)});
    // A failure stays in sight of what it is about.
    if (s.notice && s.notice->is_error) paragraph(ui, ui.fonts.small, ui.theme.warning, s.notice->text, width);
    const ImVec2 foot = ImGui::GetCursorScreenPos();
    const float w = ui.theme(120), h = ui.theme(34);
    const bool go = button(ui, "table.go", {foot.x + width - w, foot.y, w, h}, ui.text("button.open"), ButtonKind::primary);
    if (button(ui, "table.cancel", {foot.x + width - 2 * w - ui.theme(8), foot.y, w, h}, ui.text("button.cancel")))
        s.dialog = Dialog::none;
    if (go) take_table(ui);
}

void draw_remarks(Ui& ui)
{
    const float width = dialog_width(ui);
    const float inner = width - ui.theme(14);
    Session& s = ui.session;
    paragraph(ui, ui.fonts.bold, ui.theme.text, ui.text("remarks.title"), width);
    float height = ui.theme(4);
    for (const std::string& remark : s.remarks)
        height += paint_paragraph(ui, ui.fonts.body, {0, 0}, inner, ui.theme.text, remark, false) + ui.theme(7);
    if (begin_part("remarks.list", {width, std::min(height, ImGui::GetIO().DisplaySize.y - ui.theme(190))}, true)) {
        for (const std::string& remark : s.remarks) paragraph(ui, ui.fonts.body, ui.theme.text, remark, inner);
        ImGui::Dummy({1, 0});
    }
    ImGui::EndChild();
    const ImVec2 foot = ImGui::GetCursorScreenPos();
    const float w = ui.theme(120), h = ui.theme(34);
    if (button(ui, "remarks.close", {foot.x + width - w, foot.y + ui.theme(6), w, h}, ui.text("button.close"),
               ButtonKind::primary))
        s.dialog = Dialog::none;
}

}  // namespace phasescope
