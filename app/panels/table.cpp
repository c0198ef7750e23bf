#include "app/panels/table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/panels/paint.hpp"
#include "app/panels/widgets.hpp"

namespace phasescope {
namespace {

/// What each column needs in this font, without the gaps between them.
std::vector<float> needed_widths(const Ui& ui, ImFont* font, const Table& table)
{
    std::vector<float> widths;
    for (std::size_t c = 0; c < table.heading.size(); ++c) {
        float width = text_width(ui, ui.fonts.small, table.heading[c]);
        for (const auto& row : table.rows) width = std::max(width, text_width(ui, font, row[c]));
        widths.push_back(std::ceil(width));
    }
    return widths;
}

/// The right edges of columns over this width; the first column has its left edge at 0.
std::vector<float> right_edges(const std::vector<float>& widths, float room)
{
    const float total = std::accumulate(widths.begin(), widths.end(), 0.0F);
    const float gap =
        std::clamp((room - total) / static_cast<float>(std::max<std::size_t>(widths.size() - 1, 1)), 2.0F, 90.0F);
    std::vector<float> edges;
    float x = 0;
    for (const float width : widths) {
        edges.push_back(x + width);
        x += width + gap;
    }
    return edges;
}

void draw_heading(Ui& ui, const Box& line, const Table& table, const std::vector<float>& edges,
                  const std::vector<float>& widths)
{
    for (std::size_t c = 0; c < table.heading.size(); ++c) {
        const float right = line.x + edges[c];
        paint_text(ui, ui.fonts.small, {c == 0 ? line.x : right, line.y}, ui.theme.muted, table.heading[c],
                   c == 0 ? Align::left : Align::right);
        if (c >= table.help.size()) continue;
        ImGui::SetCursorScreenPos({right - widths[c], line.y});
        ImGui::Dummy({widths[c], line.h});
        tooltip(ui, table.help[c]);
    }
}

}  // namespace

float draw_table(Ui& ui, const Box& box, const Table& table)
{
    ImFont* font = ui.fonts.body;
    std::vector<float> widths = needed_widths(ui, font, table);
    const float least_gaps = ui.theme(14) * static_cast<float>(widths.size() - 1);
    float step = font_size(font) + ui.theme(9);
    const auto lines = static_cast<float>(table.rows.size() + 1);
    if (std::accumulate(widths.begin(), widths.end(), least_gaps) > box.w || step * lines > box.h) {
        font = ui.fonts.small;
        widths = needed_widths(ui, font, table);
        step = std::clamp(box.h / lines, font_size(font) + ui.theme(1), font_size(font) + ui.theme(7));
        // Where it is still too wide the words of the first column are cut.
        const float numbers = std::accumulate(widths.begin() + 1, widths.end(), least_gaps / 2);
        widths.front() = std::clamp(box.w - numbers, std::min(ui.theme(60), widths.front()), widths.front());
    }
    const std::vector<float> edges = right_edges(widths, box.w);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(box.low(), box.high(), true);
    draw_heading(ui, {box.x, box.y, box.w, step}, table, edges, widths);
    float y = box.y + step;
    for (std::size_t r = 0; r < table.rows.size() && y + font_size(font) <= box.bottom(); ++r, y += step) {
        const float top = y - (step - font_size(font)) / 2;
        const auto row = static_cast<int>(r);
        const bool marked = row == table.marked || std::ranges::count(table.also_marked, row) > 0;
        if (marked) list.AddRectFilled({box.x, top}, {box.x + edges.back(), top + step}, ui.theme.accent_soft, ui.theme(4));
        list.AddLine({box.x, top}, {box.x + edges.back(), top}, ui.theme.line);
        const ImU32 colour = marked ? ui.theme.accent : ui.theme.text;
        paint_text(ui, font, {box.x, y}, colour, fitted(ui, font, table.rows[r].front(), widths.front()));
        for (std::size_t c = 1; c < table.rows[r].size(); ++c)
            paint_text(ui, font, {box.x + edges[c], y}, colour, table.rows[r][c], Align::right);
    }
    list.PopClipRect();
    return std::min(y - box.y, box.h);
}

}  // namespace phasescope
