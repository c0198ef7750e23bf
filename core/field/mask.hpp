// The causal mask: keys after their query are hidden from it, and their cells hold no number.
#pragma once

#include <cstdint>
#include <optional>

#include "core/field/field.hpp"

namespace phasescope {

/// Key column c is later than query row r where c + key_lead > r.
struct Mask {
    std::int64_t key_lead = 0;

    bool hides(std::int64_t row, std::int64_t col) const { return col + key_lead > row; }
    bool hides_nothing_of(const CellRect& cells) const { return !hides(cells.row0, cells.col1 - 1); }
    bool hides_all_of(const CellRect& cells) const { return hides(cells.row1 - 1, cells.col0); }
};

/// The mask of a field; empty where it has none.
std::optional<Mask> mask_of(const Field& field);

/// The mean over the cells of a rectangle that the mask cuts.
double cut_mean(const Field& field, const Mask& mask, const CellRect& cells);

/// Gives the pixels of a picture that was made without the mask their own numbers: NaN where all cells are hidden.
void apply(const Mask& mask, const Field& field, const AxisPixels& rows, const AxisPixels& cols, FloatMatrix& picture);

}  // namespace phasescope
