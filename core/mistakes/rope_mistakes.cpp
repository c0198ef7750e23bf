// What was written instead of rotary embedding (Su et al. 2021) and of its NTK scaling (Peng et al. 2023, definition 1).
#include <cmath>

#include "core/mistakes/list.hpp"
#include "core/rope_scaling.hpp"
#include "core/spectrum.hpp"
#include "core/turned_rows.hpp"

namespace phasescope {
namespace {

constexpr std::string_view encoding_name = "rope";

/// A number of a rotated row that is no wave, as multiplications.
constexpr double turned_number = 300;

RotatesQueryKey meant(std::span<const double> settings, const Surroundings& around)
{
    return std::get<RotatesQueryKey>(find_encoding(encoding_name)->mechanism(settings, around));
}

/// The nearest number with 8 bits, the even one of two: bfloat16, but for numbers too small or large for a frequency or a
/// position.
double bfloat16_nearest(double number)
{
    int exponent = 0;
    const double fraction = std::frexp(number, &exponent);
    return std::ldexp(std::nearbyint(std::ldexp(fraction, 8)), exponent - 8);
}

RotatesQueryKey other_pairing(RotatesQueryKey rotation)
{
    rotation.interleaved = !rotation.interleaved;
    return rotation;
}

/// The key turns by the other pairing than the query.
Result<Mechanism> key_of_other_pairing(std::span<const double> settings, const Surroundings& around)
{
    return Mechanism(other_pairing(meant(settings, around)));
}

Result<Field> score_of_two_pairings(const Scene& study)
{
    const RotatesQueryKey query = meant(study.settings, surroundings(study)), key = other_pairing(query);
    const std::int64_t most = most_mistaken_numbers / query.head_size;
    if (study.length > most)
        return Error{"the score of two pairings is made of rows one by one, and these are too many",
                     std::to_string(study.length) + " positions", "use at most " + std::to_string(most)};
    const QueryKey content = vectors(study.content, query.head_size);
    Matrix u = turned_content(query, Side::query, content.query, study.start, study.length);
    if (study.attention.scaled)
        for (double& number : u.values) number /= std::sqrt(static_cast<double>(query.head_size));
    Matrix v = turned_content(key, Side::key, content.key, study.start, study.length);
    return masked(ProductField{std::move(u), std::move(v)}, study.attention.causal);
}

Result<Mechanism> rounded_frequencies(std::span<const double> settings, const Surroundings& around)
{
    RotatesQueryKey rotation = meant(settings, around);
    for (Turns128& frequency : rotation.frequencies)
        frequency = turns_of(bfloat16_nearest(2 * pi * turns_per_position(frequency)));
    return Mechanism(std::move(rotation));
}

Result<Mechanism> rounded_positions(std::span<const double> settings, const Surroundings& around)
{
    constexpr std::int64_t most = std::int64_t{1} << 20;
    const std::int64_t count = around.start + around.length;
    if (count > most)
        return Error{"rounded positions are listed one by one, and these are too many",
                     "position " + std::to_string(count - 1), "use positions below " + std::to_string(most)};
    RotatesQueryKey rotation = meant(settings, around);
    Matrix rounded(count, 1);
    for (std::int64_t p = 0; p < count; ++p) rounded(p, 0) = bfloat16_nearest(static_cast<double>(p));
    rotation.coordinates = Rows(std::move(rounded));
    rotation.axis.assign(rotation.frequencies.size(), 0);
    return Mechanism(std::move(rotation));
}

void with_ntk(const Encoding& encoding, std::span<double> settings)
{
    setting_of(encoding, settings, "scaling") = static_cast<double>(RopeScaling::ntk);
}

/// base s instead of base s^(d/(d-2)).
Result<Mechanism> base_times_factor(std::span<const double> settings, const Surroundings& around)
{
    return changed_mechanism(encoding_name, settings, around, [](const Encoding& encoding, std::span<double> others) {
        setting_of(encoding, others, "base") *= setting_of(encoding, others, "factor");
        setting_of(encoding, others, "scaling") = static_cast<double>(RopeScaling::none);
    });
}

}  // namespace

Mistake mixed_rope_pairing()
{
    return {.name = "mixed_rope_pairing",
            .encoding = encoding_name,
            .found = "karpathy/nanochat#264, rasbt/LLMs-from-scratch#802",
            .mechanism = key_of_other_pairing,
            .score = score_of_two_pairings,
            .each_number = turned_number};
}

Mistake bf16_frequencies()
{
    return {"bf16_frequencies", encoding_name, "huggingface/transformers#29285", rounded_frequencies};
}

Mistake bf16_positions()
{
    // 257 is the first whole number that has more than 8 bits.
    return {.name = "bf16_positions",
            .encoding = encoding_name,
            .found = "EleutherAI/gpt-neox#1016, huggingface/transformers#29285",
            .mechanism = rounded_positions,
            .shows_from = 258,
            .each_number = turned_number};
}

Mistake ntk_without_exponent()
{
    return {.name = "ntk_without_exponent",
            .encoding = encoding_name,
            .found = "Eyeline-Labs/CineScale#7",
            .mechanism = base_times_factor,
            .prepare = with_ntk};
}

}  // namespace phasescope
