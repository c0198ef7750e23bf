#include "core/curves.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/turned_rows.hpp"

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

/// What the channel grows by; nothing where nothing grows.
void set_growth(WaveCurve& curve, const Mechanism& mechanism)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    if (!rotation || rotation->growth.empty() || curve.pair < 0) return;
    curve.growth = rotation->growth[static_cast<std::size_t>(curve.pair)];
    curve.growth_origin = rotation->growth_origin;
}

/// The amplitude at a position.
double amplitude_at(const WaveCurve& curve, double position)
{
    if (curve.growth == 0) return curve.amplitude;
    return curve.amplitude * grown(curve.growth, position - static_cast<double>(curve.growth_origin));
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

/// A place on a wave.
struct Place {
    double amplitude;
    Turns64 phase;
};

/// The extremes of a wave that runs from `begin` forward to `end`, less than a turn.
Band band_between(const Place& begin, const Place& end)
{
    const double first = begin.amplitude * cos_turns(begin.phase), last = end.amplitude * cos_turns(end.phase);
    const double reach = std::max(std::abs(begin.amplitude), std::abs(end.amplitude));
    const auto passes = [&](Turns64 phase) { return phase - begin.phase <= end.phase - begin.phase; };
    Band band{std::min(first, last), std::max(first, last)};
    if (passes(begin.amplitude < 0 ? half_turn : 0)) band.hi = reach;
    if (passes(begin.amplitude < 0 ? 0 : half_turn)) band.lo = -reach;
    return band;
}

}  // namespace

double WaveCurve::at(double position) const
{
    return amplitude_at(*this, position) * cos_turns(phase_of(*this, position));
}

std::vector<WaveCurve> wave_curves(const Scene& scene)
{
    const Mechanism mechanism = mechanism_of(scene);
    if (scene.length > most_positions(scene, mechanism)) return {};
    const AddedToInput table = table_of(mechanism);
    const std::vector<std::int64_t> sines = sine_channels(table);
    const auto pair_count = static_cast<std::int64_t>(sines.size());

    std::vector<WaveCurve> curves;
    const auto add = [&](std::int64_t channel, bool partner) {
        if (channel < 0 || channel >= static_cast<std::int64_t>(table.channels.size())) return;
        if (std::ranges::find(curves, channel, &WaveCurve::channel) != curves.end()) return;
        curves.push_back(curve_of(table, channel, partner));
        set_growth(curves.back(), mechanism);
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
    if (whole_turns && curve.growth == 0) {
        const double reach = std::abs(curve.amplitude);
        return std::vector<Band>(static_cast<std::size_t>(pixels), Band{-reach, reach});
    }
    const auto place = [&](double position) { return Place{amplitude_at(curve, position), phase_of(curve, position)}; };

    std::vector<Band> bands;
    bands.reserve(static_cast<std::size_t>(pixels));
    Place left = place(begin);
    for (std::int64_t x = 1; x <= pixels; ++x) {
        const Place right = place(x == pixels ? end : begin + static_cast<double>(x) * width);
        const double reach = std::max(std::abs(left.amplitude), std::abs(right.amplitude));
        bands.push_back(whole_turns ? Band{-reach, reach} : band_between(left, right));
        left = right;
    }
    return bands;
}

}  // namespace phasescope
