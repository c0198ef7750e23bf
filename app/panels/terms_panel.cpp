#include "app/panels/terms_panel.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/panels/heatmap.hpp"
#include "app/panels/offset_panel.hpp"
#include "core/score_terms.hpp"

namespace phasescope {
namespace {

/// Boxes of equal size in rows; the last one takes what is left of its row.
std::vector<Box> tiles(const Ui& ui, const Box& box, int count, int columns)
{
    const float gap = ui.theme(10);
    const int rows = (count + columns - 1) / columns;
    const float wide = std::floor((box.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    const float high = std::floor((box.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
    std::vector<Box> boxes;
    for (int i = 0; i < count; ++i)
        boxes.push_back({box.x + static_cast<float>(i % columns) * (wide + gap),
                         box.y + static_cast<float>(i / columns) * (high + gap), wide, high});
    boxes.back().w = box.right() - boxes.back().x;
    return boxes;
}

/// The tiles in which squares are largest.
std::vector<Box> best_tiles(const Ui& ui, const Box& box, int count)
{
    const auto square = [&](const std::vector<Box>& boxes) {
        return std::min(square_card_height(ui, boxes.front().w), boxes.front().h);
    };
    std::vector<Box> best = tiles(ui, box, count, 1);
    for (int columns = 2; columns <= count; ++columns)
        if (auto next = tiles(ui, box, count, columns); square(next) > square(best)) best = std::move(next);
    return best;
}

void draw_curves(Ui& ui, const Box& card, const std::vector<Sheet>& sheets)
{
    std::vector<NamedCurve> curves;
    for (const Sheet sheet : sheets) {
        const std::string name(sheet_names[static_cast<std::size_t>(sheet)]);
        curves.push_back({sheet, ui.text("term." + name), sheet == Sheet::sum});
    }
    draw_offset_curves_card(ui, card, curves);
}

}  // namespace

void draw_terms_view(Ui& ui, const Box& box)
{
    std::vector<Sheet> sheets = score_terms(ui.model.mechanism());
    sheets.push_back(Sheet::sum);
    const auto count = static_cast<int>(sheets.size());
    const std::vector<Box> boxes = best_tiles(ui, box, count + 1);
    for (int i = 0; i < count; ++i)
        draw_heatmap_card(ui, boxes[static_cast<std::size_t>(i)], sheets[static_cast<std::size_t>(i)], i);
    draw_curves(ui, boxes.back(), sheets);
}

}  // namespace phasescope
