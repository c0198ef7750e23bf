// Sums of waves at successive positions: whole rows of functions of the offset.
#pragma once

#include <cstdint>
#include <vector>

#include "core/waves.hpp"

namespace phasescope {

/// The sums of all terms at x = first, first + 1, ..., first + count - 1, made on all cores; |first|, |first + count| <
/// 2^32. Error at most 6e-16 of the sum of the amplitudes, besides the rounding of the sum. At x = 0 that of wave_sums().
std::vector<double> wave_run(const WaveTerms& terms, std::int64_t first, std::int64_t count);

}  // namespace phasescope
