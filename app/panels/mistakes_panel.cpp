#include "app/panels/mistakes_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/panels/heatmap.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/quiz_panel.hpp"
#include "app/panels/table.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"
#include "app/text/match_sentence.hpp"
#include "core/mistakes.hpp"

namespace phasescope {
namespace {

std::string title_of(const Ui& ui, std::string_view mistake)
{
    return ui.text("mistake." + std::string(mistake) + ".title");
}

/// What is at rounding level is nothing.
std::string number_text(const MeasuredTrait& trait, const std::optional<double>& number)
{
    if (!number) return "–";
    const bool nothing = trait.trait == Trait::toeplitz_defect && std::abs(*number) < 1e-9;
    return nothing ? "0" : readable(*number, 5);
}

Table table_of(const Ui& ui, const Fingerprint& found)
{
    Table table;
    for (const char* column : {"trait", "correct", "mistaken", "gives_away"})
        table.heading.push_back(ui.text(std::string("mistakes.") + column));
    table.help = {"", "", "", ui.text("mistakes.gives_away.help")};
    for (std::size_t i = 0; i < found.traits.size(); ++i) {
        const MeasuredTrait& trait = found.traits[i];
        const std::string name(trait_names[static_cast<std::size_t>(trait.trait)]);
        if (trait.gives_away()) table.also_marked.push_back(static_cast<int>(i));
        table.rows.push_back({ui.text("trait." + name), number_text(trait, trait.correct),
                              number_text(trait, trait.mistaken),
                              ui.text(trait.gives_away() ? "mistakes.yes" : "mistakes.no")});
    }
    return table;
}

void draw_fingerprint_card(Ui& ui, const Box& card)
{
    paint_card(ui, card, "fingerprint");
    const Result<Fingerprint>* found = ui.model.fingerprint();
    std::string remark;
    if (found && *found) {
        const bool any = std::ranges::any_of((*found)->traits, [](const MeasuredTrait& t) { return t.gives_away(); });
        remark = filled(ui.text(any ? "mistakes.remark" : "mistakes.remark.none"), {{"n", readable((*found)->positions)}});
    }
    const Box rest = paint_heading(ui, card, ui.text("mistakes.fingerprint"), remark);
    if (found && *found) {
        draw_table(ui, rest, table_of(ui, **found));
        return;
    }
    paint_paragraph(ui, ui.fonts.body, rest.low(), rest.w, ui.theme.muted,
                    found ? found->error().line() : ui.text("check.measuring"));
}

void choose_mistake(Ui& ui, const Box& box)
{
    ImGui::SetCursorScreenPos(box.low());
    ImGui::SetNextItemWidth(box.w);
    const bool open =
        ImGui::BeginCombo("##mistake", title_of(ui, ui.scene.mistake.name).c_str(), ImGuiComboFlags_HeightLargest);
    note_control("mistake");
    tooltip(ui, ui.text("mistakes.help"));
    if (!open) return;
    const Mistake* chosen = nullptr;
    for (const Mistake& mistake : mistakes()) {
        const bool now = mistake.name == ui.scene.mistake.name;
        if (ImGui::Selectable(title_of(ui, mistake.name).c_str(), now)) chosen = &mistake;
        note_control("mistake." + std::string(mistake.name));
    }
    ImGui::EndCombo();
    if (chosen) show_mistake(ui, *chosen);
}

/// Not where there are scores alone.
void choose_rows_or_scores(Ui& ui, const Box& box)
{
    const Picture* shown = ui.model.picture(Sheet::correct);
    if (shown && shown->square() && !ui.model.scene().mistake.scores) return;
    ImGui::SetCursorScreenPos(box.low());
    int scores = ui.scene.mistake.scores ? 1 : 0;
    if (choice_control(ui, "mistake.scores", {ui.text("mistakes.rows"), ui.text("mistakes.scores")}, scores, box.w))
        ui.scene.mistake.scores = scores == 1;
    tooltip(ui, ui.text("mistakes.scores.help"));
}

/// Which mistake, in what it is looked at, and what is wrong with it; returns what is left of the box below.
Box draw_choice_card(Ui& ui, const Box& box)
{
    const float pad = ui.theme(14), gap = ui.theme(10), high = ui.theme(30);
    const float inner = box.w - 2 * pad;
    const std::string wrong = mistake_sentence(ui.text, ui.scene.mistake.name);
    const std::string& matched = ui.session.matched;
    const auto paragraph_height = [&](const std::string& text) {
        return text.empty() ? 0 : paint_paragraph(ui, ui.fonts.body, {0, 0}, inner, ui.theme.text, text, false) + gap;
    };
    const float words = paragraph_height(matched) + paragraph_height(wrong) - gap;
    const Box card{box.x, box.y, box.w, std::floor(high + gap + words + 2 * pad)};
    paint_card(ui, card);

    const float x = card.x + pad, y = card.y + pad;
    const float quiz = button_width(ui, ui.text("quiz.start")), by = ui.theme(140);
    const float combo = std::min(ui.theme(330), inner - quiz - by - 2 * gap);
    choose_mistake(ui, {x, y, combo, high});
    choose_rows_or_scores(ui, {x + combo + gap, y, by, high});
    const bool asked = button(ui, "quiz", {x + inner - quiz, y, quiz, high}, ui.text("quiz.start"));
    tooltip(ui, ui.text("quiz.start.help"));

    float below = y + high + gap;
    if (!matched.empty()) {
        paint_paragraph(ui, ui.fonts.body, {x, below}, inner, ui.theme.accent, matched);
        below += paragraph_height(matched);
    }
    paint_paragraph(ui, ui.fonts.body, {x, below}, inner, ui.theme.muted, wrong);
    if (asked) {
        ui.session.matched.clear();
        ask_next(ui);
    }
    return {box.x, card.bottom() + gap, box.w, box.bottom() - card.bottom() - gap};
}

/// The three side by side: square ones no higher than their width allows. Returns what is left of the box below.
Box draw_three(Ui& ui, const Box& box, float most)
{
    const float gap = ui.theme(10);
    // Where three would be too small the difference gives way.
    const int count = box.w < ui.theme(700) ? 2 : 3;
    const float each = std::floor((box.w - static_cast<float>(count - 1) * gap) / static_cast<float>(count));
    const Picture* picture = ui.model.picture(Sheet::correct);
    const bool square = picture && picture->square();
    const float high = std::floor(square ? std::min(square_card_height(ui, each), most) : most);
    constexpr std::array sheets{Sheet::correct, Sheet::mistaken, Sheet::mistake_difference};
    for (int i = 0; i < count; ++i)
        draw_heatmap_card(ui, {box.x + static_cast<float>(i) * (each + gap), box.y, each, high},
                          sheets[static_cast<std::size_t>(i)], i);
    return {box.x, box.y + high + gap, box.w, box.h - high - gap};
}

}  // namespace

void show_mistake(Ui& ui, const Mistake& mistake)
{
    Scene next = ui.scene.encoding == mistake.encoding ? ui.scene : with_encoding(ui.scene, mistake.encoding);
    next.table = {};
    next.mistake = {std::string(mistake.name), mistake.score != nullptr};
    if (mistake.prepare) mistake.prepare(encoding_of(next), next.settings);
    if (next.length < mistake.shows_from) next.length = 2 * mistake.shows_from;
    for (const Sheet sheet : {Sheet::correct, Sheet::mistaken, Sheet::mistake_difference}) next.look(sheet).window.reset();
    ui.scene = repaired(std::move(next));
    ui.session.matched.clear();
}

void draw_mistakes_view(Ui& ui, const Box& box)
{
    // A scene that is undone, or opened, is no longer the one that was asked about.
    Quiz& asked = ui.session.quiz;
    if (!asked.answer.empty() && asked.answer != ui.scene.mistake.name) asked.on = false;
    const Quiz quiz = asked;
    const Box rest = quiz.on ? draw_quiz_card(ui, box) : draw_choice_card(ui, box);
    if (quiz.is_open()) return draw_heatmap_card(ui, rest, quiz.answer.empty() ? Sheet::correct : Sheet::mistaken, 0);
    // The table below keeps room for its rows.
    const float table = std::min(ui.theme(240), rest.h * 0.45F);
    draw_fingerprint_card(ui, draw_three(ui, rest, rest.h - table - ui.theme(10)));
}

}  // namespace phasescope
