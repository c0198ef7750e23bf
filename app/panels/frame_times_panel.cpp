#include "app/panels/frame_times_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/imgui_compat.hpp"
#include "app/panels/paint.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {
namespace {

std::string milliseconds(double seconds)
{
    return readable(std::round(seconds * 10'000) / 10, 4);
}

}  // namespace

void draw_frame_times(const Ui& ui, const Box& box)
{
    const FrameTimes& times = ui.session.frame_times;
    const FrameParts& last = times.last();
    const std::array<std::string, 3> lines{filled(ui.text("frame.last"), {{"ms", milliseconds(last.total())}}),
                                           filled(ui.text("frame.parts"), {{"pictures", milliseconds(last.pictures)},
                                                                           {"panels", milliseconds(last.panels)},
                                                                           {"drawing", milliseconds(last.drawing)}}),
                                           filled(ui.text("frame.recent"), {{"count", std::to_string(times.count())},
                                                                            {"median", milliseconds(times.median())},
                                                                            {"longest", milliseconds(times.longest())}})};
    ImFont* const font = ui.fonts.small;
    const float pad = ui.theme(9), step = font_size(font) + ui.theme(4);
    float wide = 0;
    for (const std::string& line : lines) wide = std::max(wide, text_width(ui, font, line));
    const Box card{box.right() - wide - 3 * pad, box.bottom() - 3 * step - 3 * pad, wide + 2 * pad, 3 * step + 2 * pad};
    // Over the heatmaps, which cards are not.
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled(card.low(), card.high(), ui.theme.card, ui.theme(6));
    add_frame(list, card.low(), card.high(), ui.theme.accent, ui.theme(6), 1);
    float y = card.y + pad;
    for (const std::string& line : lines) {
        list.AddText(font, font_size(font), {card.x + pad, y}, ui.theme.text, line.c_str());
        y += step;
    }
}

}  // namespace phasescope
