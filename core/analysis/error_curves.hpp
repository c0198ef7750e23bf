// How the largest error of number formats grows with the length.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/analysis/progress.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// The largest errors in some formats; infinity from where a number is beyond the greatest of its format.
struct ErrorCurve {
    Formats formats;
    std::vector<double> values;  ///< of a value of the table, one for each length
    std::vector<double> scores;  ///< of a score
};

struct ErrorCurves {
    std::vector<std::int64_t> lengths;  ///< ascending, 1 .. 10^7, spaced by a constant factor
    std::vector<ErrorCurve> curves;     ///< in the scene's formats, then in fp32, tf32, bf16 and fp16 alone
};

/// Each length is a sample of its positions, 0 .. length - 1: the last four of it and of every shorter length, and the
/// scores of its last position with keys 0, 1, 2, 4, 8 ... positions before. Content that differs by position has its first
/// row at all of them. Of a mechanism of waves over the position (has_precision); empty where cancelled.
std::optional<ErrorCurves> error_curves(const Scene& scene, const Progress& progress);

}  // namespace phasescope
