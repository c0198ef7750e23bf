// Sinusoids of the distance, met by the query, and two learned vectors that stand in for a query (Dai et al. 2019,
// section 3.3).
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/encodings/common_knobs.hpp"
#include "core/encodings/list.hpp"
#include "core/random.hpp"
#include "core/spectrum.hpp"

namespace phasescope {
namespace {

enum Setting { head_size, terms, projection, r_width, clamp_len, deviation };
enum Term { all, content_content, content_position, u_content, v_position };

constexpr std::int64_t most_numbers = std::int64_t{1} << 22;
constexpr std::uint64_t u_stream = 0x54580000, v_stream = u_stream + 1, first_row_stream = u_stream + 2;

bool has(std::span<const double> settings, Term term)
{
    const auto chosen = static_cast<int>(settings[terms]);
    return chosen == all || chosen == term;
}

bool meets_waves(std::span<const double> settings)
{
    return has(settings, content_position) || has(settings, v_position);
}

bool is_projected(std::span<const double> settings)
{
    return settings[projection] == 1;
}

/// R at distance d: the sines of all frequencies, then the cosines (the released code). Of an odd width the last cosine is
/// left out.
WaveTerms sinusoids(std::int64_t width)
{
    const std::int64_t pairs = (width + 1) / 2;
    const auto frequencies = geometric_spectrum(10000, 2, static_cast<double>(2 * pairs), pairs);
    WaveTerms waves;
    for (std::int64_t c = 0; c < width; ++c)
        waves.add(1, frequencies[static_cast<std::size_t>(c % pairs)], c < pairs ? -quarter_turn : 0);
    return waves;
}

std::vector<double> drawn(std::uint64_t seed, std::uint64_t stream, std::int64_t count, double scale)
{
    std::vector<double> numbers = normals(seed, stream, count);
    for (double& number : numbers) number *= scale;
    return numbers;
}

/// W of equation 5, (head size, width): its product with a vector has about the vector's size for each channel.
Matrix drawn_projection(std::uint64_t seed, std::int64_t head, std::int64_t width)
{
    Matrix matrix(head, width);
    for (std::int64_t r = 0; r < head; ++r)
        std::ranges::copy(
            drawn(seed, first_row_stream + static_cast<std::uint64_t>(r), width, 1 / std::sqrt(static_cast<double>(width))),
            matrix.row(r).begin());
    return matrix;
}

Mechanism mechanism(std::span<const double> settings, const Surroundings& around)
{
    MeetsVectors meets;
    meets.head_size = static_cast<std::int64_t>(settings[head_size]);
    meets.content = has(settings, content_content);
    meets.position = has(settings, content_position);
    if (has(settings, u_content)) meets.content_bias = drawn(around.seed, u_stream, meets.head_size, settings[deviation]);
    if (has(settings, v_position)) meets.position_bias = drawn(around.seed, v_stream, meets.head_size, settings[deviation]);
    if (!meets_waves(settings)) return meets;
    meets.wave_reach = static_cast<std::int64_t>(settings[clamp_len]);
    if (is_projected(settings)) {
        const std::int64_t width = std::min(static_cast<std::int64_t>(settings[r_width]), most_numbers / meets.head_size);
        meets.projection = drawn_projection(around.seed, meets.head_size, width);
        meets.waves = sinusoids(width);
    } else {
        meets.waves = sinusoids(meets.head_size);
    }
    return meets;
}

std::string score_formula(std::span<const double> settings, std::int64_t, std::int64_t query, std::int64_t key)
{
    const std::int64_t offset = key - query;
    const auto reach = static_cast<std::int64_t>(settings[clamp_len]);
    const std::int64_t distance = reach > 0 ? std::clamp(-offset, -reach, reach) : -offset;
    const std::string vector = (is_projected(settings) ? "W R_{" : "R_{") + std::to_string(distance) + "}";
    std::string sum;
    const auto add = [&](Term term, const std::string& text) {
        if (has(settings, term)) sum += (sum.empty() ? "" : " + ") + text;
    };
    add(content_content, "q · k");
    add(content_position, "q · " + vector);
    add(u_content, "u · k");
    add(v_position, "v · " + vector);
    return sum;
}

}  // namespace

Encoding transformer_xl_encoding()
{
    return {
        .name = "transformer_xl",
        .title = "Transformer-XL",
        .citation = "Dai et al. 2019, section 3.3",
        .summary = "Met by the query in every layer: sinusoids of the distance, and two vectors that every query shares.",
        .used_in = "Transformer-XL, XLNet",
        .good_at = "Any distance has its vector, so that what was read before can be kept and looked back at.",
        .bad_at = "A second product for every query and key, which needs the shift trick to be as fast as the first.",
        .formula = {"score(i, j) = (q_{i} + u) · k_{j} + (q_{i} + v) · W R_{i−j}",
                    "R_{d} = (sin(d w_{0}), sin(d w_{1}), .., cos(d w_{0}), cos(d w_{1}), ..)", "w_{k} = 10000^{−2k/width}"},
        .knobs =
            {
                head_size_knob(64,
                               "Channels of one attention head. Without a projection R is as wide; of an odd one the last "
                               "cosine is left out."),
                {.name = "terms",
                 .label = "terms",
                 .unit = "",
                 .help = "Which parts of the score are shown: all, or one of q · k, q · W R, u · k, v · W R.",
                 .max = 4,
                 .primary = true,
                 .choices = {"all", "content_content", "content_position", "u_content", "v_position"}},
                {.name = "projection",
                 .label = "projection",
                 .unit = "",
                 .help = "The matrix W that turns R into vectors of the head. identity: R itself. seeded: normal numbers "
                         "from the seed divided by the root of the width, no trained ones.",
                 .max = 1,
                 .primary = true,
                 .choices = {"identity", "seeded"},
                 .used = meets_waves},
                {.name = "r_width",
                 .label = "width of R",
                 .unit = "channels",
                 .help = "Sines and cosines in R, d_model in the paper. W has at most 4 million numbers: R is narrower "
                         "where the head is too wide for that.",
                 .min = 2,
                 .max = 4096,
                 .standard = 512,
                 .scale = Scale::logarithmic,
                 .whole = true,
                 .used = [](std::span<const double> settings) { return meets_waves(settings) && is_projected(settings); }},
                {.name = "clamp_len",
                 .label = "clamp length",
                 .unit = "positions",
                 .help = "Distances beyond it, on both sides, are taken as it. 0: none are.",
                 .min = 0,
                 .max = 4096,
                 .standard = 0,
                 .whole = true,
                 .used = meets_waves},
                deviation_knob(
                    "deviation of u and v",
                    "Standard deviation of the numbers in u and v: normal ones from the seed, no trained ones.",
                    [](std::span<const double> settings) { return has(settings, u_content) || has(settings, v_position); }),
            },
        .mechanism = mechanism,
        .score_formula = score_formula,
        .standard_length = 128,
        .causal = true,
    };
}

}  // namespace phasescope
