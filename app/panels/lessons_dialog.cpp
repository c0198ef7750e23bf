#include "app/panels/lessons_dialog.hpp"

#include "app/imgui_compat.hpp"
#include "app/panels/column.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {
namespace {

/// The shelf is read when the list opens: a file that was changed meanwhile is read anew.
void read_shelf(Ui& ui)
{
    if (ui.session.shown_dialog == Dialog::lessons) return;
    ui.session.shelf = lesson_shelf(own_lessons_folder());
}

/// A lesson of the list; true when it was chosen.
bool lesson_entry(Ui& ui, const ShelfLesson& entry, std::size_t number, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string& code = ui.text.code();
    const float pad = ui.theme(10), numbers = ui.theme(34), inner = width - numbers - 2 * pad;
    const std::string& summary = entry.lesson.summary.in(code);
    const float lines = paint_paragraph(ui, ui.fonts.small, at, inner, 0, summary, false);
    const float high = font_size(ui.fonts.bold) + ui.theme(4) + lines + 2 * pad;
    const bool running = ui.session.lesson.running() && ui.session.lesson.name() == entry.name;
    const std::string label = "lesson." + entry.name;
    const bool chosen =
        button(ui, label.c_str(), {at.x, at.y, width, high}, "", running ? ButtonKind::chosen : ButtonKind::quiet);
    const std::string left = entry.path.empty() ? readable(static_cast<std::int64_t>(number)) : "+";
    paint_text(ui, ui.fonts.bold, {at.x + pad + numbers / 2 - ui.theme(4), at.y + pad}, ui.theme.accent, left,
               Align::centre);
    const float x = at.x + pad + numbers;
    const std::string steps =
        filled(ui.text("lessons.steps"), {{"n", readable(static_cast<std::int64_t>(entry.lesson.steps.size()))}});
    paint_text(ui, ui.fonts.small, {at.x + width - pad, at.y + pad + ui.theme(1)}, ui.theme.muted, steps, Align::right);
    const float room = inner - text_width(ui, ui.fonts.small, steps) - ui.theme(10);
    paint_text(ui, ui.fonts.bold, {x, at.y + pad}, ui.theme.text,
               fitted(ui, ui.fonts.bold, entry.lesson.title.in(code), room));
    paint_paragraph(ui, ui.fonts.small, {x, at.y + pad + font_size(ui.fonts.bold) + ui.theme(4)}, inner, ui.theme.muted,
                    summary);
    ImGui::SetCursorScreenPos({at.x, at.y + high + ui.theme(2)});
    return chosen;
}

}  // namespace

void begin_lesson(Ui& ui, const Lesson& lesson, const std::string& name)
{
    LessonRun& run = ui.session.lesson;
    run.begin(lesson, name);
    run.restore(ui.scene, ImGui::GetTime());
    ui.session.dialog = Dialog::none;
}

void draw_lessons(Ui& ui)
{
    read_shelf(ui);
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const float width = std::min(ui.theme(680), display.x - ui.theme(80));
    paragraph(ui, ui.fonts.bold, ui.theme.text, ui.text("lessons.title"), width);
    paragraph(ui, ui.fonts.small, ui.theme.muted, ui.text("lessons.help"), width);
    const ShelfLesson* chosen = nullptr;
    if (begin_part("lessons.list", {width, std::max(ui.theme(160), display.y - ui.theme(190))}, true)) {
        const float inner = ImGui::GetContentRegionAvail().x - ui.theme(6);
        for (std::size_t i = 0; i < ui.session.shelf.lessons.size(); ++i)
            if (lesson_entry(ui, ui.session.shelf.lessons[i], i + 1, inner)) chosen = &ui.session.shelf.lessons[i];
        for (const std::string& complaint : ui.session.shelf.complaints)
            paragraph(ui, ui.fonts.small, ui.theme.warning, complaint, inner);
        ImGui::Dummy({1, 1});
    }
    ImGui::EndChild();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float high = ui.theme(32), close = button_width(ui, ui.text("button.close"));
    const float save = button_width(ui, ui.text("lessons.save_step"));
    if (button(ui, "lessons.save_step", {at.x, at.y, save, high}, ui.text("lessons.save_step")))
        ui.session.dialog = Dialog::save_step;
    tooltip(ui, ui.text("lessons.save_step.help"));
    if (button(ui, "lessons.close", {at.x + width - close, at.y, close, high}, ui.text("button.close")))
        ui.session.dialog = Dialog::none;
    if (chosen) begin_lesson(ui, chosen->lesson, chosen->name);
}

namespace {

Step present_step(const Ui& ui)
{
    Step step;
    const std::string& code = ui.text.code();
    step.title.by_language[code] = ui.session.new_step.title;
    step.text.by_language[code] = ui.session.new_step.text;
    step.scene = ui.scene;
    return step;
}

void typed_line(Ui& ui, const char* label, std::string_view asked, std::string& text, float width)
{
    paragraph(ui, ui.fonts.small, ui.theme.muted, asked, width);
    ImGui::SetNextItemWidth(width);
    ImGui::InputText(("##" + std::string(label)).c_str(), &text);
    note_control(label);
}

}  // namespace

void draw_save_step(Ui& ui)
{
    const float width = ui.theme(460);
    NewStep& typed = ui.session.new_step;
    paragraph(ui, ui.fonts.bold, ui.theme.text, ui.text("lessons.save_step"), width);
    paragraph(ui, ui.fonts.small, ui.theme.muted,
              filled(ui.text("lessons.save_step.where"), {{"folder", own_lessons_folder()}}), width);
    typed_line(ui, "new_step.lesson", ui.text("lessons.step_lesson"), typed.lesson, width);
    typed_line(ui, "new_step.title", ui.text("lessons.step_title"), typed.title, width);
    paragraph(ui, ui.fonts.small, ui.theme.muted, ui.text("lessons.step_text"), width);
    ImGui::InputTextMultiline("##new_step.text", &typed.text, {width, ui.theme(110)});
    note_control("new_step.text");
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float high = ui.theme(32), save = button_width(ui, ui.text("button.save"));
    const float cancel = button_width(ui, ui.text("button.cancel"));
    const bool named = !typed.lesson.empty();
    if (button(ui, "new_step.save", {at.x + width - save, at.y, save, high}, ui.text("button.save"), ButtonKind::primary,
               named)) {
        const Result<std::string> path = saved_step(own_lessons_folder(), typed.lesson, present_step(ui));
        ui.session.dialog = Dialog::none;
        if (!path) return ui.session.complain(path.error().line());
        ui.session.say(filled(ui.text("lessons.saved_step"), {{"file", *path}}));
        typed.title.clear();
        typed.text.clear();
    }
    if (button(ui, "new_step.cancel", {at.x + width - save - cancel - ui.theme(8), at.y, cancel, high},
               ui.text("button.cancel")))
        ui.session.dialog = Dialog::none;
}

}  // namespace phasescope
