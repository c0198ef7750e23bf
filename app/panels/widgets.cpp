#include "app/panels/widgets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "app/imgui_compat.hpp"
#include "app/panels/controls.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/paint_log.hpp"
#include "app/plot/ticks.hpp"
#include "app/text/encoding_words.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

/// Where a setting lies between the ends of its knob, 0 to 1, and back.
double share_of(const Knob& knob, double setting)
{
    if (knob.scale == Scale::linear) return (setting - knob.min) / (knob.max - knob.min);
    const double low = std::max(knob.min, 1e-12);
    return std::log(std::max(setting, low) / low) / std::log(knob.max / low);
}

double setting_at(const Knob& knob, double share)
{
    const double t = std::clamp(share, 0.0, 1.0);
    const double low = std::max(knob.min, 1e-12);
    double setting = knob.scale == Scale::linear ? knob.min + t * (knob.max - knob.min) : low * std::pow(knob.max / low, t);
    if (knob.whole) return repaired(knob, setting);
    // Three digits are as fine as a hand can be.
    const double step = std::pow(10, std::floor(std::log10(std::abs(setting) + 1e-300)) - 2);
    setting = std::round(setting / step) * step;
    return repaired(knob, setting);
}

/// The field at the right of a knob, to type a number into.
bool number_field(Ui& ui, const std::string& label, double& number, const Box& box)
{
    std::array<char, 40> typed{};
    std::snprintf(typed.data(), typed.size(), "%s", shortest_text(number).c_str());
    ImGui::SetCursorScreenPos(box.low());
    ImGui::SetNextItemWidth(box.w);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(ui.theme(6), (box.h - ImGui::GetFontSize()) / 2));
    const bool edited =
        ImGui::InputText(("##" + label + ".typed").c_str(), typed.data(), typed.size(), ImGuiInputTextFlags_AutoSelectAll);
    ImGui::PopStyleVar();
    note_control(label + ".typed");
    if (ImGui::IsItemActive()) ui.dragging = true;
    const auto parsed = edited ? parsed_number(typed.data()) : std::nullopt;
    if (!parsed || !std::isfinite(*parsed)) return false;
    number = *parsed;
    return true;
}

/// The track and its thumb; true when the hand moved it.
bool slider(Ui& ui, const std::string& label, const Knob& knob, double& setting, const Box& box)
{
    const Theme& t = ui.theme;
    const float radius = t(7);
    mouse_area(label, box);
    bool moved = false;
    if (ImGui::IsItemActive()) {
        ui.dragging = true;
        const float inner = std::max(box.w - 2 * radius, 1.0F);
        const double before = setting;
        setting = setting_at(knob, (ImGui::GetIO().MousePos.x - box.x - radius) / inner);
        moved = setting != before;
    }
    const bool lit = ImGui::IsItemHovered() || ImGui::IsItemActive();
    const float y = std::floor(box.y + box.h / 2);
    const float x = box.x + radius + static_cast<float>(share_of(knob, setting)) * (box.w - 2 * radius);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float half = t(2);
    list.AddRectFilled({box.x, y - half}, {box.right(), y + half}, t.line, half);
    list.AddRectFilled({box.x, y - half}, {x, y + half}, t.accent, half);
    list.AddCircleFilled({x, y}, radius, t.card, 32);
    list.AddCircle({x, y}, radius, t.accent, 32, lit ? t(3) : t(2));
    return moved;
}

}  // namespace

std::map<std::string, ControlPlace, std::less<>>& control_places()
{
    static std::map<std::string, ControlPlace, std::less<>> places;
    return places;
}

void note_control(std::string_view label)
{
    control_places()[std::string(label)] = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
}

bool mouse_area(const std::string& label, const Box& box, ImGuiButtonFlags buttons)
{
    ImGui::SetCursorScreenPos(box.low());
    const bool pressed = ImGui::InvisibleButton(label.c_str(), {std::max(box.w, 1.0F), std::max(box.h, 1.0F)}, buttons);
    note_control(label);
    return pressed;
}

