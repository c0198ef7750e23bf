#include "core/rotation.hpp"

#include <cassert>
#include <cmath>

namespace phasescope {
namespace {

/// An angle in radians, [-pi, pi], as a phase.
Turns64 phase_of(double angle)
{
    const double turns = angle / (2 * pi);
    return static_cast<Turns64>(static_cast<std::int64_t>(std::ldexp(turns - std::round(turns), 63))) << 1;
}

/// A number that does not turn, as a wave of frequency 0.
void add_constant(WaveTerms& terms, double number)
{
    terms.add(number, 0, 0);
}

}  // namespace

std::int64_t pair_total(const RotatesQueryKey& rotation)
{
    return static_cast<std::int64_t>(rotation.frequencies.size());
}

PairChannels channels_of(const RotatesQueryKey& rotation, std::int64_t pair)
{
    return rotation.interleaved ? PairChannels{2 * pair, 2 * pair + 1} : PairChannels{pair, pair + pair_total(rotation)};
}

std::int64_t pair_of(const RotatesQueryKey& rotation, std::int64_t channel)
{
    if (channel >= 2 * pair_total(rotation)) return -1;
    return rotation.interleaved ? channel / 2 : channel % pair_total(rotation);
}

AddedToInput rotation_table(const RotatesQueryKey& rotation)
{
    AddedToInput table;
    table.alternating = rotation.interleaved;
    for (std::int64_t c = 0; c < 2 * pair_total(rotation); ++c) {
        const std::int64_t pair = pair_of(rotation, c);
        const auto [first, second] = channels_of(rotation, pair);
        const bool is_cosine = c == first;
        table.waves.add(rotation.attention_factor, rotation.frequencies[static_cast<std::size_t>(pair)],
                        is_cosine ? 0 : -quarter_turn);
        table.channels.push_back(
            {is_cosine ? Channel::Kind::cosine : Channel::Kind::sine, pair, is_cosine ? second : first});
    }
    return table;
}

WaveTerms pair_angles(const RotatesQueryKey& rotation)
{
    WaveTerms angles;
    for (const Turns128 frequency : rotation.frequencies) angles.add(1, frequency, 0);
    return angles;
}

WaveTerms rotated(const RotatesQueryKey& rotation, std::span<const double> vector)
{
    assert(static_cast<std::int64_t>(vector.size()) == rotation.head_size);
    WaveTerms waves;
    for (std::int64_t c = 0; c < rotation.head_size; ++c) {
        const std::int64_t pair = pair_of(rotation, c);
        if (pair < 0) {
            add_constant(waves, vector[static_cast<std::size_t>(c)]);
            continue;
        }
        const auto [first, second] = channels_of(rotation, pair);
        const double a = vector[static_cast<std::size_t>(first)], b = vector[static_cast<std::size_t>(second)];
        const Turns64 phase = phase_of(std::atan2(b, a)) - (c == second ? quarter_turn : 0);
        waves.add(rotation.attention_factor * std::hypot(a, b), rotation.frequencies[static_cast<std::size_t>(pair)], phase);
    }
    return waves;
}

WaveTerms score_over_offset(const RotatesQueryKey& rotation, std::span<const double> query, std::span<const double> key)
{
    assert(query.size() == key.size() && static_cast<std::int64_t>(query.size()) == rotation.head_size);
    assert(rotation.is_plain());
    // With q and k as complex numbers a pair gives Re(q conj(k) e^(i (m-n) theta)); over the offset n - m the sign of
    // its argument turns round.
    const double factor = rotation.attention_factor * rotation.attention_factor;
    WaveTerms waves;
    for (std::int64_t pair = 0; pair < pair_total(rotation); ++pair) {
        const auto [first, second] = channels_of(rotation, pair);
        const double qa = query[static_cast<std::size_t>(first)], qb = query[static_cast<std::size_t>(second)];
        const double ka = key[static_cast<std::size_t>(first)], kb = key[static_cast<std::size_t>(second)];
        const double real = qa * ka + qb * kb, imaginary = qb * ka - qa * kb;
        waves.add(factor * std::hypot(real, imaginary), rotation.frequencies[static_cast<std::size_t>(pair)],
                  phase_of(std::atan2(-imaginary, real)));
    }
    double rest = 0;
    for (auto c = static_cast<std::size_t>(2 * pair_total(rotation)); c < query.size(); ++c) rest += query[c] * key[c];
    if (2 * pair_total(rotation) < rotation.head_size) add_constant(waves, rest);
    return waves;
}

}  // namespace phasescope
