// Spreads of numbers in memory, every one visited.
#include "core/field/parts.hpp"
#include "core/field/spread_parts.hpp"
#include "core/parallel.hpp"

namespace phasescope::spreads {
namespace {

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

double effort(const StoredField&, const Grid& grid)
{
    constexpr double cell = 8;
    return cell * grid.pixels() * grid.cells();
}

FloatMatrix raster(const StoredField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    FloatMatrix picture(std::ssize(rows.first), std::ssize(cols.first));
    parallel_for(picture.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t y = begin; y < end; ++y) {
            for (std::int64_t x = 0; x < picture.cols; ++x) {
                const std::int64_t row = rows.first[static_cast<std::size_t>(y)],
                                   col = cols.first[static_cast<std::size_t>(x)];
                picture(y, x) = static_cast<float>(stored_spread(field, {row, row + rows.count, col, col + cols.count}));
            }
        }
    });
    return picture;
}

}  // namespace phasescope::spreads
