#include "app/text/frequencies_remark.hpp"

#include <algorithm>

#include "app/plot/ticks.hpp"

namespace phasescope {

std::string frequencies_remark(const Language& text, const Scene& scene, const Mechanism& mechanism,
                               std::span<const PairFrequency> pairs)
{
    const auto complete = static_cast<std::int64_t>(std::ranges::count_if(pairs, &PairFrequency::turns_within_length));
    return filled(text(turns_along_axes(mechanism) ? "frequencies.remark.axes" : "frequencies.remark"),
                  {{"complete", readable(complete)},
                   {"pairs", readable(static_cast<std::int64_t>(pairs.size()))},
                   {"length", readable(scene.length)}});
}

}  // namespace phasescope
