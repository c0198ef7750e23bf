#include "app/panels/input_panel.hpp"

#include <algorithm>
#include <cmath>

#include "app/imgui_compat.hpp"
#include "app/panels/heatmap.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"
#include "app/text/encoding_words.hpp"

namespace phasescope {
namespace {

/// The line of text and whether its embeddings are scaled.
void draw_line(Ui& ui, const Box& row)
{
    const float scaling = std::min(ui.theme(210), row.w * 0.4F), gap = ui.theme(10);
    ImGui::SetCursorScreenPos(row.low());
    ImGui::SetNextItemWidth(row.w - scaling - gap);
    Text& text = ui.scene.text;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(ui.theme(8), (row.h - ImGui::GetFontSize()) / 2));
    ImGui::InputText("##text.line", &text.line);
    ImGui::PopStyleVar();
    note_control("text.line");
    if (ImGui::IsItemActive()) ui.dragging = true;
    tooltip(ui, ui.text("input.line.help"));
    ImGui::SetCursorScreenPos({row.right() - scaling, row.y});
    switch_control(ui, "text.scaled", "input.plain", "input.scaled", "input.scaled.help", text.scaled, scaling);
}

/// How far a token's output moved, as a share of the farthest: one bar.
struct Moved {
    double amount = 0;
    double of = 1;
};

/// A token as a button; the two that change places stand out. True when pressed.
bool draw_token(Ui& ui, const Box& box, std::size_t index, const std::string& token, bool chosen)
{
    const std::string label = "token." + std::to_string(index);
    const bool pressed = button(ui, label.c_str(), box, shortened(ui, ui.fonts.body, token, box.w - ui.theme(8)),
                                chosen ? ButtonKind::chosen : ButtonKind::plain);
    tooltip(ui, ui.text("input.token.help"));
    return pressed;
}

void draw_bar(const Ui& ui, const Box& box, Moved moved, ImU32 colour)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float share = moved.of > 0 ? static_cast<float>(moved.amount / moved.of) : 0;
    list.AddRectFilled({box.x, box.bottom() - ui.theme(2)}, box.high(), ui.theme.line);
    list.AddRectFilled({box.x, box.bottom() - std::max(share * box.h, ui.theme(2))}, box.high(), colour, ui.theme(2));
}

/// The sentence about one effect: whether the order of tokens is seen, with the largest difference.
std::string sentence(const Ui& ui, const char* key, const SwapEffect& effect)
{
    const char* word = effect.order_blind ? ".same" : ".moved";
    return filled(ui.text(std::string(key) + word),
                  {{"difference", readable(effect.largest_difference, 2)}, {"encoding", title_of(ui.text, ui.encoding())}});
}

/// Tokens in a row, the bars of what the exchange does to their outputs under them.
void draw_tokens(Ui& ui, const Box& row, const std::vector<std::string>& tokens, const TokenSwap* swap)
{
    Text& text = ui.scene.text;
    const float height = ui.theme(30), bars = row.h - height - ui.theme(6);
    const auto last = static_cast<std::int64_t>(tokens.size()) - 1;
    const std::int64_t first = std::min(text.first, last), second = std::min(text.second, last);
    float x = row.x;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const float width = std::clamp(button_width(ui, tokens[i]), ui.theme(34), ui.theme(130));
        if (x + width > row.right()) {
            paint_text(ui, ui.fonts.body, {x, row.y + ui.theme(6)}, ui.theme.muted, "…");
            return;
        }
        const auto index = static_cast<std::int64_t>(i);
        if (draw_token(ui, {x, row.y, width, height}, i, tokens[i], index == first || index == second) && index != second) {
            text.first = second;
            text.second = index;
        }
        const auto& moved = swap ? swap->with.by_token : std::vector<double>{};
        if (i < moved.size() && bars > ui.theme(8))
            draw_bar(ui, {x, row.y + height + ui.theme(6), width, bars}, {moved[i], swap->with.largest_difference},
                     swap->with.order_blind ? ui.theme.line : ui.theme.accent);
        x += width + ui.theme(6);
    }
    const std::string remark = ui.text("input.bars");
    if (swap && x + ui.theme(10) + text_width(ui, ui.fonts.small, remark) < row.right())
        paint_text(ui, ui.fonts.small, {x + ui.theme(10), row.bottom() - font_size(ui.fonts.small)}, ui.theme.muted, remark);
}

