#include "core/field/range.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace phasescope {
namespace {

/// The least and greatest finite number, widened where they are the same.
Range finite_range(const auto& numbers)
{
    Range range{INFINITY, -INFINITY};
    for (const double number : numbers) {
        if (!std::isfinite(number)) continue;
        range.lo = std::min(range.lo, number);
        range.hi = std::max(range.hi, number);
    }
    if (range.lo > range.hi) return {-1, 1};
    if (range.lo == range.hi) {
        const double room = range.lo == 0 ? 1 : std::abs(range.lo) / 2;
        return {range.lo - room, range.hi + room};
    }
    return range;
}

}  // namespace

Range range_of(const FloatMatrix& numbers)
{
    return finite_range(numbers.values);
}

Range coarse_range(const Field& field)
{
    if (const auto* stored = std::get_if<StoredField>(&field)) return finite_range(stored->values.values);
    if (const auto* pieces = std::get_if<PieceField>(&field)) {
        const auto [lo, hi] = pieces->lines.extremes(1 - pieces->rows, pieces->causal ? 0 : pieces->cols - 1);
        return finite_range(std::vector<double>{lo, hi});
    }
    // Terms in j + i, which the first row and column do not meet everywhere, are allowed for in full.
    if (const auto* offset = std::get_if<OffsetField>(&field); offset && offset->sum.size() > 0) {
        double reach = 0;
        for (const double amplitude : offset->sum.amplitude) reach += std::abs(amplitude);
        OffsetField rest = *offset;
        rest.sum = {};
        const Range range = coarse_range(rest);
        return {range.lo - reach, range.hi + reach};
    }
    const bool by_offset = std::holds_alternative<OffsetField>(field);
    const std::int64_t looks = by_offset ? 512 : 256;
    const std::int64_t rows = row_count(field), cols = col_count(field);
    AxisPixels one_row, one_col;
    one_row.first = one_col.first = {0};
    AxisPixels along_rows = cells_under_pixels(0, static_cast<double>(rows), std::min(looks, rows), rows);
    AxisPixels along_cols = cells_under_pixels(0, static_cast<double>(cols), std::min(looks, cols), cols);
    along_rows.count = along_cols.count = 1;
    along_rows.first.front() = along_cols.first.front() = 0;
    if (!by_offset) return range_of(raster(field, along_rows, along_cols));
    const Range top = range_of(raster(field, one_row, along_cols)), side = range_of(raster(field, along_rows, one_col));
    return {std::min(top.lo, side.lo), std::max(top.hi, side.hi)};
}

}  // namespace phasescope
