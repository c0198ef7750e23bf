// Multimodal rotary embedding: time, row and column of a position each turn pairs of their own (Wang et al. 2024, section
// 2.1). The sequence is text, then an image or a clip, then text.
#include <algorithm>
#include <array>

#include "core/encodings/common_knobs.hpp"
#include "core/encodings/list.hpp"
#include "core/number_text.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

enum Setting {
    head_size,
    text_before,
    frames,
    image_height,
    image_width,
    section_time,
    section_height,
    section_width,
    sections,
    text_after,
    base,
};
enum Axis { time_axis, row_axis, col_axis };

std::int64_t whole(std::span<const double> settings, Setting setting)
{
    return static_cast<std::int64_t>(settings[setting]);
}

std::int64_t pair_count(std::span<const double> settings)
{
    return whole(settings, head_size) / 2;
}

/// Pairs of time, row and column; together those of the head.
std::array<std::int64_t, 3> shared_out(std::span<const double> settings)
{
    const std::int64_t pairs = pair_count(settings);
    const std::array wanted{whole(settings, section_time), whole(settings, section_height), whole(settings, section_width)};
    const std::int64_t sum = wanted[0] + wanted[1] + wanted[2];
    if (sum == 0) return {pairs, 0, 0};
    const std::int64_t rows = pairs * wanted[1] / sum, cols = pairs * wanted[2] / sum;
    return {pairs - rows - cols, rows, cols};
}

/// The axis that turns each pair. Interleaved: pairs 1, 4, 7 .. of the row, 2, 5, 8 .. of the column, as many as their
/// sections are long and as there are, and all others of time (transformers qwen3_vl apply_interleaved_mrope).
std::vector<std::int64_t> axes(std::span<const double> settings)
{
    const auto [of_time, of_rows, of_cols] = shared_out(settings);
    std::vector<std::int64_t> axis;
    for (std::int64_t k = 0; k < pair_count(settings); ++k) {
        const bool chunked = settings[sections] == 0;
        const bool is_row = chunked ? k >= of_time && k < of_time + of_rows : k % 3 == 1 && k < 3 * of_rows;
        const bool is_col = chunked ? k >= of_time + of_rows : k % 3 == 2 && k < 3 * of_cols;
        axis.push_back(is_row ? row_axis : is_col ? col_axis : time_axis);
    }
    return axis;
}

/// How far the coordinates of the text after the image are from those of its first patch.
std::int64_t extent(std::span<const double> settings)
{
    const std::int64_t sides = std::max(whole(settings, image_height), whole(settings, image_width));
    return settings[text_after] == 0 ? std::max(sides, whole(settings, frames)) : sides;
}

/// (time, row, column) of every position up to the first token after the image; from there all three count on.
Matrix coordinates(std::span<const double> settings)
{
    const std::int64_t before = whole(settings, text_before), height = whole(settings, image_height),
                       width = whole(settings, image_width), patches = whole(settings, frames) * height * width;
    Matrix rows(before + patches + 1, 3);
    for (std::int64_t p = 0; p < rows.rows; ++p) {
        std::array<std::int64_t, 3> at{p, p, p};
        const std::int64_t patch = p - before;
        if (patch >= 0 && patch < patches)
            at = {before + patch / (height * width), before + patch / width % height, before + patch % width};
        if (patch == patches) at.fill(before + extent(settings));
        for (std::int64_t a = 0; a < 3; ++a) rows(p, a) = static_cast<double>(at[static_cast<std::size_t>(a)]);
    }
    return rows;
}

Mechanism mechanism(std::span<const double> settings, const Surroundings&)
{
    const std::int64_t pairs = pair_count(settings);
    RotatesQueryKey rotation;
    rotation.head_size = whole(settings, head_size);
    rotation.frequencies = geometric_spectrum(settings[base], 2, 2 * static_cast<double>(pairs), pairs);
    rotation.interleaved = false;
    rotation.coordinates = Rows(coordinates(settings));
    rotation.axis = axes(settings);
    rotation.counts_on = true;
    return rotation;
}

