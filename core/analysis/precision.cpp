#include "core/analysis/precision.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/dot.hpp"
#include "core/parallel.hpp"
#include "core/picture.hpp"
#include "core/rotation.hpp"
#include "core/rounding.hpp"
#include "core/score.hpp"

namespace phasescope {
namespace {

/// A bound on the error of a value in double, for an amplitude of 1.
constexpr double value_resolution = 0x1p-51;

/// Positions up to `upto` that stand for all of them: all up to 512, else the last 256 and 256 spaced by a constant factor.
std::vector<std::int64_t> sampled_positions(std::int64_t upto)
{
    constexpr std::int64_t all = 512, near = 256, steps = 256;
    std::vector<std::int64_t> positions;
    const std::int64_t dense = upto < all ? 0 : upto - near + 1;
    for (std::int64_t step = 0; dense > 0 && step < steps; ++step) {
        const auto position = std::llround(std::pow(static_cast<double>(dense), static_cast<double>(step) / steps));
        if (positions.empty() || position > positions.back()) positions.push_back(position);
    }
    for (std::int64_t position = dense; position <= upto; ++position) positions.push_back(position);
    return positions;
}

/// The row of imported content that belongs to row r of the scene; one row belongs to all.
std::span<const double> content_row(const Matrix& content, std::int64_t r)
{
    return content.rows == 0 ? std::span<const double>{} : content.row(std::min(r, content.rows - 1));
}

/// The vectors of the score at the scene's positions: (length, score_width).
Matrix score_vectors(const Scene& scene, const Mechanism& mechanism, const ComputedTable& table, const Matrix& content)
{
    Matrix vectors(scene.length, score_width(mechanism));
    parallel_for(scene.length, 1 + 500 / std::max<std::int64_t>(table.size(), 1), [&](std::int64_t begin, std::int64_t end) {
        std::vector<double> row(static_cast<std::size_t>(table.size()));
        for (std::int64_t r = begin; r < end; ++r) {
            table.computed_row(scene.start + r, row);
            score_vector(mechanism, row, content_row(content, r), vectors.row(r));
        }
    });
    return vectors;
}

}  // namespace

Radians radians_per_position(Turns128 frequency)
{
    // pi / 4 in units of 2^-128: times the frequency it is an eighth of the radians.
    constexpr std::uint64_t pi_high = 0xC90FDAA22168C234, pi_low = 0xC4C6628B80DC1CD1;
    const std::uint64_t high = static_cast<std::uint64_t>(frequency >> 64), low = static_cast<std::uint64_t>(frequency);
    const Turns128 cross_1 = static_cast<Turns128>(high) * pi_low, cross_2 = static_cast<Turns128>(low) * pi_high;
    const Turns128 carry = static_cast<Turns128>(static_cast<std::uint64_t>(cross_1)) + static_cast<std::uint64_t>(cross_2)
                           + static_cast<std::uint64_t>(static_cast<Turns128>(low) * pi_low >> 64);
    const Turns128 eighth = static_cast<Turns128>(high) * pi_high + (cross_1 >> 64) + (cross_2 >> 64) + (carry >> 64);
    const auto nearest = static_cast<double>(eighth);
    const auto back = static_cast<Turns128>(nearest);
    const double rest = back > eighth ? -static_cast<double>(back - eighth) : static_cast<double>(eighth - back);
    return {nearest * 0x1p-125, rest * 0x1p-125};
}

double computed_angle(const Formats& formats, std::int64_t position, Radians frequency)
{
    return rounded_product(formats.products, rounded(formats.positions, static_cast<double>(position)),
                           rounded(formats.frequencies, frequency.high, frequency.low));
}

double angle_error(double computed, std::int64_t position, Radians frequency)
{
    if (!std::isfinite(computed)) return INFINITY;
    const auto p = static_cast<double>(position);
    const double product = p * frequency.high, rest = std::fma(p, frequency.high, -product);
    return std::abs((computed - product) - rest - p * frequency.low);
}

double error_of(double computed, double exact, double resolution)
{
    if (!std::isfinite(computed)) return INFINITY;
    const double error = std::abs(computed - exact);
    return error > resolution ? error : 0;
}

ComputedTable::ComputedTable(const AddedToInput& table, const Formats& formats) : formats_(formats)
{
    for (std::size_t c = 0; c < table.channels.size(); ++c) {
        const Turns128 frequency = table.waves.frequency[c];
        const Radians exact = radians_per_position(frequency);
        waves_.push_back({table.waves.amplitude[c], frequency, table.waves.phase[c],
                          table.channels[c].kind == Channel::Kind::sine, exact,
                          phasescope::rounded(formats.frequencies, exact.high, exact.low)});
    }
}

double ComputedTable::exact_value(const Wave& wave, std::int64_t position) const
{
    return wave.amplitude * cos_turns(phase_at(position, wave.frequency) + wave.phase);
}

double ComputedTable::computed_value(const Wave& wave, double position) const
{
    const double angle = rounded_product(formats_.products, position, wave.rounded);
    return phasescope::rounded(formats_.results, wave.amplitude * (wave.is_sine ? std::sin(angle) : std::cos(angle)));
}

double ComputedTable::value_error(const Wave& wave, std::int64_t position) const
{
    const double p = phasescope::rounded(formats_.positions, static_cast<double>(position));
    return error_of(computed_value(wave, p), exact_value(wave, position), value_resolution * wave.amplitude);
}

void ComputedTable::exact_row(std::int64_t position, std::span<double> out) const
{
    std::ranges::transform(waves_, out.begin(), [&](const Wave& wave) { return exact_value(wave, position); });
}

void ComputedTable::computed_row(std::int64_t position, std::span<double> out) const
{
    const double p = phasescope::rounded(formats_.positions, static_cast<double>(position));
    std::ranges::transform(waves_, out.begin(), [&](const Wave& wave) { return computed_value(wave, p); });
}

void ComputedTable::value_errors(std::int64_t position, std::span<double> out) const
{
    std::ranges::transform(waves_, out.begin(), [&](const Wave& wave) { return value_error(wave, position); });
}

double ComputedTable::largest_value_error(std::int64_t position) const
{
    double largest = 0;
    for (const Wave& wave : waves_) largest = std::max(largest, value_error(wave, position));
    return largest;
}

double ComputedTable::largest_angle_error(std::int64_t position) const
{
    double largest = 0;
    for (const Wave& wave : waves_)
        largest =
            std::max(largest, phasescope::angle_error(computed_angle(formats_, position, wave.exact), position, wave.exact));
    return largest;
}

bool has_precision(const Mechanism& mechanism)
{
    if (const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism))
        return rotation->is_plain() && !rotation->frequencies.empty();
    const auto* added = std::get_if<AddedToInput>(&mechanism);
    return added && std::ranges::any_of(added->channels, [](const Channel& channel) { return channel.pair >= 0; });
}

