// How far the numbers of a table are from those that a reading means.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/match/meant_table.hpp"
#include "core/match/table_view.hpp"
#include "core/match/written_precision.hpp"

namespace phasescope {

struct TableComparison {
    double excess = 0;  ///< the greatest difference as a multiple of the tolerance at its place
    double largest = 0, tolerance = 0;
    std::int64_t row = 0, col = 0;  ///< where it is, in the table as it is read
    /// The share of the columns' variance that the reading leaves unexplained is 1 - fit: 1 where it explains all.
    double fit = 0;
    double bits = 0;           ///< how much agreement says: log2 of size over tolerance, over all numbers that tell anything
    std::int64_t telling = 0;  ///< how many different numbers tell anything: all but 0 and the scale
    std::vector<std::int64_t> padding = {};     ///< rows of zeros among the first ones where the reading has none
    std::vector<std::int64_t> zero_rows = {};   ///< the other rows of zeros where the reading has none
    std::vector<std::int64_t> empty_rows = {};  ///< rows without numbers where the reading has none either

    bool fits() const { return excess <= 1; }
};

/// Which rows of a table are looked at: all, or some spread over it.
std::vector<std::int64_t> some_rows(std::int64_t rows);

/// The factor that brings the meant numbers nearest to those of the table (least squares over these rows).
double nearest_scale(const TableView& table, const MatchReading& reading, const MeantTable& meant,
                     const std::vector<std::int64_t>& rows);

/// Over these rows, in order; over all where there are none.
TableComparison compared(const TableView& table, const MatchReading& reading, const MeantTable& meant,
                         const WrittenPrecision& precision, const std::vector<std::int64_t>& rows);

}  // namespace phasescope
