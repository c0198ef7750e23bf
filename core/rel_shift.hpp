// Transformer-XL's shift: a table by distance becomes a table by key without a gather (Dai et al. 2019, appendix B).
#pragma once

#include "core/matrix.hpp"

namespace phasescope {

/// The steps, for scores (queries, keys) whose column c belongs to the distance keys - 1 - c.
struct RelShift {
    Matrix padded;     ///< (queries, keys + 1): a column of zeros in front
    Matrix regrouped;  ///< (keys + 1, queries): the same numbers in the same order, in other rows
    Matrix shifted;    ///< (queries, keys): without the first row, in rows of keys again. Cell (i, j) has the distance
                       ///< i + keys - queries - j where that is not negative; elsewhere numbers of the next row wrap in
};
RelShift rel_shift(const Matrix& by_distance);

}  // namespace phasescope
