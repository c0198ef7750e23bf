// A score as a curve over the offset.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "core/analysis/direction.hpp"
#include "core/analysis/table_rows.hpp"
#include "core/analysis/wave_grid.hpp"
#include "core/curves.hpp"
#include "core/field/mask.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t most_samples = 17;              // offsets looked at under one column
constexpr std::int64_t most_diagonal_positions = 256;  // of fields whose diagonals must be walked

/// How many of the first positions a field is asked about.
std::int64_t asked_positions(const Field& score)
{
    const std::int64_t n = std::min(row_count(score), col_count(score));
    const bool by_offset = std::holds_alternative<OffsetField>(score) || std::holds_alternative<PieceField>(score);
    return by_offset ? n : std::min(n, most_diagonal_positions);
}

/// The mean over the cells of a diagonal that hold a number, walked one by one; NaN where none does.
double walked_mean(const Field& score, std::int64_t offset)
{
    const std::int64_t count = asked_positions(score) - std::abs(offset);
    double sum = 0, shown = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const double cell = value(score, i + std::max<std::int64_t>(0, -offset), i + std::max<std::int64_t>(0, offset));
        if (std::isnan(cell)) continue;
        sum += cell;
        ++shown;
    }
    return sum / shown;
}

/// The part of the scores at columns[x] + steps[i] that is a function of the offset: (columns, steps).
Matrix waves_over_offset(const WaveTerms& terms, const std::vector<std::int64_t>& columns,
                         const std::vector<std::int64_t>& steps)
{
    if (steps.size() > 1) return wave_grid(terms, columns, steps);
    Matrix run(static_cast<std::int64_t>(columns.size()), 1);  // one column an offset: they follow each other
    run.values = wave_run(terms, columns.front(), 1, run.rows);
    return run;
}

/// The scores at columns[x] + steps[i]: (columns, steps).
Matrix scores(const Field& score, const std::vector<std::int64_t>& columns, const std::vector<std::int64_t>& steps)
{
    const auto* offsets = std::get_if<OffsetField>(&score);
    const auto* pieces = std::get_if<PieceField>(&score);
    Matrix result = offsets ? waves_over_offset(offsets->difference, columns, steps)
                            : Matrix(static_cast<std::int64_t>(columns.size()), static_cast<std::int64_t>(steps.size()));
    if (offsets && offsets->sum.size() == 0) return result;
    for (std::int64_t x = 0; x < result.rows; ++x) {
        for (std::int64_t i = 0; i < result.cols; ++i) {
            const std::int64_t offset = columns[static_cast<std::size_t>(x)] + steps[static_cast<std::size_t>(i)];
            result(x, i) += offsets  ? mean_along_diagonal(*offsets, offset)
                            : pieces ? pieces->lines.at(offset)
                                     : walked_mean(score, offset);
        }
    }
    return result;
}

/// The least and greatest number; NaN where there is none.
Band band_of(std::span<const double> numbers)
{
    Band band{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    for (const double number : numbers) band = {std::fmin(band.lo, number), std::fmax(band.hi, number)};
    return band;
}

}  // namespace

OffsetCurve score_over_offset(const Field& score, std::int64_t begin, std::int64_t end, std::int64_t pixels)
{
    assert(pixels > 0);
    const std::int64_t n = asked_positions(score);
    const std::int64_t last = mask_of(score) ? 1 : n;  // masked keys have no score
    const std::int64_t first = std::max(begin, 1 - n), count = std::min(end, last) - first;
    OffsetCurve curve;
    if (count <= 0) return curve;
    const AxisPixels under = cells_under_pixels(0, static_cast<double>(count), std::min(pixels, count), count);
    std::vector<std::int64_t> columns;
    for (const std::int64_t cell : under.first) columns.push_back(first + cell);
    const Matrix values = scores(score, columns, evenly_spaced(under.count, most_samples));
    for (std::int64_t x = 0; x < values.rows; ++x) {
        curve.band.push_back(band_of(values.row(x)));
        curve.offset.push_back(static_cast<double>(columns[static_cast<std::size_t>(x)])
                               + static_cast<double>(under.count - 1) / 2);
    }
    return curve;
}

}  // namespace phasescope
