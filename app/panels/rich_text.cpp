#include "app/panels/rich_text.hpp"

#include <cmath>

#include "app/panels/paint.hpp"
#include "app/text/line_breaks.hpp"

namespace phasescope {

float paint_rich_text(const Ui& ui, ImFont* font, ImVec2 at, float width, ImU32 colour, std::string_view marked_up,
                      bool draw)
{
    const float step = std::floor(font_size(font) * 1.42F);
    const Measure measure = [&](std::string_view text) { return text_width(ui, font, text); };
    float y = 0;
    for (const std::string& line : broken_lines(marked_up, width, measure)) {
        if (draw) paint_text(ui, font, {at.x, at.y + y}, colour, line);
        y += step;
    }
    return y;
}

void rich_paragraph(const Ui& ui, ImFont* font, ImU32 colour, std::string_view marked_up, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = paint_rich_text(ui, font, at, width, colour, marked_up);
    ImGui::SetCursorScreenPos({at.x, at.y + height + ui.theme(6)});
}

}  // namespace phasescope
