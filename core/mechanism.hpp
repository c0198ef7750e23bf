// What an encoding does to attention. Views are written against these, never against an encoding.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "core/waves.hpp"

namespace phasescope {

/// What a channel of a table is.
struct Channel {
    enum class Kind { sine, cosine, constant };
    Kind kind = Kind::constant;
    std::int64_t pair = -1;     ///< index k of its frequency; -1 where it has none
    std::int64_t partner = -1;  ///< the channel with the other function of the same angle; -1 where there is none

    bool operator==(const Channel&) const = default;
};

/// A table (positions, d_model) added to the input: channel c at position p is wave c at p.
struct AddedToInput {
    WaveTerms waves;
    std::vector<Channel> channels;
    bool alternating = false;  ///< sine and cosine of a pair are neighbours

    bool operator==(const AddedToInput&) const = default;
};

/// Query and key are turned pair by pair by position times frequency (Su et al. 2021, section 3.2).
/// Pair k is the channels 2k, 2k+1 (interleaved) or k, k + frequencies.size() (halves); later channels are untouched.
struct RotatesQueryKey {
    std::int64_t head_size = 0;
    std::vector<Turns128> frequencies;
    bool interleaved = true;

    bool operator==(const RotatesQueryKey&) const = default;
};

using Mechanism = std::variant<AddedToInput, RotatesQueryKey>;

}  // namespace phasescope
