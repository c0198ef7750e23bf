// Disentangled attention: content meets content, content meets the vectors of log-bucketed distances, and they meet
// content (He et al. 2021, sections 3.1 and 3.2; buckets and shared table of the released version 2 code).
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "core/buckets.hpp"
#include "core/encodings/common_knobs.hpp"
#include "core/encodings/list.hpp"
#include "core/offset_vectors.hpp"

namespace phasescope {
namespace {

enum Setting { head_size, buckets, max_distance, terms, sign, beyond, divided, deviation };
enum Term { all, content_content, c2p, p2c };

constexpr std::int64_t most_span = 1024, most_numbers = std::int64_t{1} << 22;
constexpr std::uint64_t key_stream = 0x44450000, query_stream = 0x44460000;

bool has(std::span<const double> settings, Term term)
{
    const auto chosen = static_cast<int>(settings[terms]);
    return chosen == all || chosen == term;
}

/// Distances query - key as rows 0 .. 2 span - 1 of the tables.
struct Distances {
    std::int64_t span;
    DistanceClasses classes;

    explicit Distances(std::span<const double> settings)
    {
        const auto size = static_cast<std::int64_t>(settings[buckets]);
        const auto most = static_cast<std::int64_t>(settings[max_distance]);
        const std::int64_t widest = std::min(most_span, most_numbers / 2 / static_cast<std::int64_t>(settings[head_size]));
        if (size == 0) {
            span = std::min(most, widest);
            classes = clipped_classes(span);
            return;
        }
        span = std::clamp<std::int64_t>(size, 4, widest);
        // Clamped distances stop one short of the span, or two short where it is odd.
        const bool clamped = settings[beyond] == 0;
        classes = deberta_classes(span, most, clamped ? span / 2 * 2 : span + 1);
    }

    std::int64_t row(std::int64_t signed_class) const
    {
        return std::clamp<std::int64_t>(signed_class + span, 0, 2 * span - 1);
    }

    /// The row for query - key (sign 1) or for key - query (sign -1), as a function of the offset key - query.
    OffsetLines rows(int orientation) const
    {
        return over_offsets(classes, [&](std::int64_t s) { return static_cast<double>(row(-orientation * s)); });
    }

    std::int64_t row_at(std::int64_t distance) const
    {
        return row(distance < 0 ? -classes.of(-distance) : classes.of(distance));
    }
};

Mechanism mechanism(std::span<const double> settings, const Surroundings& around)
{
    const Distances distances(settings);
    MeetsVectors meets;
    meets.head_size = static_cast<std::int64_t>(settings[head_size]);
    meets.content = has(settings, content_content);
    meets.index = distances.rows(1);
    const auto drawn = [&](std::uint64_t stream) {
        Matrix table = drawn_vectors(around.seed, stream, distances.span, meets.head_size, settings[deviation]);
        table.values.resize(table.values.size() - static_cast<std::size_t>(table.cols));
        --table.rows;
        return table;
    };
    if (has(settings, c2p)) meets.key_vectors = drawn(key_stream);
    if (has(settings, p2c)) {
        meets.query_vectors = drawn(query_stream);
        if (settings[sign] == 1) meets.query_index = distances.rows(-1);
    }
    if (settings[divided] == 0) meets.scale = 1 / std::sqrt(3.0);
    return meets;
}

std::string score_formula(std::span<const double> settings, std::int64_t, std::int64_t query, std::int64_t key)
{
    const std::int64_t offset = key - query;
    const Distances distances(settings);
    std::string sum;
    const auto add = [&](const std::string& term) { sum += (sum.empty() ? "" : " + ") + term; };
    if (has(settings, content_content)) add("q · k");
    if (has(settings, c2p)) add("q · P_{" + std::to_string(distances.row_at(-offset)) + "}");
    if (has(settings, p2c)) add("k · Q_{" + std::to_string(distances.row_at(settings[sign] == 1 ? offset : -offset)) + "}");
    return settings[divided] == 0 ? "(" + sum + ") / √3" : sum;
}

}  // namespace

Encoding deberta_encoding()
{
    return {
        .name = "deberta",
        .title = "DeBERTa",
        .citation = "He et al. 2021, sections 3.1 and 3.2",
        .summary = "Met by query and key in every layer: vectors of the distance, apart from the content.",
        .used_in = "DeBERTa, DeBERTa-v2, DeBERTa-v3",
        .good_at = "Query and key both decide by their content which distances matter, and direction is seen.",
        .bad_at = "Three products instead of one, and beyond the greatest distance all positions look alike.",
        .formula = {"score(i, j) = (q_{i} · k_{j} + q_{i} · P_{δ(i,j)} + k_{j} · Q_{δ(i,j)}) / √3",
                    "δ(i, j) = bucket(i − j) + span", "bucket(r) = r,  |r| ≤ m = B/2",
                    "bucket(r) = ±(m + ⌈(m − 1) ln(|r|/m) / ln((max − 1)/m)⌉),  |r| > m"},
        .knobs =
            {
                head_size_knob(64, "Channels of one attention head, and numbers in each vector."),
                {.name = "buckets",
                 .label = "buckets",
                 .unit = "",
                 .help = "Classes of distances of each direction; half of them hold one distance each. 0: every distance "
                         "has its own, as in the first version. 1 to 3 are taken as 4, and fewer where a table would hold "
                         "more than 4 million numbers.",
                 .min = 0,
                 .max = most_span,
                 .standard = 256,
                 .whole = true,
                 .primary = true},
                {.name = "max_distance",
                 .label = "max distance",
                 .unit = "positions",
                 .help = "The distance, plus one, at which the last bucket is reached; taken as B/2 + 2 where it is less. "
                         "Without buckets distances are clipped at it, and at 1024.",
                 .min = 1,
                 .max = 65536,
                 .standard = 512,
                 .scale = Scale::logarithmic,
                 .whole = true,
                 .primary = true},
                {.name = "terms",
                 .label = "terms",
                 .unit = "",
                 .help = "Which parts of the score are shown: all; content_content: q · k; c2p: the query meets the vector "
                         "of the distance; p2c: the key does.",
                 .max = 3,
                 .primary = true,
                 .choices = {"all", "content_content", "c2p", "p2c"}},
                {.name = "sign",
                 .label = "sign of p2c",
                 .unit = "",
                 .help = "Which distance chooses the vector that meets the key. code: query minus key, as in both released "
                         "codes. paper: key minus query, as equation 4 prints it.",
                 .max = 1,
                 .choices = {"code", "paper"},
                 .used = [](std::span<const double> settings) { return has(settings, p2c); }},
                {.name = "beyond",
                 .label = "beyond max distance",
                 .unit = "",
                 .help =
                     "Distances of the maximum and more. clamped: they share the last bucket (Microsoft). growing: their "
                     "buckets go on and are cut off at the ends of the table (Hugging Face).",
                 .max = 1,
                 .choices = {"clamped", "growing"},
                 .used = [](std::span<const double> settings) { return settings[buckets] > 0; }},
                {.name = "divided",
                 .label = "divide by √3",
                 .unit = "",
                 .help = "The sum of three terms is divided by √3, and by √d where scores are scaled: together the "
                         "paper's √(3d). Single terms are divided alike, so that they add up to all.",
                 .max = 1,
                 .choices = {"yes", "no"}},
                deviation_knob("vector deviation",
                               "Standard deviation of the vectors' numbers: normal ones from the seed, no trained ones.",
                               [](std::span<const double> settings) { return settings[terms] != 1; }),
            },
        .mechanism = mechanism,
        .score_formula = score_formula,
        .standard_length = 1024,
    };
}

}  // namespace phasescope