void tooltip(const Ui& ui, std::string_view text)
{
    if (text.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
    if (ImGui::GetIO().MouseDown[0] || ImGui::GetIO().MouseDown[1]) return;
    ImGui::BeginTooltip();
    std::string lines;
    for (const std::string& line : lines_within(ImGui::GetFont(), text, ui.theme(340)))
        lines.append(lines.empty() ? "" : "\n").append(line);
    ImGui::TextUnformatted(lines.c_str());
    ImGui::EndTooltip();
}

bool open_list(const Ui& ui, const std::string& id, const std::string& shown, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos(), pad = ImGui::GetStyle().FramePadding;
    const float height = ImGui::GetFrameHeight(), room = width - height - 2 * pad.x;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImGui::SetNextItemWidth(width);
    const bool open = ImGui::BeginCombo(id.c_str(), "", ImGuiComboFlags_HeightLargest);
    // The word is painted here, since ImGui has but one font for it.
    ImFont* const font = text_width(ui, ui.fonts.body, shown) > room ? ui.fonts.small : ui.fonts.body;
    const ImVec2 place{std::floor(at.x + pad.x), std::floor(at.y + (height - font_size(font)) / 2)};
    list.AddText(font, font_size(font), place, ui.theme.text, fitted(ui, font, shown, room).c_str());
    return open;
}

float button_width(const Ui& ui, std::string_view shown)
{
    return text_width(ui, ui.fonts.body, shown) + ui.theme(24);
}

bool button(const Ui& ui, const char* label, const Box& box, std::string_view shown, ButtonKind kind, bool enabled)
{
    const Theme& t = ui.theme;
    const bool pressed = mouse_area(label, box) && enabled;
    const bool lit = enabled && ImGui::IsItemHovered();
    const bool held = enabled && ImGui::IsItemActive();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool filled = kind == ButtonKind::primary;
    const ImU32 ground = filled ? t.accent : kind == ButtonKind::chosen || lit ? t.accent_soft : t.card;
    if ((kind != ButtonKind::quiet && kind != ButtonKind::link) || lit)
        list.AddRectFilled(box.low(), box.high(), faded(ground, held ? 0.7F : 1), t(6));
    if (kind == ButtonKind::plain) add_frame(list, box.low(), box.high(), t.line, t(6), 1);
    const ImU32 ink = filled                                                  ? t.on_accent
                      : kind == ButtonKind::chosen                            ? t.accent
                      : kind == ButtonKind::quiet || kind == ButtonKind::link ? t.muted
                                                                              : t.text;
    ImFont* const font = kind == ButtonKind::chosen || filled ? ui.fonts.bold : ui.fonts.body;
    const bool at_left = kind == ButtonKind::link;
    if (text_width(ui, font, shown) > box.w) note_cut(shown);
    paint_text(ui, font, {at_left ? box.x + t(4) : box.x + box.w / 2, box.y + (box.h - font_size(font)) / 2},
               faded(ink, enabled ? 1 : 0.4F), shown, at_left ? Align::left : Align::centre);
    return pressed;
}

namespace {

/// Whether every word can be read in its share of the width.
bool fit_side_by_side(const Ui& ui, const std::vector<std::string>& words, float width)
{
    const float each = width / static_cast<float>(words.size()) - ui.theme(6);
    return std::ranges::all_of(words, [&](const std::string& word) { return text_width(ui, ui.fonts.small, word) <= each; });
}

/// One of many words, from a list that opens; true when changed.
bool list_control(const Ui& ui, const std::string& label, const std::vector<std::string>& words, int& chosen, float width)
{
    bool changed = false;
    const bool open = open_list(ui, "##" + label, words[static_cast<std::size_t>(chosen)], width);
    note_control(label);
    if (!open) return false;
    for (int i = 0; i < static_cast<int>(words.size()); ++i) {
        const std::string id = label + "." + std::to_string(i);
        if (ImGui::Selectable((words[static_cast<std::size_t>(i)] + "##" + id).c_str(), i == chosen) && i != chosen) {
            chosen = i;
            changed = true;
        }
        note_control(id);
    }
    ImGui::EndCombo();
    return changed;
}

}  // namespace

void knob_control(Ui& ui, const Knob& knob, double& setting, float width, std::string_view owner, std::string_view encoding)
{
    const Theme& t = ui.theme;
    const std::string key = std::string(owner) + std::string(knob.name), help = help_of(ui.text, knob, encoding);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = t(26), field = t(104);
    const std::string label = label_of(ui.text, knob, encoding);
    const float beside = width - field - t(8);
    const auto fits = [&](ImFont* letters, float room) { return text_width(ui, letters, label) <= room; };
    // A label that leaves no room for the field stands above it, and the slider beside the field.
    const bool above = !knob.is_choice() && !fits(ui.fonts.small, beside);
    const float room = knob.is_choice() || above ? width : beside;
    ImFont* const font = fits(ui.fonts.body, room) ? ui.fonts.body : ui.fonts.small;
    paint_text(ui, font, {at.x, at.y + (line - font_size(font)) / 2}, t.text, fitted(ui, font, label, room));
    if (knob.is_choice()) {
        std::vector<std::string> words;
        for (const std::string_view word : knob.choices) words.push_back(choice_of(ui.text, word));
        int chosen = static_cast<int>(setting);
        ImGui::SetCursorScreenPos({at.x, at.y + line});
        const bool changed = fit_side_by_side(ui, words, width) ? choice_control(ui, key.c_str(), words, chosen, width)
                                                                : list_control(ui, key, words, chosen, width);
        if (changed) setting = chosen;
        tooltip(ui, help);
        ImGui::SetCursorScreenPos({at.x, at.y + line + t(38)});
        return;
    }
    double number = setting;
    const float field_y = above ? at.y + line : at.y, slider_width = above ? beside : width;
    if (number_field(ui, key, number, {at.x + width - field, field_y, field, line})) setting = repaired(knob, number);
    const std::string unit = knob.unit.empty() ? "" : " " + unit_of(ui.text, knob);
    const std::string range = readable(knob.min, 5) + " … " + readable(knob.max, 5);
    tooltip(ui, help + "\n" + range + unit);
    slider(ui, key, knob, setting, {at.x, at.y + line + t(3), slider_width, t(18)});
    tooltip(ui, help + "\n" + range + unit);
    ImGui::SetCursorScreenPos({at.x, at.y + line + t(30)});
}

void whole_control(Ui& ui, const Knob& knob, std::int64_t& number, float width)
{
    auto setting = static_cast<double>(number);
    knob_control(ui, knob, setting, width);
    number = static_cast<std::int64_t>(setting);
}

void value_line(Ui& ui, std::string_view label, std::string_view value, float width, std::string_view explanation)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = font_size(ui.fonts.body) + ui.theme(8);
    const float value_width = text_width(ui, ui.fonts.body, value);
    // A label that leaves no room for the value stands above it.
    const bool two_lines = text_width(ui, ui.fonts.body, label) > width - value_width - ui.theme(8);
    const float y = two_lines ? at.y + line - ui.theme(4) : at.y, height = y - at.y + line;
    paint_text(ui, ui.fonts.body, at, ui.theme.muted, fitted(ui, ui.fonts.body, label, width));
    paint_text(ui, ui.fonts.body, {at.x + width, y}, ui.theme.text, value, Align::right);
    ImGui::Dummy({width, height - ImGui::GetStyle().ItemSpacing.y});
    tooltip(ui, explanation);
    ImGui::SetCursorScreenPos({at.x, at.y + height});
}

