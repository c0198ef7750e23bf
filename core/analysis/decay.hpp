// How a score falls with distance: where it first turns up again, and what bounds it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/mechanism.hpp"

namespace phasescope {

/// The distance after which a score first grows: the least D with score[D+1] > score[D] + tolerance.
std::optional<std::int64_t> first_rise(std::span<const double> score, double tolerance);

/// The least D with score[D] < -tolerance.
std::optional<std::int64_t> first_negative(std::span<const double> score, double tolerance);

/// (1 / K) sum over j = 1 .. K of |S_j|, S_j = sum over k < j of e^(i D theta_k): the curve by which RoPE's long-term
/// decay is argued (Su et al. 2021, section 3.4.3 and figure 2). K frequencies; even in the distance D.
double decay_envelope(std::span<const Turns128> frequencies, std::int64_t distance);

/// The bound max |h_{k+1} - h_k| sum over j of |S_j| on the part of RoPE's score that turns (same section), where h_k is
/// the product of the query's pair k with the conjugate of the key's, and h_K = 0. head_size numbers each; the rotation is
/// plain.
double decay_bound(const RotatesQueryKey& rotation, std::span<const double> query, std::span<const double> key,
                   std::int64_t distance);

}  // namespace phasescope
