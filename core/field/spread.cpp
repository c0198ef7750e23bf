// The root mean square of cells about their mean.
#include "core/field/spread.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "core/field/parts.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace {

/// What squares leave beyond the square of the mean; rounding may leave less than nothing.
double root_of_rest(double mean_square, double mean)
{
    return std::sqrt(std::max(0.0, mean_square - mean * mean));
}

/// Unit arrows about their mean direction: the mean arrow is as much shorter as they spread.
double arrow_spread(double along, double across)
{
    return std::sqrt(std::max(0.0, 2 * (1 - std::hypot(along, across))));
}

/// (a cos x)^2 = a^2 / 2 + a^2 / 2 cos 2x: the second term of each channel.
WaveTerms doubled(const WaveTerms& terms)
{
    WaveTerms result = terms;
    for (std::size_t c = 0; c < result.amplitude.size(); ++c) {
        result.amplitude[c] *= result.amplitude[c] / 2;
        result.frequency[c] *= 2;
        result.phase[c] *= 2;
    }
    return result;
}

/// Spreads along a row of pixels of a wave field, each of so many rows of cells.
class WaveSpreads {
public:
    WaveSpreads(const WaveField& field, std::int64_t row_cells)
        : field_(field),
          row_cells_(row_cells),
          first_(parts::averaged(field.channels, row_cells, 1)),
          second_(field.reading == Reading::angle ? parts::sines_of(first_)
                                                  : parts::averaged(doubled(field.channels), row_cells, 1))
    {
    }

    void paint(std::int64_t first_row, const AxisPixels& cols, std::span<float> out) const
    {
        const auto width = static_cast<std::size_t>(field_.channels.size());
        const std::int64_t twice = 2 * (field_.first_position + first_row) + row_cells_ - 1;
        std::vector<double> first(width), second(width);
        wave_row(first_, twice, first);
        wave_row(second_, twice, second);
        const bool angles = field_.reading == Reading::angle;
        for (std::size_t c = 0; c < width && !angles; ++c)
            second[c] += field_.channels.amplitude[c] * field_.channels.amplitude[c] / 2;
        for (std::size_t x = 0; x < cols.first.size(); ++x) {
            const double a = parts::mean_of(first, cols.first[x], cols.count),
                         b = parts::mean_of(second, cols.first[x], cols.count);
            out[x] = static_cast<float>(angles ? arrow_spread(a, b) : root_of_rest(b, a));
        }
    }

private:
    const WaveField& field_;
    std::int64_t row_cells_;
    WaveTerms first_, second_;
};

/// About the mean that is known, so that nothing cancels.
double stored_spread(const StoredField& field, const CellRect& cells)
{
    const double mean = parts::mean(field, cells);
    double sum = 0, count = 0;
    for (std::int64_t row = cells.row0; row < cells.row1; ++row) {
        for (std::int64_t col = cells.col0; col < cells.col1; ++col) {
            const double number = field.values(row, col);
            if (std::isnan(number)) continue;
            // Two points of the unit circle are 2 sin of half the angle between them apart.
            const double apart = field.reading == Reading::angle ? 2 * std::sin((number - mean) / 2) : number - mean;
            sum += apart * apart;
            ++count;
        }
    }
    return std::sqrt(sum / count);  // 0 / 0 where no cell holds a number
}

}  // namespace

bool has_spread(const Field& field)
{
    return std::holds_alternative<WaveField>(field) || std::holds_alternative<StoredField>(field);
}

FloatMatrix spread_raster(const Field& field, const AxisPixels& rows, const AxisPixels& cols)
{
    assert(has_spread(field) && !rows.first.empty() && !cols.first.empty());
    FloatMatrix picture(static_cast<std::int64_t>(rows.first.size()), static_cast<std::int64_t>(cols.first.size()));
    const auto each_row = [&](const auto& paint) {
        parallel_for(picture.rows, 16, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t y = begin; y < end; ++y) paint(rows.first[static_cast<std::size_t>(y)], picture.row(y));
        });
    };
    if (const auto* waves = std::get_if<WaveField>(&field)) {
        const WaveSpreads spreads(*waves, rows.count);
        each_row([&](std::int64_t first, std::span<float> out) { spreads.paint(first, cols, out); });
    } else {
        const auto& stored = std::get<StoredField>(field);
        each_row([&](std::int64_t first, std::span<float> out) {
            for (std::size_t x = 0; x < out.size(); ++x)
                out[x] = static_cast<float>(
                    stored_spread(stored, {first, first + rows.count, cols.first[x], cols.first[x] + cols.count}));
        });
    }
    return picture;
}

double plain::spread(const Field& field, const CellRect& cells)
{
    const bool angles = std::visit(
        [](const auto& f) {
            if constexpr (requires { f.reading; }) return f.reading == Reading::angle;
            return false;
        },
        field);
    const double mean = phasescope::mean(field, cells);
    double sum = 0, count = 0;
    for (std::int64_t row = cells.row0; row < cells.row1; ++row) {
        for (std::int64_t col = cells.col0; col < cells.col1; ++col) {
            const double number = value(field, row, col);
            if (std::isnan(number)) continue;
            sum += angles ? 4 * std::pow(std::sin((number - mean) / 2), 2) : std::pow(number - mean, 2);
            ++count;
        }
    }
    return std::sqrt(sum / count);
}

}  // namespace phasescope
