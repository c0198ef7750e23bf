// A sum of waves at very many positions, by the addition theorem instead of one cosine for each.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.hpp"
#include "core/waves.hpp"

namespace phasescope {

/// [a][b] = the sum of all terms at the position anchors[a] + steps[b]: (anchors, steps).
///
/// cos(x + y) = cos x cos y - sin x sin y makes it the product of a matrix of the anchors and one of the steps, so only
/// anchors + steps cosines are computed, each from its exact phase. wave_sums() is the plain twin.
Matrix wave_grid(const WaveTerms& terms, std::span<const std::int64_t> anchors, std::span<const std::int64_t> steps);

/// [i] = the sum of all terms at the position first + i * step, `count` of them, from a grid that is nearly square.
std::vector<double> wave_run(const WaveTerms& terms, std::int64_t first, std::int64_t step, std::int64_t count);

/// A bound on the error of a number of wave_grid() or wave_run().
double wave_grid_error(const WaveTerms& terms);

}  // namespace phasescope
