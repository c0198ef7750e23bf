// RoPE's frequencies and how they are changed so that a model reads more positions than it was trained on.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/phase.hpp"

namespace phasescope {

/// Below, w is a frequency before scaling, base^(-2k/d), s the factor and L0 the trained length; r = L0 w / 2 pi is how
/// often a pair turned within the trained length.
enum class RopeScaling {
    none,            ///< w (Su et al. 2021, section 3.2)
    linear,          ///< position interpolation: w / s (Chen et al. 2023, section 3; transformers "linear")
    ntk,             ///< NTK-aware: base s^(d/(d-2)) (Peng et al. 2023, definition 1; jquesnelle/yarn
                     ///< LlamaNTKScaledRotaryEmbedding)
    dynamic_ntk,     ///< as ntk with s L/L0 - (s-1) for s, L the positions so far, at least L0 (transformers "dynamic")
    ntk_by_parts,    ///< w kept for r > beta_fast, w / s for r < beta_slow, between linear in r (Peng et al. 2023,
                     ///< section 3.2)
    yarn,            ///< as ntk_by_parts, but linear in k between rounded ends; with attention factor (transformers
                     ///< "yarn", jquesnelle/yarn LlamaYaRNScaledRotaryEmbedding)
    yarn_unrounded,  ///< as yarn with ends that are not rounded (transformers "yarn" with "truncate": false)
    yarn_paper,      ///< ntk_by_parts with attention factor (Peng et al. 2023, definition 3)
    longrope,        ///< w / f[k], one list f up to L0 and another beyond (Ding et al. 2024; transformers "longrope")
    llama3,          ///< as ntk_by_parts between low_freq_factor and high_freq_factor (meta-llama/llama-models
                     ///< apply_scaling; transformers "llama3")
    proportional,    ///< w / s for the first pairs, 0 for the others (transformers "proportional")
    part_ntk,        ///< w kept, ntk and linear, blended in k: the forerunner of YaRN (jquesnelle/yarn
                     ///< LlamaPartNTKScaledRotaryEmbedding)
};
inline constexpr std::array<std::string_view, 12> rope_scaling_names{
    "none",           "linear",     "ntk",      "dynamic_ntk", "ntk_by_parts", "yarn",
    "yarn_unrounded", "yarn_paper", "longrope", "llama3",      "proportional", "part_ntk"};

struct RopeScalingSettings {
    RopeScaling scaling = RopeScaling::none;
    double factor = 1;             ///< s, at least 1
    double trained_length = 4096;  ///< L0, positions, at least 2
    double beta_fast = 32;         ///< turns within L0; of beta_fast and beta_slow the larger counts as fast
    double beta_slow = 1;
    double low_freq_factor = 1;  ///< turns within L0; of low and high the larger counts as high
    double high_freq_factor = 4;
    double attention_factor = 0;              ///< instead of the method's own; 0: the method's own
    std::int64_t turning_pairs = 0;           ///< pairs that turn with RopeScaling::proportional
    std::span<const double> short_factors{};  ///< f of longrope, positive, one for each pair; else the built-in list
    std::span<const double> long_factors{};
};

struct ScaledRope {
    std::vector<Turns128> frequencies;  ///< (d/2), turns per position
    double attention_factor = 1;        ///< query and key are both multiplied by it
    double division = 1;                ///< what a frequency is divided by where the method divides it wholly
};

/// The frequencies of `dimension` (even) rotated channels and the attention factor when `total_length` positions are read.
///
/// A frequency that the method keeps has the very bits of geometric_spectrum; each other one is that frequency times an
/// exact ratio, rounded once: its error is below 2^-113 turns.
/// Attention factors: YaRN 0.1 ln s + 1 (Peng et al. 2023, section 3.4), LongRoPE sqrt(1 + ln s / ln L0) (transformers
/// "longrope"), both 1 for s = 1; 1 for all others.
ScaledRope scaled_rope(double base, std::int64_t dimension, const RopeScalingSettings& settings, std::int64_t total_length);

/// The base that NTK-aware scaling uses in the place of `base`: base s^(d/(d-2)); `base` where d = 2.
double ntk_base(double base, std::int64_t dimension, double factor);

/// What LongRoPE's built-in list divides pair k of `pairs` by. With 48 pairs it is the list itself. For another number the
/// list is read at the same exponent 2k/d, linearly between entries and its last entry to the end, since with the same
/// base that is the pair of the same wavelength.
double longrope_factor(bool is_long, std::int64_t pair, std::int64_t pairs);

}  // namespace phasescope
