// Rotary embedding on a grid of patches: half of the pairs turn with the row, half with the column (Fang et al. 2024;
// Heo et al. 2024, section 3.1).
#include <algorithm>

#include "core/encodings/common_knobs.hpp"
#include "core/encodings/list.hpp"
#include "core/grid_table.hpp"
#include "core/number_text.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

enum Setting { head_size, height, width, base, first_axis, pairing };

std::int64_t patch_total(std::span<const double> settings)
{
    return static_cast<std::int64_t>(settings[height]) * static_cast<std::int64_t>(settings[width]);
}

/// Pairs that turn with each axis; the first axis has at least one, the second has none in a head of 2 or 3 channels.
std::int64_t pairs_of_first(std::span<const double> settings)
{
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(settings[head_size]) / 4);
}
std::int64_t pairs_of_second(std::span<const double> settings)
{
    return static_cast<std::int64_t>(settings[head_size]) / 4;
}

std::int64_t defined_positions(std::span<const double> settings, const Surroundings&)
{
    return patch_total(settings);
}

Mechanism mechanism(std::span<const double> settings, const Surroundings&)
{
    const std::int64_t first = pairs_of_first(settings), second = pairs_of_second(settings);
    RotatesQueryKey rotation;
    rotation.head_size = static_cast<std::int64_t>(settings[head_size]);
    rotation.interleaved = settings[pairing] == 0;
    const auto of_axis = geometric_spectrum(settings[base], 2, 2 * static_cast<double>(first), first);
    const auto axis = static_cast<std::int64_t>(settings[first_axis]);
    for (std::int64_t k = 0; k < first + second; ++k) {
        rotation.frequencies.push_back(of_axis[static_cast<std::size_t>(k % first)]);
        rotation.axis.push_back(k < first ? axis : 1 - axis);
    }
    rotation.coordinates =
        Rows(patch_places(static_cast<std::int64_t>(settings[height]), static_cast<std::int64_t>(settings[width])));
    return rotation;
}

/// "cos(2 / 10000^{4/32}), row 2".
std::string cell_formula(std::span<const double> settings, const Surroundings&, std::int64_t position, std::int64_t channel)
{
    if (position >= patch_total(settings)) return "not defined";
    const std::int64_t first = pairs_of_first(settings), pairs = first + pairs_of_second(settings);
    const bool interleaved = settings[pairing] == 0;
    const std::int64_t pair = interleaved ? channel / 2 : channel % pairs;
    const bool is_sine = interleaved ? channel % 2 == 1 : channel >= pairs;
    const bool is_row = (pair < first) == (settings[first_axis] == 0);
    const auto columns = static_cast<std::int64_t>(settings[width]);
    const std::string at = std::to_string(is_row ? position / columns : position % columns);
    return (is_sine ? "sin(" : "cos(") + at + " / " + shortest_text(settings[base]) + "^{"
           + std::to_string(2 * (pair % first)) + "/" + std::to_string(2 * first) + "}), " + (is_row ? "row " : "column ")
           + at;
}

std::vector<Knob> knobs()
{
    return {
        head_size_knob(
            64,
            "Channels of one attention head: the next smaller multiple of 4 is turned, the rest is left as it is. "
            "In a head of 2 or 3 channels the first axis alone turns a pair."),
        grid_axis_knob("height", "patches", "Rows of the grid. Positions beyond the grid have no rotated vector.", 8),
        grid_axis_knob("width", "patches", "Columns of the grid. One that is not the height shows which axis comes first.",
                       14),
        {.name = "base",
         .label = "base",
         .unit = "",
         .help =
             "Spreads the wavelengths of each axis from 2π up to nearly 2π times the base. Vision models with few patches "
             "along an axis also take 100.",
         .min = 1.0001,
         .max = 1e9,
         .standard = 10000,
         .scale = Scale::logarithmic,
         .primary = true},
        {.name = "first_axis",
         .label = "first axis",
         .unit = "",
         .help = "What turns the first half of the pairs: the row (EVA-02, Qwen2-VL's vision encoder) or the column "
                 "(RoPE-ViT).",
         .max = 1,
         .choices = {"row", "column"}},
        pairing_knob(0),
    };
}

}  // namespace

Encoding axial_rope_encoding()
{
    return {
        .name = "axial_rope",
        .title = "Axial RoPE",
        .citation = "Fang et al. 2024 (EVA-02); Heo et al. 2024, section 3.1; lucidrains/rotary-embedding-torch",
        .summary = "Turns half of the pairs of query and key by the patch's row, half by its column.",
        .used_in = "EVA-02, RoPE-ViT, the vision encoder of Qwen2-VL",
        .good_at =
            "The score depends on how many rows and columns lie between two patches, on a grid of any size, without a "
            "parameter.",
        .bad_at =
            "Each pair sees one axis only: what depends on row and column at once, as a diagonal does, no pair can tell.",
        .formula = {"first half: R(row θ_{k}) q", "second half: R(col θ_{k}) q", "θ_{k} = base^{−4k/d},  k < d/4"},
        .knobs = knobs(),
        .mechanism = mechanism,
        .cell_formula = cell_formula,
        .defined_positions = defined_positions,
        .standard_length = 8 * 14,
    };
}

}  // namespace phasescope
