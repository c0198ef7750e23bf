// What a table of numbers is: an encoding as it should be, or one of the published mistakes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/matrix.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// How exactly the numbers of a table are written down.
struct WrittenPrecision {
    std::string_view name;  ///< float32, float16, bfloat16, decimals
    int decimals = 0;       ///< digits after the point, where they are few
    double error = 0;       ///< the most that a number of about 1 is off
};

/// What a table is most like. Places are rows and columns of the table as it was given.
struct TableMatch {
    bool matches = false;       ///< no number is further off than the tolerance at its place
    std::string_view encoding;  ///< whose table it is compared with
    std::vector<double> settings;
    std::string_view mistake;         ///< "" where it is like the correct one
    bool transposed = false;          ///< positions run along the columns
    std::int64_t first_position = 0;  ///< of the first row; -1 where the first row is padding: nothing but zeros
    double largest_difference = 0;
    std::int64_t row = 0, col = 0;  ///< where it is
    double tolerance = 0;           ///< there
    WrittenPrecision precision;
};

/// Compares a table (positions, width), or its transpose, with what every encoding with a table of its own would be: the
/// sinusoidal one in both layouts and with both exponents, RoPE's cosines and sines, grids, a list of ALiBi's slopes; with
/// the scene's own base or factor and with the usual ones; and all of them with every mistake that a table can hold. Rows of
/// zeros are taken for padding. Empty where the table is too small for any.
///
/// Allowed are the error of the written numbers and that of the usual float code, whose angles are off by some units of
/// 2^-24 of themselves: 10^-6 + p 2^-22 at position p.
std::optional<TableMatch> match_table(const Matrix& table, const Scene& scene);

/// The scene in which mistakes are looked at as this table has it: with the encoding, the settings and the mistake that it
/// is most like, at its positions.
Scene scene_of_match(Scene scene, const TableMatch& match, const Matrix& table);

/// How exactly the numbers are written down: by what they are multiples of.
WrittenPrecision written_precision(const Matrix& table);

}  // namespace phasescope
