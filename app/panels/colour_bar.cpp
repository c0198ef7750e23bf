#include "app/panels/colour_bar.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/imgui_compat.hpp"
#include "app/panels/paint.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {
namespace {

/// Quarter turns for angles, round numbers otherwise.
std::vector<Tick> bar_ticks(const Picture& picture, Range range, int most)
{
    const bool turn = picture.palette == Palette::angle && std::abs(range.lo + pi) < 1e-9 && std::abs(range.hi - pi) < 1e-9;
    if (turn) return {{-pi, "−π"}, {-pi / 2, "−π/2"}, {0, "0"}, {pi / 2, "π/2"}, {pi, "π"}};
    return round_ticks(range.lo, range.hi, most, picture.palette == Palette::classes);
}

}  // namespace

void draw_colour_bar(const Ui& ui, const Box& bar, const Picture& picture, Range range, std::optional<double> marked)
{
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Colormap& map = ui.colormap(picture);
    const Range colours = std::exchange(range, bar_range(picture, range));
    const int steps = picture.classes > 0 ? static_cast<int>(picture.classes) : 256;
    for (int i = 0; i < steps; ++i) {
        const double number = number_on_bar(picture, range, (i + 0.5) / steps);
        const Rgb c = map.colours[colour_index(static_cast<float>(number), colours)];
        const float each = bar.h / static_cast<float>(steps);
        const float low = bar.bottom() - each * static_cast<float>(i), high = low - each;
        list.AddRectFilled({bar.x, std::floor(high)}, {bar.right(), std::ceil(low)}, IM_COL32(c.r, c.g, c.b, 255));
    }
    add_frame(list, {bar.x - 1, bar.y - 1}, {bar.right() + 1, bar.bottom() + 1}, ui.theme.line, 0, 1);

    const auto y_of = [&](double number) {
        const double share = (number - range.lo) / (range.hi - range.lo);
        return std::floor(bar.bottom() - bar.h * static_cast<float>(std::clamp(share, 0.0, 1.0))) + 0.5F;
    };
    const float small = font_size(ui.fonts.small);
    // Short bars have their ticks closer together.
    const int most_ticks =
        std::clamp(static_cast<int>(bar.h / (small * 1.5F)), 3, std::max(5, static_cast<int>(bar.h / (small * 3.2F))));
    for (const Tick& t : bar_ticks(picture, range, most_ticks)) {
        const float y = y_of(t.at);
        list.AddLine({bar.right(), y}, {bar.right() + ui.theme(4), y}, ui.theme.muted);
        paint_text(ui, ui.fonts.small, {bar.right() + ui.theme(7), y - small / 2 - 1}, ui.theme.muted, t.text);
    }
    if (!marked || !std::isfinite(*marked)) return;
    const float y = y_of(*marked), size = ui.theme(5);
    list.AddTriangleFilled({bar.x - 1, y}, {bar.x - 1 - size * 1.4F, y - size}, {bar.x - 1 - size * 1.4F, y + size},
                           ui.theme.text);
}

}  // namespace phasescope
