#include "core/turned_rows.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "core/kernels/rotate.hpp"
#include "core/parallel.hpp"
#include "core/rotation.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t most_turned_numbers = std::int64_t{1} << 24;

bool has_coordinates(const RotatesQueryKey& rotation, std::int64_t position)
{
    return rotation.coordinates.empty() || rotation.counts_on || position < rotation.coordinates.matrix().rows;
}

/// Multiplies both channels of every pair by what it has grown.
void grow(const RotatesQueryKey& rotation, Side side, std::int64_t position, std::span<double> row)
{
    const auto from_origin = static_cast<double>(position - rotation.growth_origin);
    for (std::int64_t pair = 0; pair < pair_total(rotation); ++pair) {
        const double rate = rotation.growth[static_cast<std::size_t>(pair)];
        const double factor = grown(side == Side::query ? rate : -rate, from_origin);
        const auto [first, second] = channels_of(rotation, pair);
        row[static_cast<std::size_t>(first)] *= factor;
        row[static_cast<std::size_t>(second)] *= factor;
    }
}

/// The waves of a position that has coordinates.
void wave_row_at_coordinates(const RotatesQueryKey& rotation, const WaveTerms& waves, std::int64_t position,
                             std::span<double> row)
{
    for (std::size_t c = 0; c < row.size(); ++c) {
        const std::int64_t pair = pair_of(rotation, static_cast<std::int64_t>(c));
        const Turns64 turned = pair < 0 ? 0 : phase_at(*coordinate(rotation, pair, position), waves.frequency[c]);
        row[c] = waves.amplitude[c] * cos_turns(turned + waves.phase[c]) + 0.0;  // a zero has no sign
    }
}

void turn(const RotatesQueryKey& rotation, Side side, const WaveTerms& waves, std::int64_t position, std::span<double> row)
{
    if (!has_coordinates(rotation, position)) {
        std::ranges::fill(row, nothing);
        return;
    }
    if (rotation.coordinates.empty())
        wave_row(waves, 2 * position, row);
    else
        wave_row_at_coordinates(rotation, waves, position, row);
    if (!rotation.growth.empty()) grow(rotation, side, position, row);
}

/// Calls make(r, row r) for every row of a matrix, several at a time.
template <class Make>
Matrix made_rows(std::int64_t rows, std::int64_t cols, const Make& make)
{
    Matrix result(rows, cols);
    parallel_for(rows, 1 + 20'000 / std::max<std::int64_t>(cols, 1), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) make(r, result.row(r));
    });
    return result;
}

}  // namespace

std::optional<std::int64_t> coordinate(const RotatesQueryKey& rotation, std::int64_t pair, std::int64_t position)
{
    if (rotation.coordinates.empty()) return position;
    if (!has_coordinates(rotation, position)) return std::nullopt;
    const Matrix& rows = rotation.coordinates.matrix();
    const std::int64_t row = std::min(position, rows.rows - 1);
    return std::llround(rows(row, rotation.axis[static_cast<std::size_t>(pair)])) + (position - row);
}

Matrix turned_waves(const RotatesQueryKey& rotation, Side side, const WaveTerms& waves, std::int64_t start,
                    std::int64_t length)
{
    return made_rows(length, waves.size(),
                     [&](std::int64_t r, std::span<double> row) { turn(rotation, side, waves, start + r, row); });
}

Matrix turned_content(const RotatesQueryKey& rotation, Side side, const Matrix& content, std::int64_t start,
                      std::int64_t length)
{
    assert(content.rows == 1 || content.rows >= length);
    if (rotation.is_plain() && content.rows > 1) {
        Matrix result(length, rotation.head_size);
        rotate_heads(rotation, start, 1, std::span(content.values).first(result.values.size()), result.values);
        return result;
    }
    if (content.rows == 1) return turned_waves(rotation, side, rotated(rotation, content.row(0)), start, length);
    return made_rows(length, rotation.head_size, [&](std::int64_t r, std::span<double> row) {
        turn(rotation, side, rotated(rotation, content.row(r)), start + r, row);
    });
}

Matrix turned_angles(const RotatesQueryKey& rotation, std::int64_t start, std::int64_t length)
{
    return made_rows(length, pair_total(rotation), [&](std::int64_t r, std::span<double> row) {
        for (std::size_t k = 0; k < row.size(); ++k) {
            const auto at = coordinate(rotation, static_cast<std::int64_t>(k), start + r);
            row[k] = at ? angle_of(phase_at(*at, rotation.frequencies[k])) : nothing;
        }
    });
}

double product_reach(const RotatesQueryKey& rotation, const Matrix& query, const Matrix& key, std::int64_t length)
{
    const auto greatest = [](const Matrix& rows, std::int64_t first, std::int64_t second) {
        double most = 0;
        for (std::int64_t r = 0; r < rows.rows; ++r) most = std::max(most, std::hypot(rows(r, first), rows(r, second)));
        return most;
    };
    double sum = 0;
    for (std::int64_t pair = 0; pair < pair_total(rotation); ++pair) {
        const auto [first, second] = channels_of(rotation, pair);
        const double growth = std::abs(rotation.growth[static_cast<std::size_t>(pair)]) * static_cast<double>(length - 1);
        sum += 2 * rotation.attention_factor * rotation.attention_factor * std::exp(growth) * greatest(query, first, second)
               * greatest(key, first, second);
    }
    for (std::int64_t c = 2 * pair_total(rotation); c < rotation.head_size; ++c)
        sum += greatest(query, c, c) * greatest(key, c, c);
    return sum;
}

std::int64_t most_turned_rows(const RotatesQueryKey& rotation, std::int64_t start)
{
    if (rotation.is_plain()) return std::numeric_limits<std::int64_t>::max();
    const std::int64_t most = std::max<std::int64_t>(1, most_turned_numbers / std::max<std::int64_t>(rotation.head_size, 1));
    const std::int64_t reach = growth_reach(rotation.growth);
    if (start < rotation.growth_origin - reach) return 0;
    return std::clamp<std::int64_t>(rotation.growth_origin + reach + 1 - start, 0, most);
}

std::int64_t growth_reach(std::span<const double> growth)
{
    constexpr auto everywhere = std::int64_t{1} << 32;
    double fastest = 0;
    for (const double rate : growth) fastest = std::max(fastest, std::abs(rate));
    if (fastest * static_cast<double>(everywhere) <= most_growth) return everywhere;
    return static_cast<std::int64_t>(most_growth / fastest);
}

double grown(double rate, double distance)
{
    const double product = rate * distance, rest = std::fma(rate, distance, -product);
    return std::exp(product) * (1 + rest);
}

double greatest_growth(const RotatesQueryKey& rotation, double distance)
{
    double fastest = 0;
    for (const double rate : rotation.growth) fastest = std::max(fastest, std::abs(rate));
    return std::exp(fastest * distance);
}

}  // namespace phasescope
