#include "app/panels/quiz_panel.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "app/panels/mistakes_panel.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "core/mistakes.hpp"

namespace phasescope {
namespace {

/// SplitMix64 (Steele et al. 2014), from the time of the first question on.
std::size_t below(Quiz& quiz, std::size_t end)
{
    if (quiz.state == 0)
        quiz.state = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
    std::uint64_t bits = quiz.state += 0x9e3779b97f4a7c15;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
    return static_cast<std::size_t>((bits ^ (bits >> 31)) % end);
}

void shuffle(Quiz& quiz, std::vector<std::string>& names)
{
    for (std::size_t i = names.size(); i > 1; --i) std::swap(names[i - 1], names[below(quiz, i)]);
}

/// The answer, then "" and other mistakes of the same encoding, then of others, as far as there is room; in any order.
void offer_choices(Quiz& quiz, std::string_view encoding)
{
    std::vector<std::string> alike, others;
    for (const Mistake& mistake : mistakes())
        if (mistake.name != quiz.answer) (mistake.encoding == encoding ? alike : others).emplace_back(mistake.name);
    shuffle(quiz, alike);
    shuffle(quiz, others);
    std::vector<std::string> names{quiz.answer};
    if (!quiz.answer.empty()) names.emplace_back();
    names.insert(names.end(), alike.begin(), alike.end());
    names.insert(names.end(), others.begin(), others.end());
    names.resize(quiz.choices.size());
    shuffle(quiz, names);
    std::ranges::copy(names, quiz.choices.begin());
}

std::string name_of(const Ui& ui, const std::string& mistake)
{
    return mistake.empty() ? ui.text("quiz.correct") : ui.text("mistake." + mistake + ".title");
}

/// Four buttons in one row, or in two where it is narrow; returns their height.
float draw_choices(Ui& ui, const Box& room)
{
    Quiz& quiz = ui.session.quiz;
    const float gap = ui.theme(8), high = ui.theme(30);
    const std::size_t a_row = room.w < ui.theme(820) ? 2 : 4;
    const float wide = (room.w - gap * static_cast<float>(a_row - 1)) / static_cast<float>(a_row);
    for (std::size_t i = 0; i < quiz.choices.size(); ++i) {
        const Box box{room.x + static_cast<float>(i % a_row) * (wide + gap),
                      room.y + static_cast<float>(i / a_row) * (high + gap), wide, high};
        const std::string shown = fitted(ui, ui.fonts.body, name_of(ui, quiz.choices[i]), wide - ui.theme(12));
        const std::string label = "quiz.choice." + std::to_string(i);
        if (button(ui, label.c_str(), box, shown)) quiz.chosen = static_cast<int>(i);
    }
    const auto rows = static_cast<float>(quiz.choices.size() / a_row);
    return rows * high + (rows - 1) * gap;
}

/// Buttons at the right end of the first line; returns where they begin.
float draw_ends(Ui& ui, const Box& line, bool answered)
{
    Quiz& quiz = ui.session.quiz;
    const float high = ui.theme(30);
    float right = line.right();
    const auto put = [&](const char* label, const char* key, ButtonKind kind) {
        const float wide = button_width(ui, ui.text(key));
        right -= wide;
        const bool pressed = button(ui, label, {right, line.y, wide, high}, ui.text(key), kind);
        right -= ui.theme(8);
        return pressed;
    };
    const bool next = put("quiz.next", "quiz.next", answered ? ButtonKind::primary : ButtonKind::plain);
    if (put("quiz.end", "quiz.end", ButtonKind::plain)) quiz.on = false;
    if (next) ask_next(ui);
    return right;
}

}  // namespace

void ask_next(Ui& ui)
{
    Quiz& quiz = ui.session.quiz;
    const std::string former = quiz.on ? quiz.answer : "none";
    const auto all = mistakes();
    do {
        const std::size_t which = below(quiz, all.size() + 1);
        quiz.answer = which < all.size() ? std::string(all[which].name) : "";
    } while (quiz.answer == former);
    const Mistake& shown = quiz.answer.empty() ? all[below(quiz, all.size())] : *find_mistake(quiz.answer);
    quiz.on = true;
    quiz.chosen = -1;
    offer_choices(quiz, shown.encoding);
    show_mistake(ui, shown);
}

Box draw_quiz_card(Ui& ui, const Box& box)
{
    const Quiz asked = ui.session.quiz;
    const bool answered = !asked.is_open();
    const float pad = ui.theme(14), high = ui.theme(30), gap = ui.theme(10);
    std::string text = ui.text("quiz.question");
    if (answered)
        text = asked.answer.empty() ? ui.text("quiz.answer_correct")
                                    : filled(ui.text("quiz.answer"), {{"answer", name_of(ui, asked.answer)}}) + " "
                                          + ui.text("mistake." + asked.answer + ".wrong");
    const float ends = button_width(ui, ui.text("quiz.next")) + button_width(ui, ui.text("quiz.end")) + ui.theme(24);
    const float wide = box.w - 2 * pad - ends;
    const float said = std::max(high, paint_paragraph(ui, ui.fonts.body, {0, 0}, wide, ui.theme.text, text, false));
    const float rows = box.w - 2 * pad < ui.theme(820) ? 2 : 1;
    const float choices = answered ? 0 : rows * high + (rows - 1) * ui.theme(8) + gap;
    const Box card{box.x, box.y, box.w, std::floor(said + choices + 2 * pad)};
    paint_card(ui, card);
    paint_paragraph(ui, ui.fonts.body, {card.x + pad, card.y + pad}, wide, ui.theme.text, text);
    if (!answered) draw_choices(ui, {card.x + pad, card.y + pad + said + gap, card.w - 2 * pad, choices});
    draw_ends(ui, {card.x + pad, card.y + pad, card.w - 2 * pad, high}, answered);
    return {box.x, card.bottom() + gap, box.w, box.bottom() - card.bottom() - gap};
}

}  // namespace phasescope
