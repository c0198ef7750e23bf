#include "core/rel_shift.hpp"

#include <algorithm>
#include <cassert>

namespace phasescope {

RelShift rel_shift(const Matrix& by_distance)
{
    const std::int64_t queries = by_distance.rows, keys = by_distance.cols;
    assert(queries > 0 && keys > 0);
    RelShift steps{Matrix(queries, keys + 1), Matrix(keys + 1, queries), Matrix(queries, keys)};
    for (std::int64_t i = 0; i < queries; ++i) std::ranges::copy(by_distance.row(i), steps.padded.row(i).subspan(1).begin());
    steps.regrouped.values = steps.padded.values;
    std::ranges::copy(std::span(steps.regrouped.values).subspan(static_cast<std::size_t>(queries)),
                      steps.shifted.values.begin());
    return steps;
}

}  // namespace phasescope
