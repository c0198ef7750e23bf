#include <algorithm>
#include <cmath>
#include <limits>

#include "core/field/parts.hpp"
#include "core/parallel.hpp"

namespace phasescope::parts {
namespace {

/// The direction of the sum of the unit arrows; not a number where there is none.
double mean_angle(const StoredField& field, const CellRect& cells)
{
    double along = 0, across = 0;
    bool any = false;
    for (std::int64_t row = cells.row0; row < cells.row1; ++row) {
        for (std::int64_t col = cells.col0; col < cells.col1; ++col) {
            const double angle = field.values(row, col);
            if (std::isnan(angle)) continue;
            along += std::cos(angle);
            across += std::sin(angle);
            any = true;
        }
    }
    return any ? std::atan2(across, along) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

double value(const StoredField& field, std::int64_t row, std::int64_t col)
{
    return field.values(row, col);
}

double mean(const StoredField& field, const CellRect& cells)
{
    if (cells.rows() == 1 && cells.cols() == 1) return field.values(cells.row0, cells.col0);
    if (field.reading == Reading::angle) return mean_angle(field, cells);
    double sum = 0, count = 0;
    for (std::int64_t row = cells.row0; row < cells.row1; ++row) {
        for (std::int64_t col = cells.col0; col < cells.col1; ++col) {
            const double number = field.values(row, col);
            const bool is_number = !std::isnan(number);
            sum += is_number ? number : 0;
            count += is_number;
        }
    }
    return sum / count;
}

FloatMatrix raster(const StoredField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    FloatMatrix picture(static_cast<std::int64_t>(rows.first.size()), static_cast<std::int64_t>(cols.first.size()));
    parallel_for(picture.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t y = begin; y < end; ++y) {
            for (std::int64_t x = 0; x < picture.cols; ++x) {
                const std::int64_t row = rows.first[static_cast<std::size_t>(y)],
                                   col = cols.first[static_cast<std::size_t>(x)];
                picture(y, x) = static_cast<float>(mean(field, {row, row + rows.count, col, col + cols.count}));
            }
        }
    });
    return picture;
}

void rows_of(const StoredField& field, std::int64_t first, std::int64_t count, std::span<double> out)
{
    std::ranges::copy_n(field.values.values.begin() + first * field.values.cols, count * field.values.cols, out.begin());
}

StoredField part(const StoredField& field, int sign)
{
    StoredField result = field;
    for (std::int64_t i = 0; i < field.values.rows; ++i)
        for (std::int64_t j = 0; j < field.values.cols; ++j)
            result.values(i, j) = (field.values(i, j) + sign * field.values(j, i)) / 2;
    return result;
}

}  // namespace phasescope::parts
