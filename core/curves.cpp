#include "core/curves.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/analysis/direction.hpp"
#include "core/analysis/wave_grid.hpp"
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

/// The score at anchors[a] + steps[b], (anchors, steps).
Matrix scores(const OffsetField& score, std::span<const std::int64_t> anchors, std::span<const std::int64_t> steps)
{
    Matrix grid = wave_grid(score.difference, anchors, steps);
    if (score.sum.size() == 0) return grid;
    for (std::int64_t a = 0; a < grid.rows; ++a)
        for (std::int64_t b = 0; b < grid.cols; ++b)
            grid(a, b) +=
                mean_along_diagonal(score, anchors[static_cast<std::size_t>(a)] + steps[static_cast<std::size_t>(b)]);
    return grid;
}

constexpr std::int64_t most_diagonal_positions = 256;

/// How many of the first positions a field is asked about.
std::int64_t asked_positions(const Field& score)
{
    const std::int64_t n = std::min(row_count(score), col_count(score));
    return std::holds_alternative<OffsetField>(score) ? n : std::min(n, most_diagonal_positions);
}

double diagonal_mean(const Field& score, std::int64_t offset)
{
    const std::int64_t n = asked_positions(score), count = n - std::abs(offset);
    double sum = 0;
    for (std::int64_t i = 0; i < count; ++i)
        sum += value(score, i + std::max<std::int64_t>(0, -offset), i + std::max<std::int64_t>(0, offset));
    return sum / static_cast<double>(count);
}

Matrix scores(const Field& score, std::span<const std::int64_t> anchors, std::span<const std::int64_t> steps)
{
    if (const auto* offsets = std::get_if<OffsetField>(&score)) return scores(*offsets, anchors, steps);
    Matrix grid(static_cast<std::int64_t>(anchors.size()), static_cast<std::int64_t>(steps.size()));
    for (std::int64_t a = 0; a < grid.rows; ++a)
        for (std::int64_t b = 0; b < grid.cols; ++b)
            grid(a, b) = diagonal_mean(score, anchors[static_cast<std::size_t>(a)] + steps[static_cast<std::size_t>(b)]);
    return grid;
}

/// At most 17 steps from 0 to count - 1, both among them.
std::vector<std::int64_t> sample_steps(std::int64_t count)
{
    const std::int64_t samples = std::min<std::int64_t>(count, 17);
    std::vector<std::int64_t> steps;
    for (std::int64_t i = 0; i < samples; ++i) steps.push_back(samples == 1 ? 0 : i * (count - 1) / (samples - 1));
    return steps;
}

}  // namespace

double WaveCurve::at(double position) const
{
    return amplitude * cos_turns(phase_of(*this, position));
}

std::vector<WaveCurve> wave_curves(const Scene& scene)
{
    const Mechanism mechanism = mechanism_of(scene);
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    const AddedToInput table = rotation ? rotation_table(*rotation) : std::get<AddedToInput>(mechanism);
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

OffsetCurve score_over_offset(const Field& score, std::int64_t begin, std::int64_t end, std::int64_t pixels)
{
    assert(pixels > 0);
    const std::int64_t n = asked_positions(score);
    const std::int64_t first = std::max(begin, 1 - n), count = std::min(end, n) - first;
    OffsetCurve curve;
    if (count <= 0) return curve;
    const AxisPixels columns = cells_under_pixels(0, static_cast<double>(count), std::min(pixels, count), count);
    std::vector<std::int64_t> anchors;
    for (const std::int64_t cell : columns.first) anchors.push_back(first + cell);
    const Matrix values = scores(score, anchors, sample_steps(columns.count));
    for (std::int64_t x = 0; x < values.rows; ++x) {
        const auto [lo, hi] = std::ranges::minmax(values.row(x));
        curve.band.push_back({lo, hi});
        curve.offset.push_back(static_cast<double>(anchors[static_cast<std::size_t>(x)])
                               + static_cast<double>(columns.count - 1) / 2);
    }
    return curve;
}

}  // namespace phasescope
