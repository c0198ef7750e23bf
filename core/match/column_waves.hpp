// What turns in the columns of a table: frequency and angle, read off the numbers without knowing the encoding.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/match/table_view.hpp"
#include "core/match/written_precision.hpp"

namespace phasescope {

/// Rows one after another, or every so many, that hold numbers and are not all zero.
struct RowRun {
    std::int64_t first = 0, count = 0, stride = 1;

    std::int64_t row(std::int64_t i) const { return first + i * stride; }
};

/// The longest run among the first rows of a table.
RowRun sound_run(const TableView& table);

/// amplitude cos(angle + frequency i) in run row i. Radians.
struct ColumnWave {
    double frequency = 0, frequency_error = 0;
    double angle = 0, angle_error = 0;  ///< of the first row
    double amplitude = 0;
    double growth = 0;      ///< of the amplitude a row, as its logarithm
    double steadiness = 0;  ///< the least amplitude as a share of the greatest, but for the growth
};

using ColumnPair = std::pair<std::int64_t, std::int64_t>;

/// Pairs of neighbours, or column k with column k + count of the first 2 count columns.
std::vector<ColumnPair> neighbouring_columns(std::int64_t pairs);
std::vector<ColumnPair> columns_of_halves(std::int64_t pairs, std::int64_t second_half);

/// Of pairs that hold the cosine and the sine of an angle; with the sine first the frequency is negative.
std::vector<ColumnWave> waves_of_pairs(const TableView& table, const RowRun& run, std::span<const ColumnPair> pairs,
                                       const WrittenPrecision& precision);

/// Of single columns that hold a cosine, by x(r + L) + x(r - L) = 2 cos(L w) x(r).
std::vector<ColumnWave> waves_of_columns(const TableView& table, const RowRun& run, std::span<const std::int64_t> columns,
                                         const WrittenPrecision& precision);

/// Of single columns that hold angles, wrapped or not.
std::vector<ColumnWave> waves_of_angles(const TableView& table, const RowRun& run, std::span<const std::int64_t> columns,
                                        const WrittenPrecision& precision);

/// The same waves with the frequencies that they turn by and the angles of cosines, when the sine came first.
std::vector<ColumnWave> with_sine_first(std::vector<ColumnWave> waves);

/// Whether most waves that are known turn by these frequencies, radians a row.
bool have_frequencies(std::span<const ColumnWave> waves, std::span<const double> frequencies);

/// Positions of the first row of a run, the least first, at which all waves have their angles. `frequencies` are the exact
/// ones, radians a position. Up to 2^31 where the search is thorough, else near the beginning.
std::vector<std::int64_t> positions_of_angles(std::span<const ColumnWave> waves, std::span<const double> frequencies,
                                              bool thorough);

}  // namespace phasescope
