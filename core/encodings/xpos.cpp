// Extrapolatable position embedding: RoPE whose pairs also grow in the query and shrink in the key, so that the score fades
// with the distance of keys that came before (Sun et al. 2022, section 2.2).
#include <algorithm>
#include <cmath>

#include "core/encodings/common_knobs.hpp"
#include "core/encodings/list.hpp"
#include "core/number_text.hpp"
#include "core/spectrum.hpp"
#include "core/turned_rows.hpp"

namespace phasescope {
namespace {

enum Setting { head_size, scale_base, gamma, base, pairing };

std::int64_t pair_count(std::span<const double> settings)
{
    return static_cast<std::int64_t>(settings[head_size]) / 2;
}

/// zeta_k = (2k/d + gamma) / (1 + gamma), of d = twice the pairs.
double zeta(std::span<const double> settings, std::int64_t pair)
{
    const double share = static_cast<double>(pair) / static_cast<double>(pair_count(settings));
    return (share + settings[gamma]) / (1 + settings[gamma]);
}

/// Growth is counted from the middle position, or from the last one that leaves the numbers finite: the score is the same.
Mechanism mechanism(std::span<const double> settings, const Surroundings& around)
{
    const std::int64_t pairs = pair_count(settings);
    RotatesQueryKey rotation;
    rotation.head_size = static_cast<std::int64_t>(settings[head_size]);
    rotation.frequencies = geometric_spectrum(settings[base], 2, 2 * static_cast<double>(pairs), pairs);
    rotation.interleaved = settings[pairing] == 0;
    for (std::int64_t k = 0; k < pairs; ++k) rotation.growth.push_back(std::log(zeta(settings, k)) / settings[scale_base]);
    rotation.growth_origin = around.start + std::min(around.length / 2, growth_reach(rotation.growth));
    return rotation;
}

/// The cell of the query's table: "0.421875^{(37 − c)/512} cos(37 / 10000^{24/128}), c the middle position".
std::string cell_formula(std::span<const double> settings, const Surroundings&, std::int64_t position, std::int64_t channel)
{
    const std::int64_t pairs = pair_count(settings);
    const bool interleaved = settings[pairing] == 0;
    const std::int64_t pair = interleaved ? channel / 2 : channel % pairs;
    const bool is_sine = interleaved ? channel % 2 == 1 : channel >= pairs;
    const std::string p = std::to_string(position);
    return rounded_text(zeta(settings, pair), 8) + "^{(" + p + " − c)/" + shortest_text(settings[scale_base]) + "} "
           + (is_sine ? "sin(" : "cos(") + p + " / " + shortest_text(settings[base]) + "^{" + std::to_string(2 * pair) + "/"
           + std::to_string(2 * pairs) + "}), c the middle position";
}

std::vector<Knob> knobs()
{
    return {
        head_size_knob(128, "Channels of one attention head. Pairs of them are turned and scaled together."),
        {.name = "scale_base",
         .label = "scale base",
         .unit = "positions",
         .help = "After so many positions pair k has faded to its zeta. A larger one fades more slowly; what can be shown "
                 "then reaches further, as no number may grow by more than 10^15.",
         .min = 16,
         .max = 1e9,
         .standard = 512,
         .scale = Scale::logarithmic,
         .primary = true},
        {.name = "gamma",
         .label = "gamma",
         .unit = "",
         .help = "zeta of pair k is (2k/d + gamma) / (1 + gamma): a smaller one makes the fast pairs fade sooner than the "
                 "slow ones.",
         .min = 0.01,
         .max = 100,
         .standard = 0.4,
         .scale = Scale::logarithmic,
         .primary = true},
        theta_knob(10000),
        pairing_knob(0),
    };
}

}  // namespace

Encoding xpos_encoding()
{
    return {
        .name = "xpos",
        .title = "xPos",
        .citation = "Sun et al. 2022, section 2.2 and algorithm 1",
        .summary = "Turns query and key as RoPE does and lets the score fade with distance, the fast pairs most.",
        .used_in = "LeX Transformer, Kosmos-1",
        .good_at =
            "The fast pairs, which make RoPE's score jump at long distances, count less there: it stays steadier beyond "
            "the trained length.",
        .bad_at =
            "Made for keys before the query: for keys after it the score grows without bound, and so do the factors "
            "themselves unless they are counted from the middle.",
        .formula = {"q′_{m} = ζ_{k}^{m/scale} R(m θ_{k}) q", "k′_{n} = ζ_{k}^{−n/scale} R(n θ_{k}) k",
                    "ζ_{k} = (2k/d + γ) / (1 + γ),  θ_{k} = base^{−2k/d}"},
        .knobs = knobs(),
        .mechanism = mechanism,
        .cell_formula = cell_formula,
        .causal = true,
    };
}

}  // namespace phasescope
