#include "app/panels/bars.hpp"
#include "app/panels/controls.hpp"

#include "app/imgui_compat.hpp"
#include "app/panels/controls.hpp"
#include "app/panels/heatmap.hpp"
#include "app/panels/paint.hpp"
#include "app/panels/views.hpp"
#include "app/panels/widgets.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {
namespace {

std::string view_label(const Ui& ui, std::size_t view)
{
    return ui.text("view." + std::string(view_names[view]));
}

float tab_width(const Ui& ui, std::size_t view)
{
    return text_width(ui, ui.fonts.bold, view_label(ui, view)) + ui.theme(22);
}

float width_of(const Ui& ui, const std::vector<std::size_t>& tabs)
{
    float width = 0;
    for (const std::size_t tab : tabs) width += tab_width(ui, tab) + ui.theme(3);
    return width;
}

/// The views as tabs, and those in the list at their end.
struct Tabs {
    std::vector<std::size_t> shown, listed;
};

/// Where it is short, views that have nothing to show give way; then the last ones go into a list, but not the chosen one.
Tabs tabs_for(const Ui& ui, float room)
{
    Tabs tabs;
    for (std::size_t i = 0; i < view_names.size(); ++i) tabs.shown.push_back(i);
    if (width_of(ui, tabs.shown) <= room) return tabs;
    const auto chosen = static_cast<std::size_t>(ui.scene.view);
    std::erase_if(tabs.shown, [&](std::size_t i) { return i != chosen && !view_applies(ui, static_cast<View>(i)); });
    const float list = ui.theme(34);
    while (tabs.shown.size() > 1 && width_of(ui, tabs.shown) > room - (tabs.listed.empty() ? 0 : list)) {
        const auto last = tabs.shown.back() == chosen ? tabs.shown.end() - 2 : tabs.shown.end() - 1;
        tabs.listed.insert(tabs.listed.begin(), *last);
        tabs.shown.erase(last);
    }
    return tabs;
}

void draw_listed(Ui& ui, const std::vector<std::size_t>& listed, const Box& box)
{
    if (button(ui, "views.more", box, "⋯", ButtonKind::quiet)) ImGui::OpenPopup("views");
    tooltip(ui, ui.text("views.more"));
    ImGui::SetNextWindowPos({box.x, box.bottom() + ui.theme(4)});
    if (!ImGui::BeginPopup("views")) return;
    for (const std::size_t i : listed) {
        if (ImGui::Selectable(view_label(ui, i).c_str())) ui.scene.view = static_cast<View>(i);
        note_control("view." + std::string(view_names[i]));
        tooltip(ui, ui.text("view." + std::string(view_names[i]) + ".help"));
    }
    ImGui::EndPopup();
}

void draw_tabs(Ui& ui, const Tabs& tabs, float x, float y, float height)
{
    for (const std::size_t i : tabs.shown) {
        const auto view = static_cast<View>(i);
        const float width = tab_width(ui, i);
        const std::string label = "view." + std::string(view_names[i]);
        const bool applies = view_applies(ui, view);
        const ButtonKind kind = ui.scene.view == view ? ButtonKind::chosen : ButtonKind::quiet;
        if (button(ui, label.c_str(), {x, y, width, height}, view_label(ui, i), kind, applies)) ui.scene.view = view;
        tooltip(ui, applies ? ui.text(label + ".help") : ui.text("view.none"));
        x += width + ui.theme(3);
    }
    if (!tabs.listed.empty()) draw_listed(ui, tabs.listed, {x, y, ui.theme(32), height});
}

}  // namespace

