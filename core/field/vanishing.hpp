// Pictures that are nearly empty though their numbers are not.
#pragma once

#include <cstdint>

#include "core/field/field.hpp"

namespace phasescope {

/// Whether the mean under a pixel of rows x cols cells leaves less than a hundredth of every wave, so that the picture shows
/// nearly nothing but 0. Only of fields of waves that are read as values; false of others.
bool means_vanish(const Field& field, std::int64_t rows, std::int64_t cols);

}  // namespace phasescope