bool choice_control(Ui& ui, const char* label, const std::vector<std::string>& words, int& chosen, float width)
{
    const Theme& t = ui.theme;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = t(30), each = width / static_cast<float>(words.size());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + height}, t.sunken, t(6));
    control_places()[label] = {at, {at.x + width, at.y + height}};
    bool changed = false;
    for (int i = 0; i < static_cast<int>(words.size()); ++i) {
        const Box box{at.x + static_cast<float>(i) * each + t(2), at.y + t(2), each - t(4), height - t(4)};
        const std::string id = std::string(label) + "." + std::to_string(i);
        const bool pressed = mouse_area(id, box);
        const bool is_chosen = i == chosen;
        if (is_chosen) {
            list.AddRectFilled(box.low(), box.high(), t.card, t(5));
            add_frame(list, box.low(), box.high(), t.line, t(5), 1);
        }
        const std::string& word = words[static_cast<std::size_t>(i)];
        ImFont* const font = text_width(ui, ui.fonts.body, word) > box.w - t(6) ? ui.fonts.small : ui.fonts.body;
        paint_text(ui, font, {box.x + box.w / 2, box.y + (box.h - font_size(font)) / 2},
                   is_chosen                ? t.accent
                   : ImGui::IsItemHovered() ? t.text
                                            : t.muted,
                   fitted(ui, font, word, box.w), Align::centre);
        if (pressed && !is_chosen) {
            chosen = i;
            changed = true;
        }
    }
    // One item over all words, so that a tooltip asked for next belongs to the whole.
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, height});
    return changed;
}

}  // namespace phasescope
