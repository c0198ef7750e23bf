#include <cassert>
#include <cmath>

#include "core/field/parts.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace {

/// The channels as they stand after averaging `count` successive positions.
WaveTerms averaged(const WaveTerms& channels, std::int64_t count)
{
    WaveTerms terms = channels;
    if (count == 1) return terms;
    for (std::size_t c = 0; c < terms.amplitude.size(); ++c) terms.amplitude[c] *= mean_factor(terms.frequency[c], count);
    return terms;
}

/// The same terms a quarter of a turn on: sines where there were cosines.
WaveTerms sines_of(WaveTerms terms)
{
    for (Turns64& phase : terms.phase) phase -= quarter_turn;
    return terms;
}

/// Twice the midpoint of `count` positions from cell `first` on.
std::int64_t twice_midpoint(const WaveField& field, std::int64_t first, std::int64_t count)
{
    return 2 * (field.first_position + first) + count - 1;
}

double part_mean(std::span<const double> row, std::int64_t first, std::int64_t count)
{
    double sum = 0;
    for (std::int64_t c = first; c < first + count; ++c) sum += row[static_cast<std::size_t>(c)];
    return sum / static_cast<double>(count);
}

/// The rows of the picture: column means of one row of waves, or the direction of the mean arrow.
class RowPainter {
public:
    RowPainter(const WaveField& field, std::int64_t row_cells)
        : field_(field), row_cells_(row_cells), cosines_(averaged(field.channels, row_cells))
    {
        if (field.reading == Reading::angle) sines_ = sines_of(cosines_);
    }

    template <class Emit>
    void paint(std::int64_t first_row, std::span<double> scratch, const AxisPixels& cols, const Emit& emit) const
    {
        const auto width = static_cast<std::size_t>(field_.channels.size());
        const std::int64_t twice = twice_midpoint(field_, first_row, row_cells_);
        const std::span<double> cosines = scratch.first(width), sines = scratch.last(width);
        wave_row(cosines_, twice, cosines);
        if (field_.reading == Reading::angle) wave_row(sines_, twice, sines);
        for (std::size_t x = 0; x < cols.first.size(); ++x) {
            const double along = part_mean(cosines, cols.first[x], cols.count);
            emit(x, field_.reading == Reading::value ? along
                                                     : std::atan2(part_mean(sines, cols.first[x], cols.count), along));
        }
    }

    std::size_t scratch_size() const { return 2 * static_cast<std::size_t>(field_.channels.size()); }

private:
    const WaveField& field_;
    std::int64_t row_cells_;
    WaveTerms cosines_;
    WaveTerms sines_;
};

}  // namespace

namespace parts {

double value(const WaveField& field, std::int64_t row, std::int64_t col)
{
    const auto c = static_cast<std::size_t>(col);
    const Turns64 phase = phase_at(field.first_position + row, field.channels.frequency[c]) + field.channels.phase[c];
    return field.reading == Reading::angle ? angle_of(phase) : field.channels.amplitude[c] * cos_turns(phase);
}

double mean(const WaveField& field, const CellRect& cells)
{
    if (cells.rows() == 1 && cells.cols() == 1) return value(field, cells.row0, cells.col0);
    double along = 0, across = 0;
    const std::int64_t twice = twice_midpoint(field, cells.row0, cells.rows());
    for (std::int64_t col = cells.col0; col < cells.col1; ++col) {
        const auto c = static_cast<std::size_t>(col);
        const Turns128 frequency = field.channels.frequency[c];
        const Turns64 phase = half_phase_at(twice, frequency) + field.channels.phase[c];
        const double amplitude = field.channels.amplitude[c] * mean_factor(frequency, cells.rows());
        along += amplitude * cos_turns(phase);
        across += amplitude * sin_turns(phase);
    }
    if (field.reading == Reading::angle) return std::atan2(across, along);
    return along / static_cast<double>(cells.cols());
}

FloatMatrix raster(const WaveField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    FloatMatrix picture(static_cast<std::int64_t>(rows.first.size()), static_cast<std::int64_t>(cols.first.size()));
    const RowPainter painter(field, rows.count);
    parallel_for(picture.rows, 64, [&](std::int64_t begin, std::int64_t end) {
        std::vector<double> scratch(painter.scratch_size());
        for (std::int64_t y = begin; y < end; ++y) {
            const std::int64_t first = rows.first[static_cast<std::size_t>(y)];
            const bool repeated = y > begin && first == rows.first[static_cast<std::size_t>(y - 1)];
            if (repeated) {
                std::ranges::copy(picture.row(y - 1), picture.row(y).begin());
                continue;
            }
            painter.paint(first, scratch, cols,
                          [&](std::size_t x, double v) { picture.row(y)[x] = static_cast<float>(v); });
        }
    });
    return picture;
}

}  // namespace parts
}  // namespace phasescope
