#include "app/panels/where_panel.hpp"

#include <algorithm>
#include <array>

#include "app/imgui_compat.hpp"
#include "app/panels/column.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "app/text/encoding_words.hpp"

namespace phasescope {
namespace {

/// The steps of attention and the one where position acts; none where it acts nowhere.
struct Steps {
    std::array<std::string, 4> words;
    std::size_t marked;
};

Steps steps(Ui& ui)
{
    Steps s{{ui.text("step.input"), ui.text("step.vectors"), ui.text("step.score"), ui.text("step.softmax")}, 4};
    const auto mark = [&](std::size_t step, const char* word) {
        s.words[step] = ui.text(word);
        s.marked = step;
    };
    const Mechanism& mechanism = ui.model.mechanism();
    if (std::holds_alternative<RotatesQueryKey>(mechanism))
        mark(1, "step.vectors.rotated");
    else if (is_bias(mechanism))
        mark(2, "step.score.bias");
    else if (std::holds_alternative<MeetsVectors>(mechanism))
        mark(2, "step.score.met");
    else if (ui.scene.encoding != "none")
        mark(0, "step.input.added");
    return s;
}

void draw_steps(const Ui& ui, const Steps& s, float width)
{
    const float pad = ui.theme(width < ui.theme(230) ? 4 : 6), arrow = text_width(ui, ui.fonts.small, "→") - ui.theme(1);
    float total = 0;
    for (const std::string& step : s.words) total += text_width(ui, ui.fonts.small, step) + 2 * pad;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float gap = std::max((width - total) / static_cast<float>(s.words.size() - 1), arrow);
    const float height = font_size(ui.fonts.small) + ui.theme(11);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float x = at.x;
    for (std::size_t i = 0; i < s.words.size(); ++i) {
        const bool marked = i == s.marked;
        const float step = text_width(ui, ui.fonts.small, s.words[i]) + 2 * pad;
        if (marked) list.AddRectFilled({x, at.y}, {x + step, at.y + height}, ui.theme.accent_soft, ui.theme(5));
        add_frame(list, {x, at.y}, {x + step, at.y + height}, marked ? ui.theme.accent : ui.theme.line, ui.theme(5), 1);
        paint_text(ui, ui.fonts.small, {x + pad, at.y + ui.theme(5)}, marked ? ui.theme.accent : ui.theme.muted, s.words[i]);
        if (i + 1 < s.words.size())
            paint_text(ui, ui.fonts.small, {x + step + gap / 2, at.y + ui.theme(5)}, ui.theme.muted, "→", Align::centre);
        x += step + gap;
    }
    ImGui::SetCursorScreenPos({at.x, at.y + height + ui.theme(10)});
}

void draw_remark(const Ui& ui, const char* title, const std::string& text, float width)
{
    if (text.empty()) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    paint_text(ui, ui.fonts.small, at, ui.theme.text, ui.text(title));
    ImGui::SetCursorScreenPos({at.x, at.y + font_size(ui.fonts.small) + ui.theme(2)});
    paragraph(ui, ui.fonts.small, ui.theme.muted, text, width);
}

}  // namespace

void draw_where_card(Ui& ui)
{
    const ColumnCard card(ui, ui.text("panel.where"), "where");
    const float width = card.width();
    draw_steps(ui, steps(ui), width);
    const Encoding& encoding = ui.encoding();
    paragraph(ui, ui.fonts.small, ui.theme.muted, summary_of(ui.text, encoding), width);
    draw_remark(ui, "about.used", used_in_of(ui.text, encoding), width);
    draw_remark(ui, "about.good", good_at_of(ui.text, encoding), width);
    draw_remark(ui, "about.bad", bad_at_of(ui.text, encoding), width);
}

}  // namespace phasescope
