#include "core/field/vanishing.hpp"

#include <cmath>

namespace phasescope {
namespace {

/// Whether the factor of every wave is that small; false where there is none.
bool all_small(const WaveTerms& terms, const auto& factor)
{
    constexpr double small = 0.01;
    bool any = false;
    for (std::size_t k = 0; k < terms.amplitude.size(); ++k) {
        if (terms.amplitude[k] == 0) continue;
        if (std::abs(factor(terms.frequency[k])) >= small) return false;
        any = true;
    }
    return any;
}

}  // namespace

bool means_vanish(const Field& field, std::int64_t rows, std::int64_t cols)
{
    if (const auto* waves = std::get_if<WaveField>(&field))
        return waves->reading == Reading::value
               && all_small(waves->channels, [&](Turns128 f) { return tent_factor(f, rows); });
    if (const auto* offsets = std::get_if<OffsetField>(&field))
        return all_small(offsets->difference, [&](Turns128 f) { return mean_factor(f, rows) * mean_factor(f, cols); });
    return false;
}

}  // namespace phasescope