std::int64_t score_width(const Mechanism& mechanism)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    return rotation ? rotation->head_size : std::ssize(std::get<AddedToInput>(mechanism).channels);
}

void score_vector(const Mechanism& mechanism, std::span<const double> row, std::span<const double> content,
                  std::span<double> out)
{
    const auto* rotation = std::get_if<RotatesQueryKey>(&mechanism);
    std::ranges::copy(rotation ? content : row, out.begin());
    if (!rotation) return;
    for (std::size_t pair = 0; pair < rotation->frequencies.size(); ++pair) {
        const PairChannels channels = channels_of(*rotation, static_cast<std::int64_t>(pair));
        const auto first = static_cast<std::size_t>(channels.first), second = static_cast<std::size_t>(channels.second);
        out[first] = content[first] * row[first] - content[second] * row[second];
        out[second] = content[first] * row[second] + content[second] * row[first];
    }
}

double score_resolution(double query, double key)
{
    return 0x1p-48 * query * key;
}

Matrix value_errors(const Scene& scene, const Mechanism& mechanism)
{
    const ComputedTable table(table_of(mechanism), scene.formats);
    assert(scene.length * table.size() <= most_error_cells);
    Matrix errors(scene.length, table.size());
    parallel_for(scene.length, 1 + 500 / std::max<std::int64_t>(table.size(), 1), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) table.value_errors(scene.start + r, errors.row(r));
    });
    return errors;
}

Matrix score_errors(const Scene& scene, const Mechanism& mechanism)
{
    const ComputedTable table(table_of(mechanism), scene.formats);
    Scene open = scene;
    open.attention.causal = false;
    Matrix errors = dense(*score_field(open, mechanism));
    QueryKey content;
    if (depends_on_content(mechanism)) content = vectors(scene.content, score_width(mechanism));
    const bool turns = depends_on_content(mechanism);
    Matrix query = score_vectors(scene, mechanism, table, content.query);
    Matrix key = turns ? score_vectors(scene, mechanism, table, content.key) : query;
    const double scale = scene.attention.scaled ? 1 / std::sqrt(static_cast<double>(score_width(mechanism))) : 1;
    const double resolution = score_resolution(longest_row(query), longest_row(key)) * scale;
    const Matrix computed = dense(ProductField{std::move(query), std::move(key)});
    for (std::size_t i = 0; i < errors.values.size(); ++i)
        errors.values[i] =
            error_of(rounded(scene.formats.results, computed.values[i] * scale), errors.values[i], resolution);
    return errors;
}

double angle_error(const Scene& scene, std::int64_t position)
{
    return ComputedTable(table_of(mechanism_of(scene)), scene.formats).largest_angle_error(position);
}

double value_error(const Scene& scene, std::int64_t upto)
{
    const ComputedTable table(table_of(mechanism_of(scene)), scene.formats);
    const std::vector<std::int64_t> positions = sampled_positions(upto);
    std::vector<double> largest(positions.size());
    parallel_for(std::ssize(positions), 4, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            largest[i] = table.largest_value_error(positions[i]);
    });
    return largest.empty() ? 0 : std::ranges::max(largest);
}

}  // namespace phasescope
