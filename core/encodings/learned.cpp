// One row of numbers for each position, trained like any weight (Gehring et al. 2017, section 3.1; Devlin et al. 2019,
// section 3.2). Untrained tables are drawn: number (r, c) depends on the seed, r and c alone.
#include <algorithm>

#include "core/encodings/common_knobs.hpp"
#include "core/encodings/list.hpp"
#include "core/parallel.hpp"
#include "core/random.hpp"

namespace phasescope {
namespace {

enum Setting { d_model, rows, deviation, row_offset };

constexpr std::int64_t most_numbers = std::int64_t{1} << 25, most_rows = 65536;

/// Row r of the table is drawn from stream first_stream + r; streams near 0 belong to query and key.
constexpr std::uint64_t first_stream = std::uint64_t{1} << 32;

/// Rows of the table, also those that no position reaches.
std::int64_t row_total(std::span<const double> settings, const Surroundings& around)
{
    if (!around.table.empty()) return around.table.matrix().rows;
    const std::int64_t most = std::max<std::int64_t>(1, most_numbers / static_cast<std::int64_t>(settings[d_model]));
    return std::min(static_cast<std::int64_t>(settings[rows]), most);
}

/// The row of position 0.
std::int64_t first_row(std::span<const double> settings, const Surroundings& around)
{
    return std::min(static_cast<std::int64_t>(settings[row_offset]), row_total(settings, around) - 1);
}

std::int64_t defined_positions(std::span<const double> settings, const Surroundings& around)
{
    return row_total(settings, around) - first_row(settings, around);
}

/// The rows of the positions 0 .. start + length - 1, as far as there are any: count rows from `first` on.
struct Part {
    std::int64_t first, count;
};

Part part_of(std::span<const double> settings, const Surroundings& around)
{
    return {first_row(settings, around), std::min(defined_positions(settings, around), around.start + around.length)};
}

Matrix drawn(const Part& part, std::int64_t d, double scale, std::uint64_t seed)
{
    Matrix table(part.count, d);
    const std::int64_t grain = 1 + 65536 / d;
    parallel_for(part.count, grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) {
            const auto stream = first_stream + static_cast<std::uint64_t>(part.first + r);
            std::ranges::transform(normals(seed, stream, d), table.row(r).begin(), [&](double z) { return scale * z; });
        }
    });
    return table;
}

/// The imported rows; the whole table is shared, not copied, where position p is row p.
Rows imported(const Rows& table, const Part& part)
{
    if (part.first == 0) return table;
    const Matrix& all = table.matrix();
    Matrix taken(part.count, all.cols);
    std::ranges::copy_n(all.values.begin() + part.first * all.cols, part.count * all.cols, taken.values.begin());
    return Rows(std::move(taken));
}

Mechanism mechanism(std::span<const double> settings, const Surroundings& around)
{
    const Part part = part_of(settings, around);
    if (!around.table.empty()) return AddedRows{imported(around.table, part)};
    const auto d = static_cast<std::int64_t>(settings[d_model]);
    return AddedRows{Rows(drawn(part, d, settings[deviation], around.seed))};
}

/// A table that is longer than the knob goes is taken whole all the same.
std::string_view fit_table(std::span<double> settings, const Matrix& table)
{
    settings[d_model] = static_cast<double>(table.cols);
    settings[rows] = static_cast<double>(std::min(table.rows, most_rows));
    return {};
}

std::vector<Knob> knobs()
{
    return {
        d_model_knob(768, "Width of a row. An imported table brings its own width.", 16384),
        {.name = "table_rows",
         .label = "rows",
         .unit = "rows",
         .help = "Rows of the table: positions beyond the last one have no encoding. At most 2^25 numbers are drawn, so a "
                 "wide table has fewer rows; an imported one has its own.",
         .min = 1,
         .max = most_rows,
         .standard = 512,
         .scale = Scale::logarithmic,
         .whole = true,
         .primary = true},
        {.name = "deviation",
         .label = "standard deviation",
         .unit = "",
         .help = "Of the numbers drawn from the seed. Tables start at 0.02 (BERT, ViT) or 0.01 (GPT-2) and grow in "
                 "training. An imported table is taken as it is.",
         .min = 1e-6,
         .max = 10,
         .standard = 0.02,
         .scale = Scale::logarithmic},
        {.name = "row_offset",
         .label = "row offset",
         .unit = "rows",
         .help = "Position p is row p + offset: 2 in OPT and BART, whose first rows are no positions. At least one row is "
                 "left.",
         .min = 0,
         .max = 16,
         .standard = 0,
         .whole = true},
    };
}

}  // namespace

Encoding learned_encoding()
{
    return {
        .name = "learned",
        .title = "Learned table",
        .citation = "Gehring et al. 2017, section 3.1; Devlin et al. 2019, section 3.2",
        .summary = "A row of trained numbers for each position, added once to the input; untrained here, or imported.",
        .used_in = "BERT, GPT-2, GPT-3, OPT, ViT",
        .good_at = "Takes whatever form the training data ask for, also forms that are no function of the distance.",
        .bad_at = "Has no row beyond the trained length, and learns of each position apart from its neighbours.",
        .formula = {"x′_{p} = x_{p} + E_{p + offset}", "E_{r,c} ~ N(0, σ^{2}) before training"},
        .knobs = knobs(),
        .mechanism = mechanism,
        .defined_positions = defined_positions,
        .fit_table = fit_table,
    };
}

}  // namespace phasescope
