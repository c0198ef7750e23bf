// Rotary position embedding: query and key are turned, pair by pair (Su et al. 2021, section 3.2), with all the ways of
// scaling its frequencies to lengths beyond the trained one.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/encodings/common_knobs.hpp"
#include "core/encodings/list.hpp"
#include "core/number_text.hpp"
#include "core/rope_scaling.hpp"

namespace phasescope {
namespace {

enum Setting {
    head_size,
    base,
    pairing,
    rotated_share,
    scaling,
    factor,
    trained_length,
    beta_fast,
    beta_slow,
    low_freq_factor,
    high_freq_factor,
    attention_factor,
};
constexpr std::array<double, 12> standards{128, 10000, 0, 1, 0, 4, 4096, 32, 1, 1, 4, 0};

/// The setting; its standard where the list ends before it.
double at(std::span<const double> settings, Setting setting)
{
    return setting < settings.size() ? settings[setting] : standards[setting];
}

RopeScaling scaling_of(std::span<const double> settings)
{
    return static_cast<RopeScaling>(at(settings, scaling));
}

bool is_one_of(std::span<const double> settings, std::initializer_list<RopeScaling> scalings)
{
    return std::ranges::find(scalings, scaling_of(settings)) != scalings.end();
}

/// Pairs in the rotated share of the head: whole ones, at least one.
std::int64_t shared_pairs(std::span<const double> settings)
{
    const double channels = at(settings, head_size) * at(settings, rotated_share);
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(channels / 2 + 1e-9)));
}

/// Pairs with a frequency: of the whole head with proportional scaling, where those after the share stand still.
std::int64_t pair_count(std::span<const double> settings)
{
    if (scaling_of(settings) != RopeScaling::proportional) return shared_pairs(settings);
    return static_cast<std::int64_t>(at(settings, head_size)) / 2;
}

ScaledRope scaled(std::span<const double> settings, const Surroundings& around)
{
    RopeScalingSettings how{
        .scaling = scaling_of(settings),
        .factor = at(settings, factor),
        .trained_length = at(settings, trained_length),
        .beta_fast = at(settings, beta_fast),
        .beta_slow = at(settings, beta_slow),
        .low_freq_factor = at(settings, low_freq_factor),
        .high_freq_factor = at(settings, high_freq_factor),
        .attention_factor = at(settings, attention_factor),
        .turning_pairs = shared_pairs(settings),
    };
    if (const Matrix& lists = around.table.matrix(); lists.rows == 2) {
        how.short_factors = lists.row(0);
        how.long_factors = lists.row(1);
    }
    return scaled_rope(at(settings, base), 2 * pair_count(settings), how, around.start + around.length);
}

Mechanism mechanism(std::span<const double> settings, const Surroundings& around)
{
    ScaledRope rope = scaled(settings, around);
    return RotatesQueryKey{
        .head_size = static_cast<std::int64_t>(at(settings, head_size)),
        .frequencies = std::move(rope.frequencies),
        .interleaved = at(settings, pairing) == 0,
        .attention_factor = rope.attention_factor,
    };
}

/// "10000^{24/128}".
std::string power(const std::string& number, std::int64_t pair, std::int64_t pairs)
{
    return number + "^{" + std::to_string(2 * pair) + "/" + std::to_string(2 * pairs) + "}";
}

/// What stands in the brackets of the cosine, and what is to be said after it.
struct Angle {
    std::string text;
    std::string where = {};
};

/// With dynamic NTK the base depends on the length, which stays a letter.
Angle dynamic_angle(std::span<const double> settings, std::int64_t position, std::int64_t pair, std::int64_t pairs)
{
    const std::string p = std::to_string(position), plain = shortest_text(at(settings, base));
    if (pair == 0) return {p + " / " + power(plain, pair, pairs)};
    const std::string grown =
        "(" + plain + " s" + (pairs > 1 ? "^{" + std::to_string(2 * pairs) + "/" + std::to_string(2 * pairs - 2) + "}" : "")
        + ")";
    const std::string s = shortest_text(at(settings, factor)), trained = shortest_text(at(settings, trained_length));
    return {p + " / " + power(grown, pair, pairs), ", s = " + s + " max(L, " + trained + ")/" + trained + " − "
                                                       + shortest_text(at(settings, factor) - 1) + ", L = start + length"};
}

/// LongRoPE has one divisor up to the trained length and another beyond.
Angle longrope_angle(std::span<const double> settings, const Surroundings& around, std::int64_t position, std::int64_t pair,
                     std::int64_t pairs)
{
    const Matrix& lists = around.table.matrix();
    const bool own = lists.rows == 2 && lists.cols == pairs;
    const auto divisor = [&](bool is_long) {
        return rounded_text(own ? lists(is_long ? 1 : 0, pair) : longrope_factor(is_long, pair, pairs), 8);
    };
    return {std::to_string(position) + " / f / " + power(shortest_text(at(settings, base)), pair, pairs),
            std::string(", f of the ") + (own ? "imported" : "built-in") + " list: " + divisor(false) + " up to "
                + shortest_text(at(settings, trained_length)) + " positions, " + divisor(true) + " beyond"};
}

