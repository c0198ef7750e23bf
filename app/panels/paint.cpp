#include "app/panels/paint.hpp"

#include <algorithm>
#include <cmath>

#include "app/imgui_compat.hpp"
#include "app/panels/controls.hpp"
#include "app/panels/paint_log.hpp"
#include "app/plot/markup.hpp"
#include "app/text/line_breaks.hpp"

namespace phasescope {
namespace {

/// Letters are drawn in the size they were made for; those above and below the line have a font of their own.
ImFont* font_of(const Ui& ui, ImFont* font, const Run& run)
{
    return run.level == 0 ? font : ui.fonts.tiny;
}

float run_width(const Ui& ui, ImFont* font, const Run& run)
{
    ImFont* const own = font_of(ui, font, run);
    return own->CalcTextSizeA(font_size(own), 1e9F, 0, run.text.data(), run.text.data() + run.text.size()).x;
}

float raised(const ImFont& font, const Run& run)
{
    if (run.level == 0) return 0;
    return std::floor(font_size(&font) * (run.level > 0 ? -0.12F : 0.42F));
}

}  // namespace

float text_width(const Ui& ui, ImFont* font, std::string_view marked_up)
{
    float width = 0;
    for (const Run& run : runs_of(marked_up)) width += run_width(ui, font, run);
    return width;
}

namespace {

/// Adds the runs to the draw list; returns the width. The text begins at the x that is given.
float add_runs(const Ui& ui, ImFont* font, ImVec2 at, ImU32 colour, std::string_view marked_up)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float x = at.x;
    for (const Run& run : runs_of(marked_up)) {
        const ImVec2 place{x, std::floor(at.y + raised(*font, run))};
        ImFont* const own = font_of(ui, font, run);
        list.AddText(own, font_size(own), place, colour, run.text.data(), run.text.data() + run.text.size());
        x += run_width(ui, font, run);
    }
    return x - at.x;
}

}  // namespace

float paint_text(const Ui& ui, ImFont* font, ImVec2 at, ImU32 colour, std::string_view marked_up, Align align)
{
    const float width = text_width(ui, font, marked_up);
    const float x = std::floor(align == Align::left ? at.x : align == Align::centre ? at.x - width / 2 : at.x - width);
    note_painted(marked_up, {x, at.y, width, font_size(font)});
    return add_runs(ui, font, {x, at.y}, colour, marked_up);
}

void paint_text_upwards(const Ui& ui, ImFont* font, ImVec2 at, ImU32 colour, std::string_view text)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const int first = list.VtxBuffer.Size;
    // Drawn lying in the middle of the screen, where no letter is left out, then turned and moved.
    const float height = font_size(font);
    const float width = text_width(ui, font, text);
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const ImVec2 lying{std::floor(display.x / 2), std::floor(display.y / 2)};
    note_painted(text, {at.x - height / 2, at.y - width / 2, height, width});
    list.PushClipRectFullScreen();
    add_runs(ui, font, {std::floor(lying.x - width / 2), lying.y - height / 2}, colour, text);
    list.PopClipRect();
    for (int i = first; i < list.VtxBuffer.Size; ++i) {
        ImVec2& p = list.VtxBuffer[i].pos;
        p = {std::floor(at.x) + (p.y - lying.y), std::floor(at.y) - (p.x - lying.x)};
    }
}

std::string fitted(const Ui& ui, ImFont* font, std::string_view text, float width)
{
    if (text_width(ui, font, text) > width) note_cut(text);
    return shortened(ui, font, text, width);
}

std::string shortened(const Ui& ui, ImFont* font, std::string_view text, float width)
{
    if (text_width(ui, font, text) <= width) return std::string(text);
    std::string cut(text);
    while (!cut.empty() && text_width(ui, font, cut + "…") > width) {
        do cut.pop_back();
        while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0) == 0x80);
        if (!cut.empty() && static_cast<unsigned char>(cut.back()) >= 0xC0) cut.pop_back();
    }
    return cut + "…";
}

