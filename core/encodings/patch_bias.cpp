// A number for each head and each difference of row and column, added to the score of patches in a window (Liu et al. 2021,
// section 3.2), or one that falls with their distance (Baevski et al. 2023).
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "core/alibi_slopes.hpp"
#include "core/encodings/common_knobs.hpp"
#include "core/encodings/finite_table.hpp"
#include "core/encodings/list.hpp"
#include "core/grid_table.hpp"
#include "core/number_text.hpp"
#include "core/random.hpp"

namespace phasescope {
namespace {

enum Setting { heads, height, width, kind, deviation };
enum Kind { learned, manhattan, euclidean };

bool is_learned(std::span<const double> settings)
{
    return static_cast<int>(settings[kind]) == learned;
}

constexpr double most_patches = 64;

/// Head h draws its numbers from stream first_stream + h.
constexpr std::uint64_t first_stream = 0x50420000;

/// BEiT's tables end with three rows for its class token, which lies on no grid.
constexpr std::int64_t class_rows = 3;

struct Grid {
    std::int64_t rows, cols;

    explicit Grid(std::span<const double> settings)
        : rows(static_cast<std::int64_t>(settings[height])), cols(static_cast<std::int64_t>(settings[width]))
    {
    }

    std::int64_t patches() const { return rows * cols; }
    std::int64_t differences() const { return (2 * rows - 1) * (2 * cols - 1); }
};

/// The numbers of a head, one for each difference.
Matrix learned_numbers(const Grid& grid, std::span<const double> settings, const Surroundings& around, std::int64_t head)
{
    Matrix numbers(2 * grid.rows - 1, 2 * grid.cols - 1);
    if (const Matrix& table = around.table.matrix(); table.rows > 0) {
        for (std::int64_t d = 0; d < std::min(grid.differences(), table.rows); ++d)
            numbers.values[static_cast<std::size_t>(d)] = head < table.cols ? table(d, head) : 0;
        return numbers;
    }
    numbers.values = normals(around.seed, first_stream + static_cast<std::uint64_t>(head), grid.differences());
    for (double& number : numbers.values) number *= settings[deviation];
    return numbers;
}

double distance(std::span<const double> settings, double down, double across)
{
    return static_cast<int>(settings[kind]) == manhattan ? std::abs(down) + std::abs(across) : std::hypot(down, across);
}

Matrix falling_numbers(const Grid& grid, std::span<const double> settings, std::int64_t head)
{
    Matrix numbers(2 * grid.rows - 1, 2 * grid.cols - 1);
    const double slope = alibi_slope(static_cast<std::uint64_t>(head), static_cast<std::uint64_t>(settings[heads]));
    for (std::int64_t y = 0; y < numbers.rows; ++y)
        for (std::int64_t x = 0; x < numbers.cols; ++x)
            numbers(y, x) =
                0.0
                - slope * distance(settings, static_cast<double>(y - grid.rows + 1), static_cast<double>(x - grid.cols + 1));
    return numbers;
}

Mechanism mechanism(std::span<const double> settings, const Surroundings& around)
{
    const Grid grid(settings);
    BiasesPatches biases;
    biases.coordinates = Rows(patch_places(grid.rows, grid.cols));
    biases.indexed = is_learned(settings);
    for (std::int64_t head = 0; head < static_cast<std::int64_t>(settings[heads]); ++head)
        biases.heads.push_back(biases.indexed ? learned_numbers(grid, settings, around, head)
                                              : falling_numbers(grid, settings, head));
    return biases;
}

std::int64_t defined_positions(std::span<const double> settings, const Surroundings&)
{
    return Grid(settings).patches();
}

/// A row for each difference and a column for each head: of the grid that is there, else of a square one.
std::string_view fit_table(std::span<double> settings, const Matrix& table)
{
    const auto side = static_cast<std::int64_t>(std::floor((std::sqrt(static_cast<double>(table.rows)) + 1) / 2));
    const std::int64_t square = (2 * side - 1) * (2 * side - 1), own = Grid(settings).differences();
    const auto fits = [&](std::int64_t differences) {
        return table.rows == differences || table.rows == differences + class_rows;
    };
    if (!fits(own) && !fits(square))
        return "it has a row for each difference, (2 height - 1)(2 width - 1) of them, and a column for each head";
    if (const std::string_view must = must_be_finite(table); !must.empty()) return must;
    settings[kind] = learned;
    settings[heads] = static_cast<double>(table.cols);
    if (!fits(own)) settings[height] = settings[width] = static_cast<double>(side);
    return {};
}

/// "B_{2}(1, −3)", or "−0.25 · 4".
std::string score_formula(std::span<const double> settings, std::int64_t head, std::int64_t query, std::int64_t key)
{
    const Grid grid(settings);
    if (query >= grid.patches() || key >= grid.patches()) return "not defined";
    const std::int64_t down = query / grid.cols - key / grid.cols, across = query % grid.cols - key % grid.cols;
    const auto number = [](std::int64_t n) { return (n < 0 ? "−" : "") + std::to_string(std::abs(n)); };
    if (is_learned(settings)) return "B_{" + std::to_string(head) + "}(" + number(down) + ", " + number(across) + ")";
    const double slope = alibi_slope(static_cast<std::uint64_t>(head), static_cast<std::uint64_t>(settings[heads]));
    return "−" + shortest_text(slope) + " · "
           + rounded_text(distance(settings, static_cast<double>(down), static_cast<double>(across)), 8);
}

std::vector<Knob> knobs()
{
    std::vector<Knob> list{
        heads_knob(12, "Attention heads; each has its own biases. An imported table has one column a head."),
        grid_axis_knob("height", "patches", "Rows of the window. Positions beyond the window have no bias.", 8,
                       most_patches),
        grid_axis_knob("width", "patches", "Columns of the window. Swin's is 7 by 7, BEiT's the whole image of 14 by 14.",
                       14, most_patches),
        {.name = "kind",
         .label = "kind",
         .unit = "",
         .help = "learned: a number for each difference of row and column (Swin, BEiT). manhattan and euclidean: ALiBi's "
                 "slope times the distance of the patches (data2vec 2.0).",
         .max = 2,
         .primary = true,
         .choices = {"learned", "manhattan", "euclidean"}},
        deviation_knob("bias deviation",
                       "Standard deviation of the biases: normal numbers from the seed, no trained ones. An imported table "
                       "takes their place.",
                       is_learned),
    };
    list[height].primary = list[width].primary = true;
    return list;
}

}  // namespace

Encoding patch_bias_encoding()
{
    return {
        .name = "patch_bias",
        .title = "2-D relative bias",
        .citation = "Liu et al. 2021 (Swin), section 3.2; Bao et al. 2022 (BEiT); Baevski et al. 2023 (data2vec 2.0)",
        .summary = "Added to the score in every layer: a number for each head and each difference of row and column.",
        .used_in = "Swin, BEiT, CoAtNet; with ALiBi's slopes data2vec 2.0",
        .good_at = "Says for every head what each direction on the image is worth, not the distance alone.",
        .bad_at = "A learned table is made for one size of window; another needs its numbers interpolated.",
        .formula = {"score(i, j) = q_{i} · k_{j} + B_{h}(Δrow, Δcol)", "Δ = query − key",
                    "index = (Δrow + H − 1)(2W − 1) + Δcol + W − 1"},
        .knobs = knobs(),
        .mechanism = mechanism,
        .score_formula = score_formula,
        .defined_positions = defined_positions,
        .standard_length = 8 * 14,
        .fit_table = fit_table,
        .keeps_table = is_learned,
    };
}

}  // namespace phasescope