/// The frequency of the pair as a share of the unscaled one, written out: nothing where it is kept.
Angle shared_angle(std::span<const double> settings, std::int64_t position, std::int64_t pair, std::int64_t pairs)
{
    std::vector<double> without(settings.begin(), settings.end());
    if (scaling < without.size()) without[scaling] = static_cast<double>(RopeScaling::none);
    without[head_size] = static_cast<double>(2 * pairs);
    if (rotated_share < without.size()) without[rotated_share] = 1;
    const auto k = static_cast<std::size_t>(pair);
    const double now = turns_per_position(scaled(settings, {}).frequencies[k]);
    const double before = turns_per_position(scaled(without, {}).frequencies[k]);
    const double divisor = at(settings, factor);

    const std::string p = std::to_string(position), unscaled = power(shortest_text(at(settings, base)), pair, pairs);
    if (now == 0) return {"0"};
    if (now == before) return {p + " / " + unscaled};
    if (std::abs(now / before * divisor - 1) < 1e-14) return {p + " / " + shortest_text(divisor) + " / " + unscaled};
    return {p + " · " + rounded_text(now / before, 8) + " / " + unscaled};
}

Angle angle(std::span<const double> settings, const Surroundings& around, std::int64_t position, std::int64_t pair,
            std::int64_t pairs)
{
    switch (scaling_of(settings)) {
        case RopeScaling::none: break;
        case RopeScaling::ntk: {
            const double larger = ntk_base(at(settings, base), 2 * pairs, at(settings, factor));
            return {std::to_string(position) + " / " + power(rounded_text(larger, 10), pair, pairs)};
        }
        case RopeScaling::dynamic_ntk: return dynamic_angle(settings, position, pair, pairs);
        case RopeScaling::longrope: return longrope_angle(settings, around, position, pair, pairs);
        default: return shared_angle(settings, position, pair, pairs);
    }
    return {std::to_string(position) + " / " + power(shortest_text(at(settings, base)), pair, pairs)};
}

/// The cell of the table of cosines and sines: "1.138629 cos(37 · 0.6193452 / 10000^{24/128})".
std::string cell_formula(std::span<const double> settings, const Surroundings& around, std::int64_t position,
                         std::int64_t channel)
{
    const std::int64_t pairs = pair_count(settings);
    const bool interleaved = at(settings, pairing) == 0;
    const std::int64_t pair = interleaved ? channel / 2 : channel % pairs;
    const bool is_sine = interleaved ? channel % 2 == 1 : channel >= pairs;
    const double amplitude = scaled(settings, {}).attention_factor;
    const Angle inside = angle(settings, around, position, pair, pairs);
    return (amplitude == 1 ? "" : rounded_text(amplitude, 8) + " ") + (is_sine ? "sin(" : "cos(") + inside.text + ")"
           + inside.where;
}

/// LongRoPE's lists are made for a number of pairs: the head that is there, else one of so many that turns whole.
std::string_view fit_table(std::span<double> settings, const Matrix& table)
{
    const auto positive = [](double divisor) { return divisor >= 1e-3 && divisor <= 1e6; };
    if (table.rows != 2 || !std::ranges::all_of(table.values, positive))
        return "LongRoPE's divisors are one row up to the trained length and one beyond, a number from 0.001 to 1000000 for "
               "each pair";
    settings[scaling] = static_cast<double>(RopeScaling::longrope);
    if (shared_pairs(settings) == table.cols) return {};
    settings[head_size] = static_cast<double>(2 * table.cols);
    settings[rotated_share] = 1;
    return {};
}

bool keeps_table(std::span<const double> settings)
{
    return is_one_of(settings, {RopeScaling::longrope});
}

std::vector<Knob> shape_knobs()
{
    return {
        head_size_knob(standards[head_size], "Channels of one attention head. Pairs of them are turned together."),
        {.name = "base",
         .label = "base",
         .unit = "",
         .help = "RoPE's theta. A larger base makes the slow pairs slower. Adjusted base frequency (ABF) is a larger base "
                 "and nothing else: Code Llama and Qwen3 took 10^6 for 10^4.",
         .min = 1.0001,
         .max = 1e9,
         .standard = standards[base],
         .scale = Scale::logarithmic,
         .primary = true},
        pairing_knob(standards[pairing]),
        {.name = "rotated_share",
         .label = "rotated share",
         .unit = "of the head",
         .help = "The share of the head that is turned; the rest carries no position (GPT-NeoX: a quarter). With "
                 "proportional scaling the frequencies are those of the whole head.",
         .min = 0.01,
         .max = 1,
         .standard = standards[rotated_share]},
        {.name = "scaling",
         .label = "scaling",
         .unit = "",
         .help = "How frequencies are changed to read beyond the trained length. linear: all are divided (position "
                 "interpolation). ntk: a larger base, so that only the slowest is divided by the whole factor; dynamic_ntk: "
                 "the same, growing with the length. ntk_by_parts: pairs that turned often in training are kept, those that "
                 "hardly turned divided, blended between. yarn: that, and an attention factor; blended as in its code "
                 "(yarn_unrounded: ramp ends not rounded, gpt-oss) or as in its paper (yarn_paper). longrope: a searched "
                 "list of divisors. llama3: by parts, its own limits. proportional: the exponents of the whole head. "
                 "part_ntk: the forerunner of YaRN.",
         .max = static_cast<double>(rope_scaling_names.size() - 1),
         .standard = standards[scaling],
         .primary = true,
         .choices = {rope_scaling_names.begin(), rope_scaling_names.end()}},
    };
}

