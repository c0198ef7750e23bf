// Spreads of a table of waves in closed form: however many rows.
#include <algorithm>

#include "core/field/parts.hpp"
#include "core/field/spread_parts.hpp"
#include "core/parallel.hpp"

namespace phasescope::spreads {
namespace {

/// What squares leave beyond the square of the mean; rounding may leave less than nothing.
float root_of_rest(double mean_square, double mean)
{
    return root(mean_square - mean * mean);
}

/// Unit arrows about their mean direction: the mean arrow is as much shorter as they spread.
float arrow_spread(double along, double across)
{
    return root(2 * (1 - std::hypot(along, across)));
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
          second_(field.reading == Reading::angle ? sines_of(first_)
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
            out[x] = angles ? arrow_spread(a, b) : root_of_rest(b, a);
        }
    }

private:
    const WaveField& field_;
    std::int64_t row_cells_;
    WaveTerms first_, second_;
};

}  // namespace

double effort(const WaveField& field, const Grid& grid)
{
    constexpr double cosine = 3;
    const auto channels = static_cast<double>(field.channels.size());
    return static_cast<double>(grid.rows) * (2 * cosine * channels + 2 * grid.window_cols());
}

FloatMatrix raster(const WaveField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const WaveSpreads spreads(field, rows.count);
    FloatMatrix picture(std::ssize(rows.first), std::ssize(cols.first));
    parallel_for(picture.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t y = begin; y < end; ++y)
            spreads.paint(rows.first[static_cast<std::size_t>(y)], cols, picture.row(y));
    });
    return picture;
}

}  // namespace phasescope::spreads
