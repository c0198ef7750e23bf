// The picture of a function of the offset as a short list: each pixel shows the number at its own argument, and where both
// axes have the same zoom a picture has only a few arguments for each of its rows and columns.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/field/field.hpp"

namespace phasescope {

/// Numbers at some of the arguments from `least` on. Successive arguments share a bucket of 2^bits; from the least to the
/// greatest that is needed of a bucket their numbers lie beside each other. Indices count modulo 2^32, as shaders do.
struct ArgumentTable {
    std::int64_t least = 0;
    int bits = 31;                     ///< 0 .. 31
    std::vector<std::uint32_t> shift;  ///< of each bucket: the number at an argument is numbers[argument + shift]
    std::vector<double> numbers;

    double at(std::int64_t argument) const;
};

/// Pixel (y, x) is differences.at(cols.first[x] - rows.first[y]), plus sums.at(cols.first[x] + rows.first[y]) where the
/// field has terms of j + i.
struct OffsetTable {
    ArgumentTable differences;
    std::optional<ArgumentTable> sums;
};

/// Of a function of the offset; NaN where all cells of a pixel are masked. Empty for other fields, and where the list would
/// not be short: the zooms of the axes differ, or masked cells are no function of the offset.
std::optional<OffsetTable> offset_table(const Field& field, const AxisPixels& rows, const AxisPixels& cols);

/// The picture, number by number from the list.
FloatMatrix looked_up(const OffsetTable& table, const AxisPixels& rows, const AxisPixels& cols);

}  // namespace phasescope
