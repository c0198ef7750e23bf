// Rotary tables, rotated vectors and scores as sums of waves (Su et al. 2021, sections 3.2 to 3.4).
#pragma once

#include <cstdint>
#include <span>

#include "core/mechanism.hpp"

namespace phasescope {

/// How many pairs turn.
std::int64_t pair_total(const RotatesQueryKey& rotation);

/// First and second channel of pair k.
struct PairChannels {
    std::int64_t first, second;
};
PairChannels channels_of(const RotatesQueryKey& rotation, std::int64_t pair);

/// The pair that a channel belongs to; -1 for a channel that is not rotated.
std::int64_t pair_of(const RotatesQueryKey& rotation, std::int64_t channel);

/// cos and sin of every pair's angle, times the attention factor, in the layout of the pairing: (positions, 2 pairs).
/// Where positions have coordinates these are waves over the coordinate of the channel's pair. Nothing grows in them.
AddedToInput rotation_table(const RotatesQueryKey& rotation);

/// The angle of every pair: (positions, pairs); amplitudes 1, to be read as angles.
WaveTerms pair_angles(const RotatesQueryKey& rotation);

/// `vector` (head_size) rotated: channel c at position p is wave c at p, but for what grows.
/// (a, b) -> (a cos - b sin, a sin + b cos) with the angle p theta_k, times the attention factor. Where positions have
/// coordinates these are waves over the coordinate of the channel's pair.
WaveTerms rotated(const RotatesQueryKey& rotation, std::span<const double> vector);

/// The score <R_i query, R_j key> of a plain rotation as waves over the offset j - i. Query and key: head_size numbers each.
WaveTerms score_over_offset(const RotatesQueryKey& rotation, std::span<const double> query, std::span<const double> key);

}  // namespace phasescope