bool by_parts(std::span<const double> settings)
{
    return is_one_of(settings,
                     {RopeScaling::ntk_by_parts, RopeScaling::yarn, RopeScaling::yarn_unrounded, RopeScaling::yarn_paper});
}

bool scales_attention(std::span<const double> settings)
{
    return is_one_of(settings,
                     {RopeScaling::yarn, RopeScaling::yarn_unrounded, RopeScaling::yarn_paper, RopeScaling::longrope});
}

std::vector<Knob> scaling_knobs()
{
    return {
        {.name = "factor",
         .label = "factor",
         .unit = "",
         .help = "How many times the trained length is to be read. With longrope it changes the attention factor only: the "
                 "divisors are those of an imported table or configuration, else those of Phi-3-vision-128k, searched for a "
                 "factor of 32; for other head sizes they are read at the same exponent 2k/d.",
         .min = 1,
         .max = 1024,
         .standard = standards[factor],
         .scale = Scale::logarithmic,
         .primary = true,
         .used = [](std::span<const double> settings) { return !is_one_of(settings, {RopeScaling::none}); }},
        {.name = "trained_length",
         .label = "trained length",
         .unit = "positions",
         .help = "Positions that the weights were trained on. Pairs that did not complete a turn within it meet unseen "
                 "angles beyond it.",
         .min = 2,
         .max = 2147483647,
         .standard = standards[trained_length],
         .scale = Scale::logarithmic,
         .whole = true},
        {.name = "beta_fast",
         .label = "beta fast",
         .unit = "turns",
         .help = "Pairs that turned more often within the trained length are kept. Of the two betas the larger counts as "
                 "fast.",
         .min = 0.01,
         .max = 4096,
         .standard = standards[beta_fast],
         .scale = Scale::logarithmic,
         .used = by_parts},
        {.name = "beta_slow",
         .label = "beta slow",
         .unit = "turns",
         .help = "Pairs that turned less often within the trained length are divided by the factor.",
         .min = 0.01,
         .max = 4096,
         .standard = standards[beta_slow],
         .scale = Scale::logarithmic,
         .used = by_parts},
        {.name = "low_freq_factor",
         .label = "low freq factor",
         .unit = "turns",
         .help = "Pairs that turned less often within the trained length are divided by the factor. Of the two limits the "
                 "larger counts as high.",
         .min = 0.01,
         .max = 4096,
         .standard = standards[low_freq_factor],
         .scale = Scale::logarithmic,
         .used = [](std::span<const double> settings) { return is_one_of(settings, {RopeScaling::llama3}); }},
        {.name = "high_freq_factor",
         .label = "high freq factor",
         .unit = "turns",
         .help = "Pairs that turned more often within the trained length are kept.",
         .min = 0.01,
         .max = 4096,
         .standard = standards[high_freq_factor],
         .scale = Scale::logarithmic,
         .used = [](std::span<const double> settings) { return is_one_of(settings, {RopeScaling::llama3}); }},
        {.name = "attention_factor",
         .label = "attention factor",
         .unit = "",
         .help = "Query and key are both multiplied by it. 0: as the method has it, 0.1 ln(factor) + 1 for yarn and "
                 "sqrt(1 + ln(factor) / ln(trained length)) for longrope. DeepSeek-V3: 1.",
         .max = 8,
         .standard = standards[attention_factor],
         .used = scales_attention},
    };
}

std::vector<Knob> all_knobs()
{
    std::vector<Knob> knobs = shape_knobs();
    std::ranges::copy(scaling_knobs(), std::back_inserter(knobs));
    return knobs;
}

}  // namespace

Encoding rope_encoding()
{
    return {
        .name = "rope",
        .title = "RoPE",
        .citation = "Su et al. 2021, section 3.2; scalings: Chen et al. 2023, Peng et al. 2023, Ding et al. 2024",
        .summary = "Turns query and key in every layer; the score then depends on the offset only.",
        .used_in = "RoFormer, GPT-J, GPT-NeoX, Llama, Qwen, Mistral, DeepSeek, Phi-3",
        .good_at =
            "It needs no parameters, acts in every layer, and a trained model can be stretched by changing frequencies.",
        .bad_at =
            "Beyond the trained length the slow pairs meet angles never seen, and quality breaks down without scaling.",
        .formula = {"q′_{m} = R(m θ_{k}) q", "k′_{n} = R(n θ_{k}) k", "θ_{k} = base^{−2k/d} before scaling"},
        .knobs = all_knobs(),
        .mechanism = mechanism,
        .cell_formula = cell_formula,
        .fit_table = fit_table,
        .keeps_table = keeps_table,
    };
}

}  // namespace phasescope
