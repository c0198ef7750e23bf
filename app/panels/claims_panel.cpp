#include "app/panels/claims_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/imgui_compat.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"
#include "app/text/claim_judgement.hpp"

namespace phasescope {
namespace {

std::string text_of(const Ui& ui, std::string_view kind, std::string_view name)
{
    return ui.text("claim." + std::string(kind) + "." + std::string(name));
}

std::string text_of(const Ui& ui, const Claim& claim, const char* part)
{
    return text_of(ui, claim.name, part);
}

std::string numbers_text(const Ui& ui, const ClaimResult& result)
{
    constexpr int digits = 6;
    std::string text;
    for (const ClaimNumber& number : result.numbers)
        text += (text.empty() ? "" : ";  ") + text_of(ui, "number", number.name) + ": "
                + (number.value ? readable(*number.value, digits) : ui.text("claims.none"));
    return text;
}

/// What the verdict was judged by, and on how much.
std::string judged_by(const Ui& ui, const ClaimResult& result)
{
    const std::string text = judgement_text(ui.text, result, [](double number) { return readable(number, 3); });
    if (result.measured_positions == 0 || result.measured_positions >= ui.model.scene().length) return text;
    return text + "; " + filled(ui.text("claims.part"), {{"n", readable(result.measured_positions)}});
}

struct Colours {
    ImU32 ink, ground;
};
Colours colours_of(const Theme& theme, Verdict verdict)
{
    switch (verdict) {
        case Verdict::holds: return {theme.good, theme.good_soft};
        case Verdict::fails: return {theme.warning, theme.warning_soft};
        case Verdict::depends: return {theme.accent, theme.accent_soft};
        case Verdict::not_applicable: break;
    }
    return {theme.muted, theme.sunken};
}

/// How wide the words of verdicts and the buttons are, in any language.
struct Columns {
    float verdict = 0, button = 0;
};
Columns columns_of(const Ui& ui)
{
    Columns columns;
    for (const std::string_view name : verdict_names)
        columns.verdict = std::max(columns.verdict, text_width(ui, ui.fonts.small, text_of(ui, "verdict", name)));
    columns.verdict += ui.theme(16);
    columns.button = button_width(ui, ui.text("claims.show"));
    return columns;
}

/// The scene of the evidence with the colours, the pairs and the title of the moment.
Scene taken_to(const Scene& present, const Scene& evidence)
{
    Scene scene = evidence;
    scene.looks = present.looks;
    for (std::size_t i = 0; i < scene.looks.size(); ++i) scene.looks[i].window = evidence.looks[i].window;
    scene.pairs = present.pairs;
    scene.caption = present.caption;
    scene.formats = present.formats;
    return scene;
}

/// One claim under another; everything in it is drawn from y on.
class ClaimRows {
public:
    ClaimRows(Ui& ui, const Box& box) : ui_(ui), box_(box), columns_(columns_of(ui)), y_(box.y) {}

    void add_heading(const std::string& theme)
    {
        const Theme& t = ui_.theme;
        if (y_ > box_.y) y_ += t(8);
        paint_text(ui_, ui_.fonts.bold, {box_.x, y_}, t.text, theme);
        y_ += font_size(ui_.fonts.bold) + t(8);
    }

    void add(const Claim& claim, const ClaimResult& result)
    {
        const Theme& t = ui_.theme;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddLine({box_.x, y_}, {box_.right(), y_}, t.line);
        const float top = y_ + t(8);
        const bool applies = result.applies();
        add_verdict(result.verdict, top);
        add_button(claim, result, top);
        const float x = box_.x + columns_.verdict + t(12), width = box_.right() - columns_.button - t(14) - x;
        float y = top;
        const auto say = [&](ImFont* font, ImU32 colour, const std::string& text) {
            y += paint_paragraph(ui_, font, {x, y}, width, colour, text) + t(3);
        };
        say(applies ? ui_.fonts.bold : ui_.fonts.body, applies ? t.text : t.muted, text_of(ui_, claim, "sentence"));
        if (applies) say(ui_.fonts.small, t.text, numbers_text(ui_, result));
        say(ui_.fonts.small, t.muted, applies ? judged_by(ui_, result) : text_of(ui_, "not_applicable", result.reason));
        if (applies) say(ui_.fonts.small, t.muted, text_of(ui_, claim, "truth"));
        y_ = std::max(y, top + t(30)) + t(6);
    }

