#include <algorithm>

#include "core/field/parts.hpp"
#include "core/kernels/wave_run.hpp"

namespace phasescope {
namespace {

double sum_at(const WaveTerms& terms, std::int64_t twice_x)
{
    double result = 0;
    wave_sums(terms, {&twice_x, 1}, {&result, 1});
    return result;
}

}  // namespace

namespace parts {

WaveTerms averaged(const WaveTerms& terms, std::int64_t rows, std::int64_t cols)
{
    WaveTerms result = terms;
    for (std::size_t k = 0; k < result.amplitude.size(); ++k)
        result.amplitude[k] *= mean_factor(terms.frequency[k], rows) * mean_factor(terms.frequency[k], cols);
    return result;
}

double value(const OffsetField& field, std::int64_t row, std::int64_t col)
{
    return sum_at(field.difference, 2 * (col - row)) + sum_at(field.sum, 2 * (row + col + 2 * field.first_position));
}

double mean(const OffsetField& field, const CellRect& cells)
{
    const std::int64_t query = 2 * cells.row0 + cells.rows() - 1, key = 2 * cells.col0 + cells.cols() - 1;
    return sum_at(averaged(field.difference, cells.rows(), cells.cols()), key - query)
           + sum_at(averaged(field.sum, cells.rows(), cells.cols()), key + query + 4 * field.first_position);
}

namespace {

/// Every difference and every sum of positions is computed once.
template <class Number>
void offset_rows(const OffsetField& field, std::int64_t first, std::int64_t count, std::span<Number> out)
{
    const std::int64_t arguments = field.cols + count - 1;
    const std::vector<double> differences = wave_run(field.difference, -(first + count - 1), arguments);
    copy_diagonals<Number>({differences.begin(), differences.end()}, shown_offsets(field, first, count), count, field.cols,
                           out);
    if (field.sum.size() == 0) return;
    const std::vector<double> sums = wave_run(field.sum, first + 2 * field.first_position, arguments);
    for (std::int64_t r = 0; r < count; ++r) {
        const auto row = out.subspan(static_cast<std::size_t>(r * field.cols), static_cast<std::size_t>(field.cols));
        std::transform(row.begin(), row.end(), sums.begin() + r, row.begin(),
                       [](Number cell, double sum) { return static_cast<Number>(cell + sum); });
    }
}

}  // namespace

void rows_of(const OffsetField& field, std::int64_t first, std::int64_t count, std::span<double> out)
{
    offset_rows(field, first, count, out);
}

void rows_of(const OffsetField& field, std::int64_t first, std::int64_t count, std::span<float> out)
{
    offset_rows(field, first, count, out);
}

OffsetField part(const OffsetField& field, int sign)
{
    // K(t) + sign K(-t) over 2: a cos(wt + phi) becomes a cos(phi) cos(wt) or -a sin(phi) sin(wt).
    // Terms in j + i are symmetric.
    OffsetField result = field;
    result.causal = false;
    for (std::size_t k = 0; k < result.difference.amplitude.size(); ++k) {
        const Turns64 phase = field.difference.phase[k];
        result.difference.amplitude[k] *= sign > 0 ? cos_turns(phase) : -sin_turns(phase);
        result.difference.phase[k] = sign > 0 ? 0 : -quarter_turn;
    }
    if (sign < 0) result.sum = {};
    return result;
}

}  // namespace parts
}  // namespace phasescope
