// A learned number for each head and each bucket of distances, added to the score (Raffel et al. 2020, section 2.1).
#include <algorithm>
#include <array>
#include <cstdint>

#include "core/buckets.hpp"
#include "core/encodings/common_knobs.hpp"
#include "core/encodings/finite_table.hpp"
#include "core/encodings/list.hpp"
#include "core/number_text.hpp"
#include "core/random.hpp"

namespace phasescope {
namespace {

enum Setting { heads, buckets, max_distance, direction, deviation };

constexpr std::int64_t least_buckets = 4, most_buckets = 1024;

/// Head h draws its numbers from stream first_stream + h: more heads or buckets leave the others as they are.
constexpr std::uint64_t first_stream = 0x54350000;

struct Buckets {
    std::int64_t one_direction;  ///< the first bucket of keys after the query, where it has buckets of its own
    bool both;
    DistanceClasses classes;

    Buckets(std::span<const double> settings, std::int64_t count)
        : one_direction(settings[direction] == 0 ? count / 2 : count),
          both(settings[direction] == 0),
          classes(t5_classes(one_direction, static_cast<std::int64_t>(settings[max_distance])))
    {
    }

    /// The bucket of a class of distances, negative for keys before the query.
    std::int64_t of_class(std::int64_t signed_class) const
    {
        if (signed_class <= 0) return -signed_class;
        return both ? one_direction + signed_class : 0;
    }
};

std::int64_t bucket_total(std::span<const double> settings)
{
    return static_cast<std::int64_t>(settings[buckets]);
}

Matrix drawn_table(std::span<const double> settings, std::uint64_t seed)
{
    Matrix table(bucket_total(settings), static_cast<std::int64_t>(settings[heads]));
    for (std::int64_t head = 0; head < table.cols; ++head) {
        const auto column = normals(seed, first_stream + static_cast<std::uint64_t>(head), table.rows);
        for (std::int64_t bucket = 0; bucket < table.rows; ++bucket)
            table(bucket, head) = settings[deviation] * column[static_cast<std::size_t>(bucket)];
    }
    return table;
}

Mechanism mechanism(std::span<const double> settings, const Surroundings& around)
{
    const Matrix table = around.table.empty() ? drawn_table(settings, around.seed) : around.table.matrix();
    const Buckets map(settings, std::clamp(table.rows, least_buckets, most_buckets));
    const auto row_of = [&](std::int64_t c) { return std::min(map.of_class(c), table.rows - 1); };
    BiasesScore bias;
    bias.index = over_offsets(map.classes, [&](std::int64_t c) { return static_cast<double>(row_of(c)); });
    for (std::int64_t head = 0; head < static_cast<std::int64_t>(settings[heads]); ++head)
        bias.heads.push_back(
            over_offsets(map.classes, [&](std::int64_t c) { return head < table.cols ? table(row_of(c), head) : 0; }));
    return bias;
}

/// One row a bucket, one column a head.
std::string_view fit_table(std::span<double> settings, const Matrix& table)
{
    if (const std::string_view must = must_be_finite(table); !must.empty()) return must;
    settings[heads] = static_cast<double>(table.cols);
    settings[buckets] = static_cast<double>(table.rows);
    return {};
}

std::string score_formula(std::span<const double> settings, std::int64_t head, std::int64_t query, std::int64_t key)
{
    const std::int64_t offset = key - query;
    const Buckets map(settings, bucket_total(settings));
    const std::int64_t distance = offset < 0 ? -offset : offset, of_distance = map.classes.of(distance);
    return "b_{" + std::to_string(head) + "}(bucket " + std::to_string(map.of_class(offset < 0 ? -of_distance : of_distance))
           + ")";
}

std::vector<std::string_view> formula_of(std::span<const double> settings)
{
    return {"score(i, j) = q_{i} · k_{j} + b_{h}(bucket(j − i))", "bucket(r) = |r|,  |r| < e",
            "bucket(r) = min(B − 1, g),  |r| ≥ e", "g = e + ⌊(B − e) f⌋,  f = ln(|r|/e) / ln(max/e)",
            settings[direction] == 0 ? "B = buckets/2,  e = B/2" : "B = buckets,  e = B/2"};
}

}  // namespace

Encoding t5_encoding()
{
    return {
        .name = "t5",
        .title = "T5 bias",
        .citation = "Raffel et al. 2020, section 2.1",
        .summary = "Added to the score in every layer: one learned number for each head and bucket of distances.",
        .used_in = "T5, mT5, Flan-T5, UL2",
        .good_at = "Learns per head what each distance is worth, with a few hundred numbers for the whole model.",
        .bad_at = "All distances beyond the greatest share one bucket and cannot be told apart.",
        .formula = formula_of(std::array<double, 5>{}),
        .knobs =
            {
                heads_knob(12,
                           "Attention heads; each has its own bias per bucket. An imported table has one column a "
                           "head; heads that it lacks get 0."),
                {.name = "buckets",
                 .label = "buckets",
                 .unit = "",
                 .help = "Classes of distances, both directions together. Half of those of a direction hold one distance "
                         "each. An imported table brings its own number: one row a bucket.",
                 .min = least_buckets,
                 .max = most_buckets,
                 .standard = 32,
                 .scale = Scale::logarithmic,
                 .whole = true,
                 .primary = true},
                {.name = "max_distance",
                 .label = "max distance",
                 .unit = "positions",
                 .help = "From here on all distances share the last bucket. Taken as one more than the distances that "
                         "have a bucket each where it is less.",
                 .min = 2,
                 .max = 1048576,
                 .standard = 128,
                 .scale = Scale::logarithmic,
                 .whole = true,
                 .primary = true},
                {.name = "direction",
                 .label = "direction",
                 .unit = "",
                 .help = "bidirectional: half of the buckets for keys after the query (encoder). causal: all buckets look "
                         "back, and keys after the query fall into bucket 0 (decoder).",
                 .max = 1,
                 .choices = {"bidirectional", "causal"}},
                deviation_knob(
                    "bias deviation",
                    "Standard deviation of the biases: normal numbers from the seed, no trained ones. An imported "
                    "table (buckets x heads) takes their place."),
            },
        .formula_of = formula_of,
        .mechanism = mechanism,
        .score_formula = score_formula,
        .standard_length = 256,
        .fit_table = fit_table,
    };
}

}  // namespace phasescope
