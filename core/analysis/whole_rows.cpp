#include "core/analysis/whole_rows.hpp"

#include <algorithm>
#include <cmath>

namespace phasescope {

std::int64_t whole_rows(const Scene& scene, const Mechanism& mechanism)
{
    std::int64_t count = scene.length;
    if (const auto defined = defined_positions(scene)) count = std::clamp<std::int64_t>(*defined - scene.start, 0, count);
    const auto* added = std::get_if<AddedRows>(&mechanism);
    if (!added) return count;
    const Matrix& table = added->rows.matrix();
    count = std::clamp<std::int64_t>(table.rows - scene.start, 0, count);
    if (scene.table.rows.empty()) return count;  // only imported numbers may be anything
    for (std::int64_t row = 0; row < count; ++row)
        if (!std::ranges::all_of(table.row(scene.start + row), [](double number) { return std::isfinite(number); }))
            return row;
    return count;
}

Scene with_whole_rows(Scene scene, const Mechanism& mechanism)
{
    if (const std::int64_t count = whole_rows(scene, mechanism); count > 0) scene.length = count;
    return scene;
}

}  // namespace phasescope
