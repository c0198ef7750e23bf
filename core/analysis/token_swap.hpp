// What one attention layer makes of it when two tokens change places: without position the outputs only change places too.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/analysis/token_input.hpp"
#include "core/matrix.hpp"
#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// The most numbers of each weight matrix of the layer.
inline constexpr std::int64_t most_layer_numbers = std::int64_t{1} << 22;

/// One head of one layer.
struct Attended {
    Matrix weights;  ///< (n, n): each row sums to 1
    Matrix outputs;  ///< (n, head size)
};

struct SwapEffect {
    Attended before;  ///< of the line as it is
    Attended after;   ///< of the line with two tokens exchanged; positions stay
    /// max |after - (before with the two rows exchanged)| over the outputs. 0 up to rounding: the layer cannot tell the
    /// order of these tokens. Where it can, this is not 0 for two equal tokens either: their outputs differ by place.
    double largest_difference = 0;
    std::vector<double> by_token;  ///< the same of each token's own output, in the order of the line before
    double tolerance = 0;          ///< what rounding alone may leave
    bool order_blind = false;
};

struct TokenSwap {
    std::int64_t head_size = 0;
    SwapEffect without;                    ///< no position, no mask
    std::optional<SwapEffect> mask_alone;  ///< no position, keys after the query masked; where the scene has the mask
    SwapEffect with;                       ///< the scene's encoding, and its mask where it has one
};

/// Channels of a head, where the mechanism is made for one size; 0 where it takes any.
std::int64_t own_head_size(const Mechanism& mechanism);

/// softmax(Q K^T / sqrt(h) + bias) V with W_q, W_k and W_v from the scene's seed (Vaswani et al. 2017, equation 1); the
/// encoding enters where it belongs: added to the input, by turning queries and keys, or in the score. `input` must be of
/// this scene; `first` and `second` are tokens, counted from 0. A head size of 0 stands for min(d, 64); mechanisms made for
/// one head size keep it. An Error where a position has no row, a token is not there, or a weight matrix (d, h) would hold
/// more than most_layer_numbers.
Result<TokenSwap> swapped_tokens(const Scene& scene, const TokenInput& input, std::int64_t first, std::int64_t second,
                                 std::int64_t head_size = 0);

}  // namespace phasescope
