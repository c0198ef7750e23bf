// Curves over positions and over offsets, as what is drawn: one vertical stretch for each pixel column.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/picture.hpp"

namespace phasescope {

/// The least and greatest value that a curve takes under one pixel column.
struct Band {
    double lo = 0, hi = 0;
};

/// One drawn channel of the waves view.
struct WaveCurve {
    std::int64_t channel = 0;
    std::int64_t pair = -1;
    bool is_sine = false;
    bool partner = false;  ///< drawn thinner: the partner of the probe's own channel
    double amplitude = 1;
    Turns128 frequency = 0;
    Turns64 phase = 0;

    double at(double position) const;
};

/// The channels that the waves view draws: the probe's own and its partner, then the sine of each of the scene's
/// pairs (an eighth, a quarter and half of the pairs where none were chosen; those outside are left out).
std::vector<WaveCurve> wave_curves(const Scene& scene);

/// The continuous curve over positions [begin, end), in `pixels` columns, as its exact envelope.
std::vector<Band> envelope(const WaveCurve& curve, double begin, double end, std::int64_t pixels);

/// A score over the offset key - query from `begin` to `end` (whole offsets): the values at the offsets where there
/// are at most as many offsets as pixels, else least and greatest of samples under each pixel. Only for fields that are
/// functions of the offset; other fields give the mean over the diagonal of the first positions.
struct OffsetCurve {
    std::vector<double> offset;  ///< centre of each column
    std::vector<Band> band;
};
OffsetCurve score_over_offset(const Field& score, std::int64_t begin, std::int64_t end, std::int64_t pixels);

}  // namespace phasescope