    /// The place that all rows took, for scrolling.
    void finish() const
    {
        ImGui::SetCursorScreenPos(box_.low());
        ImGui::Dummy({box_.w, y_ - box_.y});
    }

private:
    void add_verdict(Verdict verdict, float top) const
    {
        const auto [ink, ground] = colours_of(ui_.theme, verdict);
        const float height = font_size(ui_.fonts.small) + ui_.theme(6);
        ImGui::GetWindowDrawList()->AddRectFilled({box_.x, top}, {box_.x + columns_.verdict, top + height}, ground,
                                                  ui_.theme(5));
        paint_text(ui_, ui_.fonts.small, {box_.x + columns_.verdict / 2, top + ui_.theme(3)}, ink,
                   text_of(ui_, "verdict", name_of(verdict)), Align::centre);
    }

    void add_button(const Claim& claim, const ClaimResult& result, float top)
    {
        const std::string label = "claim.show." + std::string(claim.name);
        const Box box{box_.right() - columns_.button, top, columns_.button, ui_.theme(28)};
        if (button(ui_, label.c_str(), box, ui_.text("claims.show"))) ui_.scene = taken_to(ui_.scene, result.show_me);
        tooltip(ui_, ui_.text(result.applies() ? "claims.show.help" : "claims.show.elsewhere"));
    }

    Ui& ui_;
    Box box_;
    Columns columns_;
    float y_;
};

/// Which verdicts are listed: all, or one of the first three.
struct Filter {
    int chosen = 0;
    bool lets(Verdict verdict) const { return chosen == 0 || static_cast<int>(verdict) == chosen - 1; }
};

/// The filter is no part of the scene; ImGui keeps it as it keeps how far a list is scrolled.
Filter choose_filter(Ui& ui, const Box& row, const std::vector<ClaimResult>& results)
{
    Filter filter{ImGui::GetStateStorage()->GetInt(ImGui::GetID("claims.filter"), 0)};
    std::vector<std::string> words{ui.text("claims.all") + " " + std::to_string(results.size())};
    for (const Verdict verdict : {Verdict::holds, Verdict::fails, Verdict::depends})
        words.push_back(text_of(ui, "verdict", name_of(verdict)) + " "
                        + std::to_string(std::ranges::count(results, verdict, &ClaimResult::verdict)));
    ImGui::SetCursorScreenPos(row.low());
    choice_control(ui, "claims.filter", words, filter.chosen, std::min(row.w, ui.theme(460)));
    tooltip(ui, ui.text("claims.filter.help"));
    ImGui::GetStateStorage()->SetInt(ImGui::GetID("claims.filter"), filter.chosen);
    return filter;
}

void draw_rows(Ui& ui, const Box& box, const std::vector<ClaimResult>& results, const Filter& filter)
{
    ImGui::SetCursorScreenPos(box.low());
    if (begin_part("claims.list", {box.w, box.h}, true)) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ClaimRows rows(ui, {at.x, at.y, ImGui::GetContentRegionAvail().x - ui.theme(6), 0});
        for (std::size_t theme = 0; theme < claim_theme_names.size(); ++theme) {
            bool headed = false;
            for (const bool applies : {true, false}) {
                for (std::size_t i = 0; i < results.size(); ++i) {
                    const bool here = claims()[i].theme == static_cast<ClaimTheme>(theme);
                    if (!here || results[i].applies() != applies || !filter.lets(results[i].verdict)) continue;
                    if (!headed) rows.add_heading(text_of(ui, "theme", claim_theme_names[theme]));
                    headed = true;
                    rows.add(claims()[i], results[i]);
                }
            }
        }
        rows.finish();
    }
    ImGui::EndChild();
}

}  // namespace

void draw_claims_view(Ui& ui, const Box& box)
{
    paint_card(ui, box, "claims");
    const std::string encoding = ui.text("encoding." + ui.scene.encoding + ".title", ui.encoding().title);
    const std::string remark = filled(ui.text("claims.remark"), {{"encoding", encoding}, {"n", readable(ui.scene.length)}});
    const Box rest = paint_heading(ui, box, ui.text("claims.title"), remark);
    const std::vector<ClaimResult>* results = ui.model.claims();
    if (!results) {
        const double done = std::floor(ui.model.progress().value_or(0) * 100);
        paint_paragraph(ui, ui.fonts.body, rest.low(), rest.w, ui.theme.muted,
                        ui.text("check.measuring") + " " + readable(done, 3) + " %");
        return;
    }
    const float line = ui.theme(38);
    const Filter filter = choose_filter(ui, {rest.x, rest.y, rest.w, line}, *results);
    draw_rows(ui, {rest.x, rest.y + line, rest.w, rest.h - line}, *results, filter);
}

}  // namespace phasescope
