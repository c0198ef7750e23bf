// Sines and cosines of geometric wavelengths, added to the input (Vaswani et al. 2017, section 3.5).
//
// Paper: w_k = base^(-2k/d). tensor2tensor and fairseq: w_k = base^(-k/(floor(d/2) - 1)), so that the last wavelength
// is 2 pi base exactly. An odd d has one sine more than cosines (paper) or a last column of zeros (tensor2tensor).
#include <algorithm>

#include "core/encodings/common_knobs.hpp"
#include "core/encodings/list.hpp"
#include "core/number_text.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

enum Setting { d_model, base, layout, exponent };

struct Shape {
    std::int64_t d, sines, cosines;
    bool interleaved, paper;
    double base;

    /// The channel of the sine and of the cosine of pair k.
    std::int64_t sine_channel(std::int64_t k) const { return interleaved ? 2 * k : k; }
    std::int64_t cosine_channel(std::int64_t k) const { return interleaved ? 2 * k + 1 : sines + k; }

    /// The exponent of pair k is k * numerator / denominator.
    double step_numerator() const { return paper ? 2 : 1; }
    double step_denominator() const { return static_cast<double>(paper ? d : std::max<std::int64_t>(d / 2 - 1, 1)); }
};

Shape shape(std::span<const double> settings)
{
    const auto d = static_cast<std::int64_t>(settings[d_model]);
    const bool paper = settings[exponent] == 0;
    return {d, paper ? (d + 1) / 2 : d / 2, d / 2, settings[layout] == 0, paper, settings[base]};
}

Mechanism mechanism(std::span<const double> settings, const Surroundings&)
{
    const Shape s = shape(settings);
    const auto frequencies = geometric_spectrum(s.base, s.step_numerator(), s.step_denominator(), s.sines);

    // Channels without a function (the zero column of an odd d) keep amplitude 0.
    AddedToInput table;
    table.alternating = s.interleaved;
    table.channels.resize(static_cast<std::size_t>(s.d));
    for (std::int64_t c = 0; c < s.d; ++c) table.waves.add(0, 0, 0);
    const auto place = [&](std::int64_t channel, Channel role, Turns64 phase) {
        const auto c = static_cast<std::size_t>(channel);
        table.waves.amplitude[c] = 1;
        table.waves.frequency[c] = frequencies[static_cast<std::size_t>(role.pair)];
        table.waves.phase[c] = phase;
        table.channels[c] = role;
    };
    for (std::int64_t k = 0; k < s.sines; ++k) {
        const bool paired = k < s.cosines;
        place(s.sine_channel(k), {Channel::Kind::sine, k, paired ? s.cosine_channel(k) : -1}, -quarter_turn);
        if (paired) place(s.cosine_channel(k), {Channel::Kind::cosine, k, s.sine_channel(k)}, 0);
    }
    return table;
}

std::vector<std::string_view> formula_of(std::span<const double> settings)
{
    const Shape s = shape(settings);
    const std::string_view frequency = s.paper ? "w_{k} = base^{−2k/d}" : "w_{k} = base^{−k/(d/2−1)}";
    if (s.interleaved) return {"PE(p, 2k) = sin(p w_{k})", "PE(p, 2k+1) = cos(p w_{k})", frequency};
    const std::string_view cosine = s.d % 2 == 0          ? "PE(p, d/2+k) = cos(p w_{k})"
                                    : s.sines > s.cosines ? "PE(p, (d+1)/2+k) = cos(p w_{k})"
                                                          : "PE(p, (d−1)/2+k) = cos(p w_{k})";
    return {"PE(p, k) = sin(p w_{k})", cosine, frequency};
}

std::string cell_formula(std::span<const double> settings, const Surroundings&, std::int64_t position, std::int64_t channel)
{
    const Shape s = shape(settings);
    const bool is_sine = s.interleaved ? channel % 2 == 0 : channel < s.sines;
    const std::int64_t pair = s.interleaved ? channel / 2 : is_sine ? channel : channel - s.sines;
    if (pair >= (is_sine ? s.sines : s.cosines)) return "0";
    const auto numerator = static_cast<std::int64_t>(s.step_numerator()) * pair;
    return std::string(is_sine ? "sin(" : "cos(") + std::to_string(position) + " / " + shortest_text(s.base) + "^{"
           + std::to_string(numerator) + "/" + shortest_text(s.step_denominator()) + "})";
}

}  // namespace

Encoding sinusoidal_encoding()
{
    return {
        .name = "sinusoidal",
        .title = "Sinusoidal",
        .citation = "Vaswani et al. 2017, section 3.5",
        .summary = "Added once to the input. No parameters, defined at every position.",
        .used_in = "Transformer (2017), many translation and speech models",
        .good_at = "Any position has a row, all rows are equally long, and moving by s is one fixed rotation.",
        .bad_at = "Its own similarity cannot tell before from after, and is not kept by projections.",
        .formula = {"PE(p, 2k) = sin(p w_{k})", "PE(p, 2k+1) = cos(p w_{k})", "w_{k} = base^{−2k/d}"},
        .knobs =
            {
                d_model_knob(512,
                             "Width of the encoding: half of the channels are sines, half cosines. An odd width leaves the "
                             "last sine without its cosine."),
                {.name = "base",
                 .label = "base",
                 .unit = "",
                 .help = "The 10000 of the paper. It spreads the wavelengths from 2π up to nearly 2π times the base.",
                 .min = 1.0001,
                 .max = 1e9,
                 .standard = 10000,
                 .scale = Scale::logarithmic,
                 .primary = true},
                {.name = "layout",
                 .label = "layout",
                 .unit = "",
                 .help = "interleaved: sine, cosine, sine, cosine (the paper). halves: all sines, then all cosines "
                         "(tensor2tensor, fairseq). Dot products are the same.",
                 .max = 1,
                 .choices = {"interleaved", "halves"}},
                {.name = "exponent",
                 .label = "exponent",
                 .unit = "",
                 .help = "paper: base^(-2k/d). tensor2tensor: base^(-k/(d/2-1)), whose longest wavelength is exactly "
                         "2π times the base.",
                 .max = 1,
                 .choices = {"paper", "tensor2tensor"}},
            },
        .formula_of = formula_of,
        .mechanism = mechanism,
        .cell_formula = cell_formula,
    };
}

}  // namespace phasescope
