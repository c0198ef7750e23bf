#include "app/panels/column.hpp"

#include <algorithm>
#include <cmath>

#include "app/panels/controls.hpp"
#include "app/panels/paint.hpp"
#include "app/plot/ticks.hpp"
#include "app/text/line_breaks.hpp"

namespace phasescope {

ColumnCard::ColumnCard(const Ui& ui, std::string_view title, std::string_view name)
    : ui_(ui), name_(name), top_(ImGui::GetCursorScreenPos())
{
    outer_ = ImGui::GetContentRegionAvail().x - ui.theme(2);
    const float pad = ui.theme(13);
    width_ = outer_ - 2 * pad;
    // The ground is painted when the height is known, on a layer below.
    ImGui::GetWindowDrawList()->ChannelsSplit(2);
    ImGui::GetWindowDrawList()->ChannelsSetCurrent(1);
    float y = top_.y + pad;
    const auto measure = [&](std::string_view text) { return text_width(ui, ui.fonts.bold, text); };
    for (const std::string& line : broken_lines(title, width_, measure)) {
        paint_text(ui, ui.fonts.bold, {top_.x + pad, y}, ui.theme.text, line);
        y += font_size(ui.fonts.bold) + ui.theme(5);
    }
    ImGui::SetCursorScreenPos({top_.x + pad, y + ui.theme(4)});
}

ColumnCard::~ColumnCard()
{
    const float bottom = ImGui::GetCursorScreenPos().y + ui_.theme(9);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.ChannelsSetCurrent(0);
    paint_card(ui_, {top_.x, top_.y, outer_, bottom - top_.y});
    list.ChannelsMerge();
    if (!name_.empty()) control_places()["panel." + name_] = {top_, {top_.x + outer_, bottom}};
    ImGui::SetCursorScreenPos({top_.x, bottom + ui_.theme(10)});
    ImGui::Dummy({1, 0});
    ImGui::SetCursorScreenPos({top_.x, bottom + ui_.theme(10)});
}

void paragraph(const Ui& ui, ImFont* font, ImU32 colour, std::string_view text, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = paint_paragraph(ui, font, at, width, colour, text);
    ImGui::SetCursorScreenPos({at.x, at.y + height + ui.theme(7)});
}

void measuring(const Ui& ui, float width)
{
    const double done = std::floor(ui.model.progress().value_or(1) * 100);
    paragraph(ui, ui.fonts.body, ui.theme.muted, ui.text("check.measuring") + " " + readable(done, 3) + " %", width);
}

namespace {

/// A line that is too long even in small letters goes on below, broken at its last space that lets the rest fit.
void break_formula(const Ui& ui, const std::string& line, float width, std::vector<std::string>& lines)
{
    std::size_t end = line.size();
    while (text_width(ui, ui.fonts.small, line.substr(0, end)) > width) {
        const std::size_t space = line.rfind(' ', end - 1);
        if (space == std::string::npos || space < 4) break;
        end = space;
    }
    lines.push_back(line.substr(0, end));
    if (end < line.size()) break_formula(ui, "    " + line.substr(end + 1), width, lines);
}

}  // namespace

void formula_box(const Ui& ui, const std::vector<std::string>& lines, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float pad = ui.theme(10), step = font_size(ui.fonts.body) * 1.5F;
    std::vector<std::string> broken;
    for (const std::string& line : lines) break_formula(ui, line, width - 2 * pad, broken);
    const float height = step * static_cast<float>(broken.size()) + pad * 1.4F;
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + height}, ui.theme.sunken, ui.theme(6));
    float y = at.y + pad;
    const auto fits = [&](const std::string& line) { return text_width(ui, ui.fonts.body, line) <= width - 2 * pad; };
    ImFont* const font = std::ranges::all_of(lines, fits) ? ui.fonts.body : ui.fonts.small;
    for (const std::string& line : broken) {
        paint_text(ui, font, {at.x + pad, y}, ui.theme.text, fitted(ui, font, line, width - 2 * pad));
        y += step;
    }
    ImGui::SetCursorScreenPos({at.x, at.y + height + ui.theme(9)});
}

}  // namespace phasescope
