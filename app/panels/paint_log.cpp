#include "app/panels/paint_log.hpp"

#include <algorithm>

namespace phasescope {

PaintLog& paint_log()
{
    static PaintLog log;
    return log;
}

void note_cut(std::string_view text)
{
    if (paint_log().kept) paint_log().cut.emplace_back(text);
}

void note_painted(std::string_view text, const Box& box)
{
    if (!paint_log().kept || text.empty()) return;
    const ImDrawList* const list = ImGui::GetWindowDrawList();
    const ImVec2 low = list->GetClipRectMin(), high = list->GetClipRectMax();
    const float x0 = std::max(box.x, low.x), x1 = std::min(box.right(), high.x);
    const float y0 = std::max(box.y, low.y), y1 = std::min(box.bottom(), high.y);
    if (x0 >= x1 || y0 >= y1) return;
    if (box.x < low.x - 1 || box.right() > high.x + 1) note_cut(text);
    paint_log().painted.push_back({std::string(text), {x0, y0, x1 - x0, y1 - y0}, list});
}

}  // namespace phasescope
