// A field written out in bands of whole rows.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "core/field/field.hpp"
#include "core/result.hpp"

namespace phasescope {

/// Gives the rows of the field in bands to `take`: the first row of the band and its numbers, row after row. Stops with an
/// Error when `take` returns false.
Result<Done> each_band(const Field& field, const std::function<bool(std::int64_t, std::span<const double>)>& take);

/// An Error where a file of `bytes_per_cell` for each cell would be larger than 16 TiB, the most that ext4 holds.
Result<Done> fits_a_file(const Field& field, int bytes_per_cell);

/// What a writer says when its sink took no more.
Error write_refused();

}  // namespace phasescope
