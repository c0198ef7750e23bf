// Which two rows of a table are nearest.
#pragma once

#include <cstdint>
#include <optional>

#include "core/analysis/properties.hpp"
#include "core/matrix.hpp"

namespace phasescope {

/// Row r belongs to the position first_position + r. Empty where there are no two rows. Each is compared with each.
std::optional<NearestRows> nearest_rows(const Matrix& rows, std::int64_t first_position);

}  // namespace phasescope
