#include "core/analysis/shift.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/analysis/table_rows.hpp"
#include "core/rotation.hpp"
#include "core/scene.hpp"

namespace phasescope {
namespace {

Shift identity(std::int64_t channels)
{
    const auto count = static_cast<std::size_t>(channels);
    return {std::vector<double>(count, 1), std::vector<double>(count, 0), std::vector<std::int64_t>(count, -1)};
}

/// With x_c = A cos(t) and its partner B cos(t + delta) at the same frequency,
/// A cos(t + w s) = (cos w s - sin w s cot delta) x_c + A sin w s / (B sin delta) x_partner.
Shift shift(const AddedToInput& table, std::int64_t s)
{
    Shift result = identity(static_cast<std::int64_t>(table.channels.size()));
    for (std::size_t c = 0; c < table.channels.size(); ++c) {
        const Turns64 turn = phase_at(s, table.waves.frequency[c]);
        result.own[c] = cos_turns(turn);
        if (table.channels[c].partner < 0) continue;
        const auto partner = static_cast<std::size_t>(table.channels[c].partner);
        const Turns64 delta = table.waves.phase[partner] - table.waves.phase[c];
        const double reach = table.waves.amplitude[partner] * sin_turns(delta);
        if (reach == 0) continue;
        result.own[c] -= sin_turns(turn) * cos_turns(delta) / sin_turns(delta);
        result.other[c] = table.waves.amplitude[c] * sin_turns(turn) / reach;
        result.partner[c] = table.channels[c].partner;
    }
    return result;
}

/// (a, b) -> (a cos - b sin, a sin + b cos); channels that are not rotated stay.
Shift shift(const RotatesQueryKey& rotation, std::int64_t s)
{
    assert(rotation.is_plain());
    Shift result = identity(rotation.head_size);
    for (std::size_t pair = 0; pair < rotation.frequencies.size(); ++pair) {
        const auto [first, second] = channels_of(rotation, static_cast<std::int64_t>(pair));
        const auto a = static_cast<std::size_t>(first), b = static_cast<std::size_t>(second);
        const Turns64 turn = phase_at(s, rotation.frequencies[pair]);
        result.own[a] = result.own[b] = cos_turns(turn);
        result.other[a] = -sin_turns(turn);
        result.other[b] = sin_turns(turn);
        result.partner[a] = second;
        result.partner[b] = first;
    }
    return result;
}

std::vector<std::int64_t> sampled_shifts()
{
    std::vector<std::int64_t> shifts;
    for (std::int64_t s = 1; s < max_length; s *= 10) shifts.push_back(s);
    shifts.push_back(max_length);
    return shifts;
}

}  // namespace

void Shift::apply(std::span<const double> x, std::span<double> out) const
{
    assert(x.size() == own.size() && out.size() == own.size());
    for (std::size_t c = 0; c < own.size(); ++c) {
        out[c] = own[c] * x[c];
        if (partner[c] >= 0) out[c] += other[c] * x[static_cast<std::size_t>(partner[c])];
    }
}

Shift shift(const Mechanism& mechanism, std::int64_t s)
{
    if (const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism)) return shift(*rotation, s);
    return shift(std::get<AddedToInput>(mechanism), s);
}

Matrix shift_matrix(const Mechanism& mechanism, std::int64_t s)
{
    const Shift rows = shift(mechanism, s);
    const auto d = static_cast<std::int64_t>(rows.own.size());
    Matrix matrix(d, d);
    for (std::int64_t c = 0; c < d; ++c) {
        const auto i = static_cast<std::size_t>(c);
        matrix(c, c) = rows.own[i];
        if (rows.partner[i] >= 0) matrix(c, rows.partner[i]) = rows.other[i];
    }
    return matrix;
}

double shift_residual(const Mechanism& mechanism, const WaveField& table)
{
    const auto d = static_cast<std::size_t>(table.channels.size());
    std::vector<double> here(d), there(d), moved(d);
    double largest = 0;
    for (const std::int64_t s : sampled_shifts()) {
        const Shift moving = shift(mechanism, s);
        for (const std::int64_t row : evenly_spaced(table.rows, 16)) {
            const std::int64_t p = table.first_position + row;
            wave_row(table.channels, 2 * p, here);
            wave_row(table.channels, 2 * (p + s), there);
            moving.apply(here, moved);
            for (std::size_t c = 0; c < d; ++c) largest = std::max(largest, std::abs(there[c] - moved[c]));
        }
    }
    return largest;
}

}  // namespace phasescope