std::vector<std::string> lines_within(ImFont* font, std::string_view text, float width)
{
    return broken_lines(text, width, [font](std::string_view piece) {
        return font->CalcTextSizeA(font_size(font), 1e9F, 0, piece.data(), piece.data() + piece.size()).x;
    });
}

float paint_paragraph(const Ui&, ImFont* font, ImVec2 at, float width, ImU32 colour, std::string_view text, bool draw)
{
    const std::vector<std::string> lines = lines_within(font, text, width);
    // Chinese characters fill the line's height.
    const bool full = std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
    const float step = std::floor(font_size(font) * (full ? 1.25F : 1.0F));
    float y = std::floor(at.y);
    if (draw) note_painted(text, {at.x, y, width, static_cast<float>(lines.size()) * step});
    for (const std::string& line : lines) {
        if (draw)
            ImGui::GetWindowDrawList()->AddText(font, font_size(font), {std::floor(at.x), y}, colour, line.data(),
                                                line.data() + line.size());
        y += step;
    }
    return y - std::floor(at.y);
}

void paint_ground(const Ui& ui, const Box& box)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 low = list.GetClipRectMin(), high = list.GetClipRectMax();
    const float x0 = std::max(box.x, low.x), x1 = std::min(box.right(), high.x);
    const float y0 = std::max(box.y, low.y), y1 = std::min(box.bottom(), high.y);
    const ImU32 card = ui.theme.card;
    const auto part = [card](int shift) { return static_cast<std::uint8_t>(card >> shift & 0xFF); };
    ui.heatmaps.fill_ground(
        {x0, y0, x1 - x0, y1 - y0, {part(IM_COL32_R_SHIFT), part(IM_COL32_G_SHIFT), part(IM_COL32_B_SHIFT)}});
}

void paint_card(const Ui& ui, const Box& box, std::string_view name)
{
    if (!name.empty()) control_places()["panel." + std::string(name)] = {box.low(), box.high()};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float radius = ui.theme(8), top = std::round(box.y + radius), bottom = std::round(box.bottom() - radius);
    paint_ground(ui, {box.x, top, box.w, bottom - top});
    list.AddRectFilled(box.low(), {box.right(), top}, ui.theme.card, radius, ImDrawFlags_RoundCornersTop);
    list.AddRectFilled({box.x, bottom}, box.high(), ui.theme.card, radius, ImDrawFlags_RoundCornersBottom);
    add_frame(list, box.low(), box.high(), ui.theme.line, radius, 1);
}

namespace {

constexpr float heading_pad = 13;

/// Bold, but small where that is too wide.
ImFont* heading_font(const Ui& ui, const Box& card, std::string_view title)
{
    const float room = card.w - 2 * ui.theme(heading_pad);
    return text_width(ui, ui.fonts.bold, title) <= room ? ui.fonts.bold : ui.fonts.small;
}

}  // namespace

std::string_view fitting_remark(const Ui& ui, const Box& card, std::string_view title, std::string_view remark)
{
    const float room = card.w - 2 * ui.theme(heading_pad);
    const float left = room - text_width(ui, heading_font(ui, card, title), title) - ui.theme(12);
    while (!remark.empty() && text_width(ui, ui.fonts.small, remark) > left) {
        const auto cut = remark.rfind(" · ");
        remark = remark.substr(0, cut == std::string_view::npos ? 0 : cut);
    }
    return remark;
}

Box paint_heading(const Ui& ui, const Box& card, std::string_view title, std::string_view remark)
{
    const float pad = ui.theme(heading_pad), line = font_size(ui.fonts.bold);
    const float room = card.w - 2 * pad;
    ImFont* const font = heading_font(ui, card, title);
    paint_text(ui, font, {card.x + pad, card.y + pad}, ui.theme.text, fitted(ui, font, title, room));
    const float lower = (font_size(ui.fonts.bold) - font_size(ui.fonts.small)) * 0.7F;
    paint_text(ui, ui.fonts.small, {card.right() - pad, card.y + pad + lower}, ui.theme.muted,
               fitting_remark(ui, card, title, remark), Align::right);
    const float top = pad + line + ui.theme(9);
    return {card.x + pad, card.y + top, room, card.h - top - pad};
}

}  // namespace phasescope
