#include "app/panels/curve_plot.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/imgui_compat.hpp"
#include "app/panels/paint.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {

void draw_curve_axes(const Ui& ui, const CurvePlot& plot, const std::string& x_title, const std::string& y_title,
                     bool whole_x)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float small = ui.fonts.small->FontSize;
    const Box& a = plot.area;
    const float widest =
        std::max(text_width(ui.fonts.small, readable(plot.x0, 4)), text_width(ui.fonts.small, readable(plot.x1, 4)));
    const int most_y = std::max(4, static_cast<int>(a.h / (small * 2.4F)));
    const int most_x = std::max(3, static_cast<int>(a.w / (widest + small * 1.6F)));
    for (const Tick& t : round_ticks(plot.y0, plot.y1, most_y)) {
        const float y = std::floor(plot.screen_y(t.at)) + 0.5F;
        list.AddLine({a.x, y}, {a.right(), y}, ui.theme.line);
        list.AddLine({a.x - ui.theme(4), y}, {a.x, y}, ui.theme.muted);
        paint_text(ui, ui.fonts.small, {a.x - ui.theme(7), y - small / 2 - 1}, ui.theme.muted, t.text, Align::right);
    }
    float taken = -1e9F;
    for (const Tick& t : round_ticks(plot.x0, plot.x1, most_x, whole_x)) {
        const float x = std::floor(plot.screen_x(t.at)) + 0.5F, half = text_width(ui.fonts.small, t.text) / 2;
        // The label at the right end keeps inside the card.
        const float middle = std::min(x, a.right() + ui.theme(10) - half);
        if (middle - half < taken) continue;
        taken = middle + half + ui.theme(6);
        list.AddLine({x, a.bottom()}, {x, a.bottom() + ui.theme(4)}, ui.theme.muted);
        paint_text(ui, ui.fonts.small, {middle, a.bottom() + ui.theme(5)}, ui.theme.muted, t.text, Align::centre);
    }
    add_frame(list, a.low(), a.high(), ui.theme.line, 0, 1);
    if (!x_title.empty())
        paint_text(ui, ui.fonts.small, {a.x + a.w / 2, a.bottom() + small * 1.7F}, ui.theme.muted, x_title, Align::centre);
    if (!y_title.empty())
        paint_text_upwards(ui, ui.fonts.small, {a.x - small * 4.4F, a.y + a.h / 2}, ui.theme.muted, y_title);
}

bool turns_within_pixels(const CurvePlot& plot, std::span<const Band> bands)
{
    const auto tall = [&](const Band& b) { return plot.screen_y(b.lo) - plot.screen_y(b.hi) > plot.area.h * 0.5F; };
    return std::ranges::count_if(bands, tall) > static_cast<std::ptrdiff_t>(bands.size() / 2);
}

void draw_bands(const CurvePlot& plot, std::span<const Band> bands, ImU32 colour, float thickness)
{
    if (bands.empty()) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect({plot.area.x, plot.area.y - thickness}, {plot.area.right(), plot.area.bottom() + thickness}, true);
    const bool solid = turns_within_pixels(plot, bands);
    const float step = plot.area.w / static_cast<float>(bands.size());
    std::vector<ImVec2> line;
    line.reserve(bands.size());
    for (std::size_t i = 0; i < bands.size(); ++i) {
        const float x = plot.area.x + (static_cast<float>(i) + 0.5F) * step;
        const float high = plot.screen_y(bands[i].hi), low = plot.screen_y(bands[i].lo);
        // A stretch reaching well past its neighbours' middles is a turn within the pixel.
        if (low - high > 3 * thickness)
            list.AddRectFilled({x - step / 2, high}, {x + step / 2, low}, faded(colour, solid ? 0.16F : 0.45F));
        line.push_back({x, (low + high) / 2});
    }
    if (!solid) add_path(list, line.data(), static_cast<int>(line.size()), colour, thickness);
    list.PopClipRect();
}

}  // namespace phasescope
