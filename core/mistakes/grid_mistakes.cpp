// What was written instead of a table for the patches of a grid.
#include <utility>

#include "core/mistakes/list.hpp"

namespace phasescope {
namespace {

/// Row and column of a patch are counted as if the grid were as wide as it is high.
Result<Mechanism> exchanged_sides(std::span<const double> settings, const Surroundings& around)
{
    return changed_mechanism("grid", settings, around, [](const Encoding& encoding, std::span<double> others) {
        std::swap(setting_of(encoding, others, "height"), setting_of(encoding, others, "width"));
    });
}

}  // namespace

Mistake height_width_swapped()
{
    return {"height_width_swapped", "grid", "facebookresearch/mae#18", exchanged_sides};
}

}  // namespace phasescope
