#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/field/parts.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace {

/// Twice the midpoint of `count` positions from cell `first` on.
std::int64_t twice_midpoint(const WaveField& field, std::int64_t first, std::int64_t count)
{
    return 2 * (field.first_position + first) + count - 1;
}

/// The rows of the picture: column means of one row of smoothed waves, or the direction of the mean arrow.
class RowPainter {
public:
    RowPainter(const WaveField& field, std::int64_t row_cells)
        : field_(field), row_cells_(row_cells), cosines_(parts::smoothed(field.channels, row_cells))
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
        double number = 0;
        for (std::size_t x = 0; x < cols.first.size(); ++x) {
            const bool repeated = x > 0 && cols.first[x] == cols.first[x - 1];
            if (!repeated) number = reading(cosines, sines, cols.first[x], cols.count);
            emit(x, number);
        }
    }

    std::size_t scratch_size() const { return 2 * static_cast<std::size_t>(field_.channels.size()); }

private:
    double reading(std::span<const double> cosines, std::span<const double> sines, std::int64_t first,
                   std::int64_t count) const
    {
        const double along = parts::mean_of(cosines, first, count);
        return field_.reading == Reading::value ? along : std::atan2(parts::mean_of(sines, first, count), along);
    }

    const WaveField& field_;
    std::int64_t row_cells_;
    WaveTerms cosines_;
    WaveTerms sines_;
};

}  // namespace

namespace parts {

double mean_of(std::span<const double> row, std::int64_t first, std::int64_t count)
{
    double sum = 0;
    for (std::int64_t c = first; c < first + count; ++c) sum += row[static_cast<std::size_t>(c)];
    return sum / static_cast<double>(count);
}

double value(const WaveField& field, std::int64_t row, std::int64_t col)
{
    const auto c = static_cast<std::size_t>(col);
    const Turns64 phase = phase_at(field.first_position + row, field.channels.frequency[c]) + field.channels.phase[c];
    return field.reading == Reading::angle ? angle_of(phase) : field.channels.amplitude[c] * cos_turns(phase);
}

namespace {

/// Each wave at the middle of the rows times its factor, and their mean over the columns.
template <class Factor>
double middle_of(const WaveField& field, const CellRect& cells, const Factor& factor)
{
    if (cells.rows() == 1 && cells.cols() == 1) return value(field, cells.row0, cells.col0);
    double along = 0, across = 0;
    const std::int64_t twice = twice_midpoint(field, cells.row0, cells.rows());
    for (std::int64_t col = cells.col0; col < cells.col1; ++col) {
        const auto c = static_cast<std::size_t>(col);
        const Turns128 frequency = field.channels.frequency[c];
        const Turns64 phase = half_phase_at(twice, frequency) + field.channels.phase[c];
        const double amplitude = field.channels.amplitude[c] * factor(frequency, cells.rows());
        along += amplitude * cos_turns(phase);
        across += amplitude * sin_turns(phase);
    }
    if (field.reading == Reading::angle) return std::atan2(across, along);
    return along / static_cast<double>(cells.cols());
}

}  // namespace

double mean(const WaveField& field, const CellRect& cells)
{
    return middle_of(field, cells, mean_factor);
}

double pixel(const WaveField& field, const CellRect& cells)
{
    return middle_of(field, cells, tent_factor);
}

WaveTerms smoothed(const WaveTerms& terms, std::int64_t rows)
{
    WaveTerms result = terms;
    for (std::size_t k = 0; k < result.amplitude.size(); ++k) result.amplitude[k] *= tent_factor(terms.frequency[k], rows);
    return result;
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
            painter.paint(first, scratch, cols, [&](std::size_t x, double v) { picture.row(y)[x] = static_cast<float>(v); });
        }
    });
    return picture;
}

namespace {

template <class Number>
void rows(const WaveField& field, std::int64_t first, std::int64_t count, std::span<Number> out)
{
    if (field.reading == Reading::value) return wave_rows(field.channels, field.first_position + first, count, out);
    const std::int64_t width = field.channels.size();
    parallel_for(count, 1 + 100'000 / std::max<std::int64_t>(width, 1), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row)
            for (std::int64_t col = 0; col < width; ++col)
                out[static_cast<std::size_t>(row * width + col)] = static_cast<Number>(value(field, first + row, col));
    });
}

}  // namespace

void rows_of(const WaveField& field, std::int64_t first, std::int64_t count, std::span<double> out)
{
    rows(field, first, count, out);
}

void rows_of(const WaveField& field, std::int64_t first, std::int64_t count, std::span<float> out)
{
    rows(field, first, count, out);
}

}  // namespace parts
}  // namespace phasescope
