// A learned vector for each clipped offset, added to the key (Shaw et al. 2018, section 3.2).
#include <algorithm>
#include <cstdint>

#include "core/buckets.hpp"
#include "core/encodings/common_knobs.hpp"
#include "core/encodings/finite_table.hpp"
#include "core/encodings/list.hpp"
#include "core/offset_vectors.hpp"

namespace phasescope {
namespace {

enum Setting { head_size, clip, deviation };

constexpr std::int64_t most_reach = 1024, most_numbers = std::int64_t{1} << 22;
constexpr std::uint64_t first_stream = 0x53480000;

/// The clip distance, less where the table would be too large.
std::int64_t reach_of(std::span<const double> settings)
{
    const std::int64_t rows = most_numbers / static_cast<std::int64_t>(settings[head_size]);
    return std::min(static_cast<std::int64_t>(settings[clip]), (rows - 1) / 2);
}

/// The rows of an imported table that stand for the offsets -reach .. reach, as wide as the head: longer rows are cut,
/// shorter ones filled up with zeros.
Matrix imported_vectors(const Matrix& table, std::int64_t reach, std::int64_t width)
{
    Matrix vectors(2 * reach + 1, width);
    for (std::int64_t r = 0; r < std::min(vectors.rows, table.rows); ++r)
        std::ranges::copy(table.row(r).first(static_cast<std::size_t>(std::min(width, table.cols))), vectors.row(r).begin());
    return vectors;
}

Mechanism mechanism(std::span<const double> settings, const Surroundings& around)
{
    MeetsVectors meets;
    meets.head_size = static_cast<std::int64_t>(settings[head_size]);
    std::int64_t reach = reach_of(settings);
    if (around.table.empty()) {
        meets.key_vectors = drawn_vectors(around.seed, first_stream, reach, meets.head_size, settings[deviation]);
    } else {
        const Matrix& table = around.table.matrix();
        reach = std::clamp<std::int64_t>((table.rows - 1) / 2, 1, most_numbers / meets.head_size / 2 - 1);
        meets.key_vectors = imported_vectors(table, reach, meets.head_size);
    }
    meets.index = over_offsets(clipped_classes(reach), [&](std::int64_t s) { return static_cast<double>(s + reach); });
    return meets;
}

/// One row for each offset from -K to K.
std::string_view fit_table(std::span<double> settings, const Matrix& table)
{
    if (const std::string_view must = must_be_finite(table); !must.empty()) return must;
    settings[head_size] = static_cast<double>(table.cols);
    settings[clip] = static_cast<double>((table.rows - 1) / 2);
    return {};
}

std::string score_formula(std::span<const double> settings, std::int64_t, std::int64_t query, std::int64_t key)
{
    const std::int64_t offset = key - query;
    const std::int64_t reach = reach_of(settings);
    return "q · k + q · a_{" + std::to_string(std::clamp(offset, -reach, reach) + reach) + "}";
}

}  // namespace

Encoding shaw_encoding()
{
    return {
        .name = "shaw",
        .title = "Shaw vectors",
        .citation = "Shaw et al. 2018, section 3.2",
        .summary = "Met by the query in every layer: each offset has a learned vector that is added to the key.",
        .used_in = "the relative variant of the Transformer (tensor2tensor), Music Transformer",
        .good_at = "The content of the query decides which distances it looks at, and direction is seen.",
        .bad_at = "Beyond the clip distance all offsets of a side share one vector and cannot be told apart.",
        .formula = {"score(i, j) = q_{i} · (k_{j} + a_{r})", "r = clip(j − i, −K, K) + K"},
        .knobs =
            {
                head_size_knob(
                    64,
                    "Channels of one attention head, and numbers in each vector. Rows of an imported table are cut, or "
                    "filled up with zeros."),
                {.name = "clip",
                 .label = "clip distance",
                 .unit = "positions",
                 .help = "The K of the formula: offsets beyond it share the vector of the farthest. Taken as less where the "
                         "table "
                         "would hold more than 4 million numbers. An imported table of 2K + 1 rows brings its own.",
                 .min = 1,
                 .max = most_reach,
                 .standard = 16,
                 .scale = Scale::logarithmic,
                 .whole = true,
                 .primary = true},
                deviation_knob("vector deviation",
                               "Standard deviation of the vectors' numbers: normal ones from the seed, no trained ones. An "
                               "imported table takes their place."),
            },
        .mechanism = mechanism,
        .score_formula = score_formula,
        .standard_length = 64,
        .fit_table = fit_table,
    };
}

}  // namespace phasescope
