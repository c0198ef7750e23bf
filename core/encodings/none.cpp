// The control: no position at all. Attention then sees a set, not a sequence.
#include "core/encodings/common_knobs.hpp"
#include "core/encodings/list.hpp"

namespace phasescope {
namespace {

Mechanism mechanism(std::span<const double> settings, const Surroundings&)
{
    AddedToInput table;
    const auto width = static_cast<std::int64_t>(settings[0]);
    for (std::int64_t c = 0; c < width; ++c) {
        table.waves.add(0, 0, 0);
        table.channels.push_back({});
    }
    return table;
}

std::string cell_formula(std::span<const double>, const Surroundings&, std::int64_t, std::int64_t)
{
    return "0";
}

}  // namespace

Encoding none_encoding()
{
    return {
        .name = "none",
        .title = "None (control)",
        .citation = "Vaswani et al. 2017, section 3.5: why position must be added",
        .summary = "Nothing is added: attention sees a set of tokens and cannot tell their order.",
        .used_in = "Decoders that learn order from the causal mask alone (NoPE, Kazemnejad et al. 2023)",
        .good_at = "Shows what attention does without position: permuting the tokens permutes the outputs.",
        .bad_at = "Cannot tell any order by itself.",
        .formula = {"PE(p, c) = 0"},
        .knobs = {d_model_knob(512, "Width of the vectors. Here it changes nothing but the size of the empty table.")},
        .mechanism = mechanism,
        .cell_formula = cell_formula,
    };
}

}  // namespace phasescope
