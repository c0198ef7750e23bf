#include "app/panels/missing_picture.hpp"

#include "app/plot/ticks.hpp"
#include "core/score.hpp"

namespace phasescope {

std::string why_no_picture(const Ui& ui, Sheet sheet)
{
    const std::string& why = ui.model.why_none(sheet);
    if (why.empty()) return ui.text("heatmap.making");
    if (sheet != Sheet::weights || ui.scene.length <= most_stored_positions) return why;
    return filled(ui.text("heatmap.too_long"),
                  {{"most", readable(most_stored_positions)}, {"length", readable(ui.scene.length)}});
}

}  // namespace phasescope
