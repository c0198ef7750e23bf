// The numbers that a reading means, and how far those of a table may be from them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/match/reading.hpp"

namespace phasescope {

/// Rows and columns are counted from the reading's first row on, the scale left out.
///
/// Allowed is the error of the usual float code. It computes a frequency w = base^-x in single precision, with an error of
/// about 2^-24 (1 + 2 |ln w|) of itself, and its product with the position p with 2^-24 of itself; twice that is allowed:
/// p w 2^-24 (4 + 4 |ln w|) radians, and 10^-6 for what the functions add.
struct MeantTable {
    std::int64_t rows = 0, cols = 0;
    /// Rows first .. first + count - 1, row after row. Infinity marks what a mask hides, NaN what has no number.
    std::function<void(std::int64_t first, std::int64_t count, std::span<double> out)> fill = {};
    std::vector<double> angle_error = {};   ///< by column: radians a position
    std::int64_t first_position = 0;        ///< the error of row r is that of position first_position + r
    std::int64_t greatest_coordinate = -1;  ///< of positions on a grid, which are no angles themselves; else -1
    bool by_share = false;                  ///< angle_error is a share of the number
    bool on_circle = false;                 ///< numbers are angles, 2 pi apart the same
    bool grows = false;                     ///< numbers are as exact as they are large

    /// How far a number may be from `meant`, but for how it is written down.
    double tolerance(std::int64_t row, std::int64_t col, double meant) const;
};

/// Empty where the reading has no table of this shape.
std::optional<MeantTable> meant_table(const MatchReading& reading, std::int64_t rows, std::int64_t cols);

}  // namespace phasescope
