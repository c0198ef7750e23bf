// Sheets of the errors that the formats of a scene make, on a logarithmic scale.
#pragma once

#include "core/picture.hpp"

namespace phasescope {

/// Sheet::value_error and score_error hold log10 of the error; every smaller one, and none, is shown as this.
inline constexpr double least_log_error = -16;

/// Whether a sheet holds such logarithms.
constexpr bool shows_errors(Sheet sheet)
{
    return sheet == Sheet::value_error || sheet == Sheet::score_error;
}

/// log10 of an error as these sheets hold it.
double log_error(double error);

/// One of them, of a mechanism that has_precision. An Error where there are too many positions. Cells whose number is beyond
/// the greatest of its format are infinite.
Result<Picture> error_picture(const Scene& scene, const Mechanism& mechanism, Sheet sheet);

}  // namespace phasescope
