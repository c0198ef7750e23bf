#include "app/copying.hpp"

#include <cmath>

#include "app/plot/ticks.hpp"
#include "core/number_text.hpp"
#include "core/scene_json.hpp"

namespace phasescope {
namespace {

constexpr double most_cells = 1e6;

}  // namespace

void copy_scene(Ui& ui, const std::function<void(const std::string&)>& copy)
{
    copy(scene_text(ui.scene));
    ui.session.say(ui.text("notice.copied_scene"));
}

void copy_values(Ui& ui, Sheet sheet, const std::function<void(const std::string&)>& copy)
{
    const Picture* picture = ui.model.picture(sheet);
    if (!picture) return;
    const Window w = shown_window(*picture, ui.scene.look(sheet));
    const auto row0 = static_cast<std::int64_t>(std::floor(w.row0)), row1 = static_cast<std::int64_t>(std::ceil(w.row1));
    const auto col0 = static_cast<std::int64_t>(std::floor(w.col0)), col1 = static_cast<std::int64_t>(std::ceil(w.col1));
    if (static_cast<double>(row1 - row0) * static_cast<double>(col1 - col0) > most_cells) {
        ui.session.complain(
            filled(ui.text("notice.too_many_values"), {{"most", readable(static_cast<std::int64_t>(most_cells))}}));
        return;
    }
    std::string text;
    for (std::int64_t col = col0; col < col1; ++col) text += "\t" + std::to_string(picture->first_col + col);
    for (std::int64_t row = row0; row < row1; ++row) {
        text += "\n" + std::to_string(picture->first_row + row);
        for (std::int64_t col = col0; col < col1; ++col) text += "\t" + shortest_text(value(picture->field, row, col));
    }
    copy(text + "\n");
    ui.session.say(
        filled(ui.text("notice.copied_values"), {{"rows", readable(row1 - row0)}, {"cols", readable(col1 - col0)}}));
}

}  // namespace phasescope
