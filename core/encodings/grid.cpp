// Sinusoids on the rows and columns of a grid of patches, added to the input (He et al. 2022; Carion et al. 2020).
#include <algorithm>

#include "core/encodings/common_knobs.hpp"
#include "core/encodings/list.hpp"
#include "core/grid_table.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

enum Setting { d_model, height, width, time, convention, base, coordinates };

constexpr std::int64_t most_numbers = std::int64_t{1} << 25;

GridConvention convention_of(std::span<const double> settings)
{
    return static_cast<GridConvention>(static_cast<int>(settings[convention]));
}

GridTable grid_table(std::span<const double> settings)
{
    return {
        .shape = {.convention = convention_of(settings),
                  .time = static_cast<std::int64_t>(settings[time]),
                  .height = static_cast<std::int64_t>(settings[height]),
                  .width = static_cast<std::int64_t>(settings[width])},
        .d_model = static_cast<std::int64_t>(settings[d_model]),
        .base = settings[base],
        .normalized = settings[coordinates] == 1,
    };
}

std::int64_t defined_positions(std::span<const double> settings, const Surroundings&)
{
    const GridTable table = grid_table(settings);
    const std::int64_t most = std::max<std::int64_t>(1, most_numbers / column_count(table));
    return std::min(patch_count(table.shape), most);
}

Mechanism mechanism(std::span<const double> settings, const Surroundings& around)
{
    const GridTable table = grid_table(settings);
    const std::int64_t all = defined_positions(settings, around), count = std::min(all, around.start + around.length);
    Matrix coordinates(all, 3);
    for (std::int64_t p = 0; p < all; ++p) {
        const GridPatch patch = patch_at(table.shape, p);
        coordinates(p, 0) = static_cast<double>(patch.time);
        coordinates(p, 1) = static_cast<double>(patch.row);
        coordinates(p, 2) = static_cast<double>(patch.col);
    }
    return AddedRows{Rows(grid_rows(table, count)), Rows(std::move(coordinates))};
}

std::string cell_formula(std::span<const double> settings, const Surroundings&, std::int64_t position, std::int64_t channel)
{
    const GridTable table = grid_table(settings);
    if (position >= defined_positions(settings, {})) return "not defined";
    const GridChannel c = grid_channel(table, channel);
    const GridPatch patch = patch_at(table.shape, position);
    const std::array parts{patch.time, patch.row, patch.col};
    const bool detr = table.shape.convention == GridConvention::detr;
    std::string angle = std::to_string(parts[static_cast<std::size_t>(c.axis)] + (detr ? 1 : 0));
    if (detr && table.normalized)
        angle =
            "2π · " + angle + " / (" + std::to_string(c.axis == 1 ? table.shape.height : table.shape.width) + " + 10^{−6})";
    return std::string(c.sine ? "sin(" : "cos(") + angle + " / " + shortest_text(table.base) + "^{"
           + std::to_string(c.numerator) + "/" + std::to_string(c.denominator) + "})";
}

bool has_frames(std::span<const double> settings)
{
    return convention_of(settings) == GridConvention::tatp22;
}

bool is_detr(std::span<const double> settings)
{
    return convention_of(settings) == GridConvention::detr;
}

std::vector<Knob> knobs()
{
    std::vector<Knob> list{
        d_model_knob(
            256,
            "Width of the encoding, shared by the axes. mae, moco_v3 and detr need a multiple of 4: the next one is "
            "taken. tatp22 gives each axis an even number and cuts off what is too much."),
        grid_axis_knob("height", "patches", "Rows of the grid. Positions beyond the grid have no encoding.", 8),
        grid_axis_knob("width", "patches", "Columns of the grid. One that is not the height shows which axis comes first.",
                       14),
        grid_axis_knob(
            "time", "frames",
            "Frames of the grid, the first axis of tatp22; the others have none. At most 2^25 numbers are made, so "
            "a large grid has fewer positions.",
            1, 256),
        {.name = "convention",
         .label = "convention",
         .unit = "",
         .help = "mae: row by row, the column's channels first. moco_v3: the same channels, column by column. detr: from 1, "
                 "the row's channels first. tatp22: time, row, column.",
         .max = 3,
         .choices = {grid_convention_names.begin(), grid_convention_names.end()}},
        {.name = "base",
         .label = "base",
         .unit = "",
         .help = "Spreads the wavelengths of each axis from 2π up to nearly 2π times the base.",
         .min = 1.0001,
         .max = 1e9,
         .standard = 10000,
         .scale = Scale::logarithmic},
        {.name = "coordinates",
         .label = "coordinates",
         .unit = "",
         .help = "counted: 1, 2, 3 and so on. normalized: divided by the last one and multiplied by 2π, as the DETR models "
                 "do, so that grids of all sizes span one turn.",
         .max = 1,
         .choices = {"counted", "normalized"},
         .used = is_detr},
    };
    list[height].primary = list[width].primary = list[convention].primary = true;
    list[time].used = has_frames;
    return list;
}

}  // namespace

Encoding grid_encoding()
{
    return {
        .name = "grid",
        .title = "2-D and 3-D grid",
        .citation = "He et al. 2022 (MAE); Chen et al. 2021 (MoCo v3); Carion et al. 2020 (DETR)",
        .summary = "Sines and cosines of row and column side by side, added once to the patches of an image or a clip.",
        .used_in = "MAE, MoCo v3, DETR",
        .good_at = "Needs no parameters, and patches that are near in the image are near in the encoding along both axes.",
        .bad_at =
            "Rows and columns are told apart only by their place among the channels: swapped axes go unnoticed on "
            "square grids.",
        .formula = {"PE(row, col) = [ e(col), e(row) ]  (mae)", "e(x)_{k} = sin(x w_{k}), cos(x w_{k})",
                    "w_{k} = base^{−2k/(d/2)}"},
        .knobs = knobs(),
        .mechanism = mechanism,
        .cell_formula = cell_formula,
        .defined_positions = defined_positions,
        .standard_length = 8 * 14,
    };
}

}  // namespace phasescope