void draw_top_bar(Ui& ui, Store& store, const Desktop& desktop, const Box& box)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    paint_ground(ui, box);
    list.AddLine({box.x, box.bottom()}, {box.right(), box.bottom()}, ui.theme.line);
    const float height = ui.theme(32), y = box.y + (box.h - height) / 2, gap = ui.theme(6);

    // Buttons from the right.
    float x = box.right() - ui.theme(12);
    const auto at_right = [&](const char* label, const std::string& shown, const std::string& help, ButtonKind kind,
                              bool enabled) {
        const float width = std::max(button_width(ui, shown), height + ui.theme(4));
        x -= width;
        const bool pressed = button(ui, label, {x, y, width, height}, shown, kind, enabled);
        tooltip(ui, help);
        x -= gap;
        return pressed;
    };
    if (at_right("export", ui.text("button.export"), ui.text("button.export.help"), ButtonKind::primary, true))
        run(ui, store, desktop, WindowAction::export_figure);
    if (at_right("keys", "?", ui.text("button.keys.help"), ButtonKind::plain, true))
        run(ui, store, desktop, WindowAction::keys);
    if (at_right("lessons", ui.text("button.lessons"), ui.text("key.lessons") + "  (F2)", ButtonKind::plain, true))
        run(ui, store, desktop, WindowAction::lessons);
    if (at_right("theme", ui.session.dark ? "☀" : "☾", ui.text("button.theme.help"), ButtonKind::plain, true))
        run(ui, store, desktop, WindowAction::theme);
    const std::string next = code_after(ui.text.code());
    const std::string name = language_word(next, "language.name");
    if (at_right("language", language_word(next, "language.short"),
                 filled(ui.text("button.language.help"), {{"name", name}}), ButtonKind::plain, true))
        ui.session.language = next;
    if (at_right("redo", "↷", ui.text("key.redo") + "  (Ctrl+Y)", ButtonKind::plain, store.can_redo()))
        run(ui, store, desktop, WindowAction::redo);
    if (at_right("undo", "↶", ui.text("key.undo") + "  (Ctrl+Z)", ButtonKind::plain, store.can_undo()))
        run(ui, store, desktop, WindowAction::undo);

    // The name gives way where there is little room.
    float left = box.x + ui.theme(14);
    const float title = text_width(ui, ui.fonts.bold, ui.text("app.name")) + ui.theme(18);
    const Tabs without_name = tabs_for(ui, x - left);
    if (without_name.listed.empty() && left + title + width_of(ui, without_name.shown) < x) {
        paint_text(ui, ui.fonts.bold, {left, box.y + (box.h - font_size(ui.fonts.bold)) / 2}, ui.theme.text,
                   ui.text("app.name"));
        left += title;
    }
    draw_tabs(ui, without_name, left - ui.theme(6), y, height);
}

namespace {

/// The hints that there is room for: the first ones give way, for the last one tells where all of them are.
std::string hints_within(const Ui& ui, ImFont* font, float width)
{
    constexpr std::string_view between = "   ·   ";
    std::string hints = ui.text("status.hints");
    while (text_width(ui, font, hints) > width) {
        const auto end = hints.find(between);
        if (end == std::string::npos) return "";
        hints.erase(0, end + between.size());
    }
    return hints;
}

}  // namespace

void draw_status_bar(Ui& ui, const Box& box)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    paint_ground(ui, box);
    list.AddLine(box.low(), {box.right(), box.y}, ui.theme.line);
    const float y = box.y + (box.h - font_size(ui.fonts.small)) / 2 - 1, pad = ui.theme(14);
    float right = box.right() - pad;
    const std::string focus = "sheet." + std::string(sheet_names[static_cast<std::size_t>(ui.session.focus)]);
    const bool is_shown = control_places().contains(focus);
    if (const Picture* picture = is_shown ? ui.model.picture(ui.session.focus) : nullptr) {
        const Look& look = ui.scene.look(ui.session.focus);
        const std::string range = look.range == RangeMode::follow  ? ui.text("status.follow")
                                  : look.range == RangeMode::fixed ? readable(look.lo, 3) + " … " + readable(look.hi, 3)
                                                                   : ui.text("status.standard");
        const std::string text = shown_title(ui, ui.session.focus) + "   ·   " + std::string(ui.colormap(*picture).name)
                                 + "   ·   " + ui.text("status.range") + " " + range
                                 + (ui.session.pixels.empty() ? "" : "   ·   " + ui.session.pixels);
        right -= paint_text(ui, ui.fonts.small, {right, y}, ui.theme.muted, text, Align::right) + pad;
    }
    const bool noticed = ui.session.notice.has_value();
    ImFont* const font = noticed ? ui.fonts.body : ui.fonts.small;
    const std::string text = noticed ? ui.session.notice->text : hints_within(ui, font, right - box.x - pad);
    const ImU32 colour = !noticed ? ui.theme.muted : ui.session.notice->is_error ? ui.theme.warning : ui.theme.good;
    paint_text(ui, font, {box.x + pad, box.y + (box.h - font_size(font)) / 2 - 1}, colour,
               noticed ? shortened(ui, font, text, right - box.x - pad) : text);
    if (mouse_area("notice", {box.x, box.y, right - box.x, box.h}) && noticed) ui.session.notice.reset();
    if (noticed) tooltip(ui, text);
}

}  // namespace phasescope
