// Attention with linear biases: the score falls with the distance, in each head by a slope of its own (Press et al. 2022).
#include <cstdint>

#include "core/alibi_slopes.hpp"
#include "core/encodings/common_knobs.hpp"
#include "core/encodings/list.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

enum Setting { heads, direction, slopes };

bool is_causal(std::span<const double> settings)
{
    return settings[direction] == 0;
}

std::uint64_t head_total(std::span<const double> settings)
{
    return static_cast<std::uint64_t>(settings[heads]);
}

double slope_of(std::span<const double> settings, std::uint64_t head)
{
    const std::uint64_t total = head_total(settings);
    return settings[slopes] == 1 ? alibi_ratio_slope(head + 1, total) : alibi_slope(head, total);
}

Mechanism mechanism(std::span<const double> settings, const Surroundings&)
{
    BiasesScore bias;
    for (std::uint64_t head = 0; head < head_total(settings); ++head) {
        const double slope = slope_of(settings, head);
        bias.heads.emplace_back(
            std::vector<OffsetPiece>{{least_offset, 0, slope}, {0, 0, is_causal(settings) ? 0 : -slope}});
    }
    return bias;
}

std::string score_formula(std::span<const double> settings, std::int64_t head, std::int64_t query, std::int64_t key)
{
    const std::int64_t offset = key - query;
    if (offset > 0 && is_causal(settings)) return "0";
    return "−" + shortest_text(slope_of(settings, static_cast<std::uint64_t>(head))) + " · "
           + std::to_string(offset < 0 ? -offset : offset);
}

}  // namespace

Encoding alibi_encoding()
{
    return {
        .name = "alibi",
        .title = "ALiBi",
        .citation = "Press et al. 2022, section 3",
        .summary = "Added to the score in every layer: a penalty that grows in proportion to the distance.",
        .used_in = "BLOOM, MPT, Baichuan-13B",
        .good_at = "Works on texts longer than the trained ones, with nothing to learn and nothing to store.",
        .bad_at = "Steep heads cannot look far, and the symmetric form cannot tell before from after.",
        .formula = {"score(i, j) = q_{i} · k_{j} − m_{h} |i − j|", "m_{h} = 2^{−8h/H},  h = 1 .. H"},
        .knobs =
            {
                heads_knob(8, "Attention heads; each has its own slope, from steep to nearly flat."),
                {.name = "direction",
                 .label = "direction",
                 .unit = "",
                 .help = "causal: only keys at or before the query are biased; those after it get 0, and in use are "
                         "masked. symmetric: minus slope times |i - j|, for encoders.",
                 .max = 1,
                 .primary = true,
                 .choices = {"causal", "symmetric"}},
                {.name = "slopes",
                 .label = "slopes",
                 .unit = "",
                 .help = "For a number of heads that is no power of two. reference: the slopes of the power of two "
                         "below, then every other slope of twice that (the released code). paper_ratio: 2^(-8h/H).",
                 .max = 1,
                 .choices = {"reference", "paper_ratio"},
                 .used = [](std::span<const double> settings) { return !std::has_single_bit(head_total(settings)); }},
            },
        .mechanism = mechanism,
        .score_formula = score_formula,
        .standard_length = 128,
        .causal = true,
    };
}

}  // namespace phasescope
