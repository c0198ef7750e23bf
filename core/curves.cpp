#include "core/curves.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/rotation.hpp"

namespace phasescope {
namespace {

Turns64 phase_of(const WaveCurve& curve, double position)
{
    const double whole = std::floor(position);
    const double turns = (position - whole) * turns_per_position(curve.frequency);  // below 1/2pi
    return phase_at(static_cast<std::int64_t>(whole), curve.frequency) + curve.phase
           + static_cast<Turns64>(std::ldexp(turns, 64));
}

WaveCurve curve_of(const AddedToInput& table, std::int64_t channel, bool partner)
{
    const auto c = static_cast<std::size_t>(channel);
    const Channel& role = table.channels[c];
    return {channel,
            role.pair,
            role.kind == Channel::Kind::sine,
            partner,
            table.waves.amplitude[c],
            table.waves.frequency[c],
            table.waves.phase[c]};
}

/// The channel of each pair's sine.
std::vector<std::int64_t> sine_channels(const AddedToInput& table)
{
    std::vector<std::int64_t> channels;
    for (std::size_t c = 0; c < table.channels.size(); ++c) {
        const Channel& role = table.channels[c];
        if (role.kind != Channel::Kind::sine) continue;
        const auto pair = static_cast<std::size_t>(role.pair);
        if (channels.size() <= pair) channels.resize(pair + 1, -1);
        channels[pair] = static_cast<std::int64_t>(c);
    }
    return channels;
}

/// The extremes of a wave whose phase runs from `begin` forward to `end`, less than a turn.
Band band_between(double amplitude, Turns64 begin, Turns64 end)
{
    const double first = amplitude * cos_turns(begin), last = amplitude * cos_turns(end);
    const auto passes = [&](Turns64 phase) { return phase - begin <= end - begin; };
    Band band{std::min(first, last), std::max(first, last)};
    if (passes(amplitude < 0 ? half_turn : 0)) band.hi = std::abs(amplitude);
    if (passes(amplitude < 0 ? 0 : half_turn)) band.lo = -std::abs(amplitude);
    return band;
}

}  // namespace

double WaveCurve::at(double position) const
{
    return amplitude * cos_turns(phase_of(*this, position));
}

std::vector<WaveCurve> wave_curves(const Scene& scene)
{
    const Mechanism mechanism = mechanism_of(scene);
    const AddedToInput table = table_of(mechanism);
    const std::vector<std::int64_t> sines = sine_channels(table);
    const auto pair_count = static_cast<std::int64_t>(sines.size());

    std::vector<WaveCurve> curves;
    const auto add = [&](std::int64_t channel, bool partner) {
        if (channel < 0 || channel >= static_cast<std::int64_t>(table.channels.size())) return;
        if (std::ranges::find(curves, channel, &WaveCurve::channel) != curves.end()) return;
        curves.push_back(curve_of(table, channel, partner));
    };
    const std::int64_t own = scene.probe.channel;
    add(own, false);
    if (!curves.empty()) add(table.channels[static_cast<std::size_t>(own)].partner, true);
    const std::vector<std::int64_t> standard{pair_count / 8, pair_count / 4, pair_count / 2};
    for (const std::int64_t pair : scene.pairs.empty() ? standard : scene.pairs)
        if (pair >= 0 && pair < pair_count) add(sines[static_cast<std::size_t>(pair)], false);
    return curves;
}

std::vector<Band> envelope(const WaveCurve& curve, double begin, double end, std::int64_t pixels)
{
    assert(begin < end && pixels > 0);
    const double width = (end - begin) / static_cast<double>(pixels);
    const bool whole_turns = width * turns_per_position(curve.frequency) >= 1;
    const double reach = std::abs(curve.amplitude);
    if (whole_turns) return std::vector<Band>(static_cast<std::size_t>(pixels), Band{-reach, reach});

    std::vector<Band> bands;
    bands.reserve(static_cast<std::size_t>(pixels));
    Turns64 left = phase_of(curve, begin);
    for (std::int64_t x = 1; x <= pixels; ++x) {
        const Turns64 right = phase_of(curve, x == pixels ? end : begin + static_cast<double>(x) * width);
        bands.push_back(band_between(curve.amplitude, left, right));
        left = right;
    }
    return bands;
}

}  // namespace phasescope
