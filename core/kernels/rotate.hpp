// Vectors of many heads turned by their positions, as a model does it to its queries and keys.
#pragma once

#include <cstdint>
#include <span>

#include "core/mechanism.hpp"

namespace phasescope {

/// Turns x[h, i] (`head_size` numbers) by the position first_position + i, for every head h (Su et al. 2021, equation 34):
/// pair (a, b) becomes (a cos - b sin, a sin + b cos) times the attention factor; channels of no pair stay as they are.
/// x and out: (heads, positions, head_size) row after row, as many positions as fit; they do not overlap.
/// Only of plain rotations. Error at most 3e-7 of the length of the pair in float, 8e-16 in double. Made on all cores.
void rotate_heads(const RotatesQueryKey& rotation, std::int64_t first_position, std::int64_t heads, std::span<const float> x,
                  std::span<float> out);
void rotate_heads(const RotatesQueryKey& rotation, std::int64_t first_position, std::int64_t heads,
                  std::span<const double> x, std::span<double> out);

namespace plain {
/// The twin: every pair by its own cosine and sine.
void rotate_heads(const RotatesQueryKey& rotation, std::int64_t first_position, std::int64_t heads,
                  std::span<const double> x, std::span<double> out);
}  // namespace plain

}  // namespace phasescope
