// The cases of golden group 5 as settings of RoPE's scaling.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/rope_scaling.hpp"
#include "reference.hpp"

namespace phasescope::reference {

/// The scaling under the name that the reference numbers use.
inline RopeScaling scaling_named(const std::string& type)
{
    static const std::map<std::string, RopeScaling> types{
        {"default", RopeScaling::none},        {"linear", RopeScaling::linear},
        {"dynamic", RopeScaling::dynamic_ntk}, {"ntk_static", RopeScaling::ntk},
        {"yarn", RopeScaling::yarn},           {"longrope", RopeScaling::longrope},
        {"llama3", RopeScaling::llama3},       {"proportional", RopeScaling::proportional},
        {"part_ntk", RopeScaling::part_ntk}};
    return types.at(type);
}

/// The parameters of a reference case.
struct ScalingCase {
    std::string name;
    double base;
    std::int64_t dimension;
    RopeScalingSettings settings;
    std::int64_t total_length;
    std::vector<double> short_factors, long_factors;

    explicit ScalingCase(const Json& one) : name(one.value("name", "")), short_factors(), long_factors()
    {
        const Json& p = one.at("params");
        base = p.value("rope_theta", 10000.0);
        dimension = p.at("head_dim");
        settings.scaling = scaling_named(one.at("rope_type"));
        const double whole = p.value("max_position_embeddings", 4096.0);
        settings.trained_length = p.value("original_max_position_embeddings", whole);
        settings.factor = p.value("factor", p.value("scale", p.value("alpha", 1.0)));
        if (settings.scaling == RopeScaling::longrope) settings.factor = whole / settings.trained_length;
        settings.beta_fast = p.value("beta_fast", 32.0);
        settings.beta_slow = p.value("beta_slow", 1.0);
        settings.low_freq_factor = p.value("low_freq_factor", 1.0);
        settings.high_freq_factor = p.value("high_freq_factor", 4.0);
        settings.turning_pairs =
            static_cast<std::int64_t>(p.value("partial_rotary_factor", 1.0) * p.at("head_dim").get<double>()) / 2;
        if (p.contains("mscale") && p.at("mscale") == p.at("mscale_all_dim")) settings.attention_factor = 1;
        total_length = p.value("seq_len", std::int64_t{1});
        short_factors = p.value("short_factor", std::vector<double>{});
        long_factors = p.value("long_factor", std::vector<double>{});
    }

    ScaledRope rope() const { return scaled_rope(base, dimension, settings, total_length); }
    ScaledRope rope(RopeScaling scaling) const
    {
        RopeScalingSettings other = settings;
        other.scaling = scaling;
        return scaled_rope(base, dimension, other, total_length);
    }
    ScaledRope rope_with_own_lists() const
    {
        RopeScalingSettings other = settings;
        other.short_factors = short_factors;
        other.long_factors = long_factors;
        return scaled_rope(base, dimension, other, total_length);
    }
};

}  // namespace phasescope::reference