/// "cos(18 / 1000000^{40/128}), row 18 of the position (16, 18, 20)".
std::string cell_formula(std::span<const double> settings, const Surroundings&, std::int64_t position, std::int64_t channel)
{
    const Matrix rows = coordinates(settings);
    const std::int64_t pairs = pair_count(settings), pair = channel % pairs, row = std::min(position, rows.rows - 1);
    const auto at = [&](std::int64_t axis) {
        return std::to_string(static_cast<std::int64_t>(rows(row, axis)) + (position - row));
    };
    const std::int64_t axis = axes(settings)[static_cast<std::size_t>(pair)];
    constexpr std::array names{"time ", "row ", "column "};
    return (channel < pairs ? "cos(" : "sin(") + at(axis) + " / " + shortest_text(settings[base]) + "^{"
           + std::to_string(2 * pair) + "/" + std::to_string(2 * pairs) + "}), " + names[static_cast<std::size_t>(axis)]
           + at(axis) + " of the position (" + at(time_axis) + ", " + at(row_axis) + ", " + at(col_axis) + ")";
}

bool outlasts_its_sides(std::span<const double> settings)
{
    return settings[frames] > std::max(settings[image_height], settings[image_width]);
}

Knob count_knob(std::string_view name, std::string_view label, std::string_view unit, std::string_view help, double min,
                double max, double standard)
{
    return {.name = name,
            .label = label,
            .unit = unit,
            .help = help,
            .min = min,
            .max = max,
            .standard = standard,
            .whole = true};
}

std::vector<Knob> sequence_knobs()
{
    std::vector<Knob> list{
        head_size_knob(128,
                       "Channels of one attention head. Channels k and k + d/2 are turned together, by one of time, row and "
                       "column."),
        count_knob("text_before", "text before", "tokens", "Tokens of text before the image.", 0, 4096, 16),
        count_knob("frames", "frames", "frames",
                   "Frames of the clip; 1: an image. What comes after the last patch is text, up to the length.", 1, 64, 1),
        count_knob("image_height", "image height", "patches",
                   "Rows of patches, after merging. One that is not the width shows which axis is which.", 1, 64, 6),
        count_knob("image_width", "image width", "patches", "Columns of patches, after merging.", 1, 64, 10),
    };
    list[image_height].primary = list[image_width].primary = true;
    return list;
}

std::vector<Knob> section_knobs()
{
    constexpr std::string_view rule =
        "Sections that do not add up to half the head size are taken as a ratio: row and column get their share rounded "
        "down, "
        "time the rest.";
    return {
        count_knob("section_time", "section of time", "pairs", rule, 0, 128, 16),
        count_knob("section_height", "section of rows", "pairs", rule, 0, 128, 24),
        count_knob("section_width", "section of columns", "pairs", rule, 0, 128, 24),
        {.name = "sections",
         .label = "sections",
         .unit = "",
         .help =
             "chunked: the fast pairs are of time, then come rows, then columns (Qwen2-VL). interleaved: time, row, column "
             "by turns, so that each has fast and slow pairs (Qwen3-VL, with the sections 24, 20, 20); what is left of a "
             "row's or column's section after the last pair goes to time.",
         .max = 1,
         .primary = true,
         .choices = {"chunked", "interleaved"}},
        {.name = "text_after",
         .label = "text after",
         .unit = "",
         .help =
             "Where text goes on after the clip. after_largest: at its largest coordinate plus 1 (the paper). after_sides: "
             "at the first patch plus the larger of height and width (transformers 5), which is less where the clip has "
             "more frames than that.",
         .max = 1,
         .choices = {"after_largest", "after_sides"},
         .used = outlasts_its_sides},
        theta_knob(1e6),
    };
}

std::vector<Knob> knobs()
{
    std::vector<Knob> list = sequence_knobs();
    std::ranges::copy(section_knobs(), std::back_inserter(list));
    return list;
}

}  // namespace

Encoding mrope_encoding()
{
    return {
        .name = "mrope",
        .title = "M-RoPE",
        .citation = "Wang et al. 2024 (Qwen2-VL), section 2.1; Bai et al. 2025 (Qwen3-VL)",
        .summary =
            "Turns pairs of query and key by time, row or column of a patch; for text the three are equal, as in RoPE.",
        .used_in = "Qwen2-VL, Qwen2.5-VL, Qwen3-VL",
        .good_at =
            "Text keeps RoPE's scores, and an image of h by w patches takes up only as many positions as its longer side.",
        .bad_at =
            "In chunks time has only fast pairs and columns only slow ones; and the score is no function of the offset "
            "across an image.",
        .formula = {"pair k of time: R(t θ_{k}) q", "of rows: R(h θ_{k}) q", "of columns: R(w θ_{k}) q",
                    "text: t = h = w = p", "θ_{k} = base^{−2k/d}"},
        .knobs = knobs(),
        .mechanism = mechanism,
        .cell_formula = cell_formula,
        .standard_length = 100,
    };
}

}  // namespace phasescope
