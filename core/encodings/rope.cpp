// Rotary position embedding: query and key are turned, pair by pair (Su et al. 2021, section 3.2).
#include <cmath>

#include "core/encodings/list.hpp"
#include "core/number_text.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

enum Setting { head_size, base, pairing, rotated_share };

/// Pairs that turn: the share of the head, in whole pairs, at least one.
std::int64_t pair_count(std::span<const double> settings)
{
    const auto pairs = static_cast<std::int64_t>(std::floor(settings[head_size] * settings[rotated_share] / 2 + 1e-9));
    return pairs < 1 ? 1 : pairs;
}

Mechanism mechanism(std::span<const double> settings)
{
    const std::int64_t pairs = pair_count(settings);
    return RotatesQueryKey{
        .head_size = static_cast<std::int64_t>(settings[head_size]),
        .frequencies = geometric_spectrum(settings[base], 2, static_cast<double>(2 * pairs), pairs),
        .interleaved = settings[pairing] == 0,
    };
}

std::string cell_formula(std::span<const double> settings, std::int64_t position, std::int64_t channel)
{
    const std::int64_t pairs = pair_count(settings);
    const bool interleaved = settings[pairing] == 0;
    const std::int64_t pair = interleaved ? channel / 2 : channel % pairs;
    const bool is_sine = interleaved ? channel % 2 == 1 : channel >= pairs;
    return std::string(is_sine ? "sin(" : "cos(") + std::to_string(position) + " / " + shortest_text(settings[base]) + "^{"
           + std::to_string(2 * pair) + "/" + std::to_string(2 * pairs) + "})";
}

}  // namespace

Encoding rope_encoding()
{
    return {
        .name = "rope",
        .title = "RoPE",
        .citation = "Su et al. 2021, section 3.2",
        .summary = "Turns query and key in every layer; the score then depends on the offset only.",
        .formula = {"q′_{m} = R(m θ_{k}) q", "k′_{n} = R(n θ_{k}) k", "θ_{k} = base^{−2k/d}"},
        .knobs =
            {
                {.name = "head_size",
                 .label = "head size",
                 .unit = "channels",
                 .help = "Channels of one attention head. Pairs of them are turned together.",
                 .min = 2,
                 .max = 8192,
                 .standard = 128,
                 .scale = Scale::logarithmic,
                 .whole = true,
                 .primary = true},
                {.name = "base",
                 .label = "base",
                 .unit = "",
                 .help = "RoPE's theta. A larger base makes the slow pairs slower.",
                 .min = 1.0001,
                 .max = 1e9,
                 .standard = 10000,
                 .scale = Scale::logarithmic,
                 .primary = true},
                {.name = "pairing",
                 .label = "pairing",
                 .unit = "",
                 .help = "interleaved: channels 2k and 2k+1 (RoFormer, GPT-J). halves: channels k and k + d/2 "
                         "(GPT-NeoX, Llama). Weights trained with one are wrong with the other.",
                 .max = 1,
                 .choices = {"interleaved", "halves"}},
                {.name = "rotated_share",
                 .label = "rotated share",
                 .unit = "of the head",
                 .help = "The share of the head that is turned; the rest carries no position (GPT-NeoX: a quarter).",
                 .min = 0.01,
                 .max = 1,
                 .standard = 1},
            },
        .mechanism = mechanism,
        .cell_formula = cell_formula,
    };
}

}  // namespace phasescope
