// Knobs that several encodings have: the same name, unit and range everywhere, so that they are carried over when the
// encoding changes.
#pragma once

#include "core/encoding.hpp"

namespace phasescope {

/// Channels of one attention head.
inline Knob head_size_knob(double standard, std::string_view help)
{
    return {.name = "head_size",
            .label = "head size",
            .unit = "channels",
            .help = help,
            .min = 2,
            .max = 8192,
            .standard = standard,
            .scale = Scale::logarithmic,
            .whole = true,
            .primary = true};
}

/// Width of what is added to the input.
inline Knob d_model_knob(double standard, std::string_view help, double max = 8192)
{
    return {.name = "d_model",
            .label = "d_model",
            .unit = "channels",
            .help = help,
            .min = 2,
            .max = max,
            .standard = standard,
            .scale = Scale::logarithmic,
            .whole = true,
            .primary = true};
}

/// Standard deviation of numbers that a model would learn and that are drawn here.
inline Knob deviation_knob(std::string_view label, std::string_view help,
                           bool (*used)(std::span<const double> settings) = nullptr)
{
    return {.name = "deviation",
            .label = label,
            .unit = "",
            .help = help,
            .min = 0,
            .max = 10,
            .standard = 1,
            .choices = {},
            .used = used};
}

/// How fast the pairs of a rotary encoding slow down.
inline Knob theta_knob(double standard)
{
    return {.name = "base",
            .label = "base",
            .unit = "",
            .help = "RoPE's theta. A larger base makes the slow pairs slower.",
            .min = 1.0001,
            .max = 1e9,
            .standard = standard,
            .scale = Scale::logarithmic};
}

/// How many heads there are, each with a function of its own.
inline Knob heads_knob(double standard, std::string_view help)
{
    return {.name = "heads",
            .label = "heads",
            .unit = "",
            .help = help,
            .min = 1,
            .max = 128,
            .standard = standard,
            .scale = Scale::logarithmic,
            .whole = true,
            .primary = true};
}

/// Which channels are turned together. `standard`: 0 interleaved, 1 halves.
inline Knob pairing_knob(double standard)
{
    return {.name = "pairing",
            .label = "pairing",
            .unit = "",
            .help =
                "interleaved: channels 2k and 2k+1 (RoFormer, GPT-J). halves: channels k and k + d/2 "
                "(GPT-NeoX, Llama). Weights trained with one are wrong with the other.",
            .max = 1,
            .standard = standard,
            .choices = {"interleaved", "halves"}};
}

/// Patches along one axis of a grid.
inline Knob grid_axis_knob(std::string_view name, std::string_view unit, std::string_view help, double standard,
                           double most = 512)
{
    return {.name = name,
            .label = name,
            .unit = unit,
            .help = help,
            .min = 1,
            .max = most,
            .standard = standard,
            .scale = Scale::logarithmic,
            .whole = true};
}

}  // namespace phasescope