/// What the exchange does, in sentences; returns their height.
float draw_sentences(Ui& ui, const Box& box, const Result<TokenSwap>* swap, bool draw)
{
    float y = box.y;
    const auto say = [&](const std::string& words, ImU32 colour) {
        y += paint_paragraph(ui, ui.fonts.body, {box.x, y}, box.w, colour, words, draw) + ui.theme(4);
    };
    if (!swap) {
        say(ui.text("check.measuring"), ui.theme.muted);
    } else if (!*swap) {
        say(swap->error().line(), ui.theme.warning);
    } else {
        const TokenSwap& found = **swap;
        say(sentence(ui, "input.without", found.without), ui.theme.muted);
        if (found.mask_alone) say(sentence(ui, "input.mask", *found.mask_alone), ui.theme.muted);
        say(sentence(ui, "input.with", found.with), found.with.order_blind ? ui.theme.warning : ui.theme.good);
    }
    return y - box.y;
}

void draw_text_card(Ui& ui, const Box& card)
{
    paint_card(ui, card, "tokens");
    const Picture* embedding = ui.model.picture(Sheet::embedding);
    const std::optional<double> ratio = ui.model.content_ratio();
    const std::string remark = ratio ? filled(ui.text("input.ratio"), {{"ratio", readable(*ratio, 3)}}) : "";
    const Box rest = paint_heading(ui, card, ui.text("input.title"), remark);
    draw_line(ui, {rest.x, rest.y, rest.w, ui.theme(30)});
    if (!embedding) {
        paint_paragraph(ui, ui.fonts.body, {rest.x, rest.y + ui.theme(40)}, rest.w, ui.theme.warning,
                        ui.model.why_none(Sheet::embedding));
        return;
    }
    const Result<TokenSwap>* swap = ui.model.token_swap();
    const float words = draw_sentences(ui, rest, swap, false), top = rest.y + ui.theme(40);
    const Box tokens{rest.x, top, rest.w, std::max(rest.bottom() - words - ui.theme(6) - top, ui.theme(30))};
    draw_tokens(ui, tokens, embedding->row_names, swap && *swap ? &**swap : nullptr);
    draw_sentences(ui, {rest.x, tokens.bottom() + ui.theme(6), rest.w, words}, swap, true);
}

}  // namespace

void draw_input_view(Ui& ui, const Box& box)
{
    const float gap = ui.theme(10);
    const bool added = ui.model.has(Sheet::input);
    const float text = std::min(ui.theme(236), std::floor(box.h * 0.4F));
    draw_text_card(ui, {box.x, box.y, box.w, text});
    const Box below{box.x, box.y + text + gap, box.w, box.h - text - gap};
    if (!added) return draw_heatmap_card(ui, below, Sheet::embedding, 0);
    const float each = std::floor((below.h - 2 * gap) / 3);
    if (each < ui.theme(118)) return draw_heatmap_card(ui, below, Sheet::input, 0);
    draw_heatmap_card(ui, {below.x, below.y, below.w, each}, Sheet::embedding, 0);
    draw_heatmap_card(ui, {below.x, below.y + each + gap, below.w, each}, Sheet::position, 1);
    draw_heatmap_card(ui, {below.x, below.y + 2 * (each + gap), below.w, below.bottom() - below.y - 2 * (each + gap)},
                      Sheet::input, 2);
}

}  // namespace phasescope
