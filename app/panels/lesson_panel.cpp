#include "app/panels/lesson_panel.hpp"

#include <algorithm>
#include <cmath>

#include "app/panels/column.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/rich_text.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {
namespace {

const StepWords* words_of(Ui& ui)
{
    const LessonRun& run = ui.session.lesson;
    return ui.model.step_words(run.version(), run.step(), ui.text);
}

/// One piece for each step, those behind us filled; a click goes there.
void draw_progress(Ui& ui, const Box& box)
{
    LessonRun& run = ui.session.lesson;
    const auto count = static_cast<float>(run.lesson().steps.size());
    const float gap = std::min(ui.theme(3), box.w / count / 3), each = (box.w - gap * (count - 1)) / count;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < run.lesson().steps.size(); ++i) {
        const Box piece{box.x + static_cast<float>(i) * (each + gap), box.y, each, box.h};
        const float middle = std::floor(piece.y + piece.h / 2), half = ui.theme(i == run.step_index() ? 3.5F : 2.5F);
        const ImU32 colour = i <= run.step_index() ? ui.theme.accent : ui.theme.line;
        list.AddRectFilled({piece.x, middle - half}, {piece.right(), middle + half}, colour, half);
        if (mouse_area("lesson.step." + std::to_string(i + 1), piece)) run.go_to(i, ui.scene, ImGui::GetTime());
        tooltip(ui, readable(static_cast<std::int64_t>(i + 1)) + "  " + run.lesson().steps[i].title.in(ui.text.code()));
    }
}

void draw_buttons(Ui& ui, float width)
{
    LessonRun& run = ui.session.lesson;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const double now = ImGui::GetTime();
    const std::size_t last = run.lesson().steps.size() - 1;
    const float high = ui.theme(30), small = ui.theme(34), gap = ui.theme(5);
    if (button(ui, "lesson.back", {at.x, at.y, small, high}, "◂", ButtonKind::plain, run.step_index() > 0))
        run.back(ui.scene, now);
    tooltip(ui, ui.text("key.step_back") + "  (PageUp)");
    const float right = at.x + width, next = std::max(ui.theme(60), width - 3 * (small + gap) - ui.theme(64));
    const std::string where =
        readable(static_cast<std::int64_t>(run.step_index() + 1)) + " / " + readable(static_cast<std::int64_t>(last + 1));
    paint_text(ui, ui.fonts.body, {at.x + small + ui.theme(32), at.y + (high - font_size(ui.fonts.body)) / 2 - 1},
               ui.theme.muted, where, Align::centre);
    const float x = right - 2 * (small + gap) - next;
    if (button(ui, "lesson.next", {x, at.y, next, high}, "▸", ButtonKind::primary, run.step_index() < last))
        run.next(ui.scene, now);
    tooltip(ui, ui.text("key.step_next") + "  (Space, PageDown)");
    if (button(ui, "lesson.restore", {right - 2 * small - gap, at.y, small, high}, "↺", ButtonKind::plain,
               ui.scene != run.step().scene))
        run.restore(ui.scene, now);
    tooltip(ui, ui.text("key.step_restore") + "  (Backspace)");
    const bool ended = button(ui, "lesson.end", {right - small, at.y, small, high}, "×", ButtonKind::plain);
    tooltip(ui, ui.text("lesson.end.help"));
    ImGui::SetCursorScreenPos({at.x, at.y + high + ui.theme(12)});
    if (ended) run.end();
}

/// What is true of what was asked: the choice that holds, and why.
void draw_answer(Ui& ui, const StepWords& words, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float pad = ui.theme(10), inner = width - 2 * pad;
    const std::string holds = words.true_choice ? words.choices[*words.true_choice] : "";
    const float first = paint_rich_text(ui, ui.fonts.bold, at, inner, 0, holds, false);
    const float rest = paint_rich_text(ui, ui.fonts.body, at, inner, 0, words.answer, false);
    const float high = first + rest + 2 * pad + ui.theme(4);
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + high}, ui.theme.accent_soft, ui.theme(6));
    paint_rich_text(ui, ui.fonts.bold, {at.x + pad, at.y + pad}, inner, ui.theme.accent, holds);
    paint_rich_text(ui, ui.fonts.body, {at.x + pad, at.y + pad + first + ui.theme(4)}, inner, ui.theme.text, words.answer);
    ImGui::SetCursorScreenPos({at.x, at.y + high + ui.theme(8)});
}

void draw_words(Ui& ui, float width)
{
    const StepWords* words = words_of(ui);
    if (!words) return paragraph(ui, ui.fonts.body, ui.theme.muted, ui.text("check.measuring"), width);
    rich_paragraph(ui, ui.fonts.bold, ui.theme.text, words->title, width);
    rich_paragraph(ui, ui.fonts.body, ui.theme.text, words->text, width);
    if (ui.session.lesson.covers())
        rich_paragraph(ui, ui.fonts.body, ui.theme.accent, ui.text("lesson.covered"), width);
    else if (ui.session.lesson.chosen())
        draw_answer(ui, *words, width);
    for (const std::string& complaint : words->complaints) paragraph(ui, ui.fonts.small, ui.theme.warning, complaint, width);
}

}  // namespace

void draw_lesson_card(Ui& ui)
{
    const ColumnCard card(ui, ui.session.lesson.lesson().title.in(ui.text.code()));
    const float width = card.width();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_progress(ui, {at.x, at.y, width, ui.theme(14)});
    ImGui::SetCursorScreenPos({at.x, at.y + ui.theme(20)});
    draw_buttons(ui, width);
    if (ui.session.lesson.running()) draw_words(ui, width);
}

void draw_question(Ui& ui, const Box& box)
{
    paint_card(ui, box);
    const StepWords* words = words_of(ui);
    if (!words) {
        const ImVec2 at{box.x + ui.theme(16), box.y + ui.theme(16)};
        paint_paragraph(ui, ui.fonts.body, at, box.w - ui.theme(32), ui.theme.muted, ui.text("check.measuring"));
        return;
    }
    const float width = std::min(box.w - ui.theme(48), ui.theme(760)), x = box.x + (box.w - width) / 2;
    const float high = ui.theme(54), gap = ui.theme(12);
    const float asked = paint_rich_text(ui, ui.fonts.large, {x, 0}, width, 0, words->question, false);
    const float all = asked + ui.theme(24) + static_cast<float>(words->choices.size()) * (high + gap);
    float y = std::floor(box.y + std::max(ui.theme(16), (box.h - all) * 0.4F));
    paint_rich_text(ui, ui.fonts.large, {x, y}, width, ui.theme.text, words->question);
    y += asked + ui.theme(24);
    for (std::size_t i = 0; i < words->choices.size(); ++i) {
        const std::string label = "lesson.choice." + std::to_string(i + 1);
        const Box place{x, y, width, high};
        if (button(ui, label.c_str(), place, "", ButtonKind::plain)) ui.session.lesson.choose(i);
        const float inner = width - ui.theme(36);
        const float lines = paint_rich_text(ui, ui.fonts.body, {x, y}, inner, 0, words->choices[i], false);
        // The room between lines stands below each.
        const float lower = font_size(ui.fonts.body) * 0.2F;
        paint_rich_text(ui, ui.fonts.body, {x + ui.theme(18), y + (high - lines) / 2 + lower}, inner, ui.theme.text,
                        words->choices[i]);
        y += high + gap;
    }
}

}  // namespace phasescope
