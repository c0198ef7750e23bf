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
    double growth = 0;  ///< the amplitude is multiplied by exp(growth (position - growth_origin))
    std::int64_t growth_origin = 0;

    /// The value at any position, whole or not; at whole ones that of the table's cell.
    double at(double position) const;
};

/// The channels that the waves view draws, none where positions have coordinates or are too many: the probe's own and its
/// partner, then the sine of each of the scene's pairs (an eighth, a quarter and half of the pairs where none were chosen;
/// those outside are left out). None twice.
std::vector<WaveCurve> wave_curves(const Scene& scene);

/// The continuous curve over positions [begin, end), in `pixels` columns, as its exact envelope: the phase at each
/// column's edges is exact, and where it passes a crest or a trough between them the band reaches the amplitude (of one that
/// grows, the greater amplitude at the edges).
std::vector<Band> envelope(const WaveCurve& curve, double begin, double end, std::int64_t pixels);

/// A score over the offset key - query.
struct OffsetCurve {
    std::vector<double> offset;  ///< centre of each column
    std::vector<Band> band;
};

/// The offsets from `begin` up to, not including, `end`; those that no pair of the field's positions has are left out.
/// As many columns as offsets where these are at most `pixels`, else `pixels` columns: each shows the least and greatest
/// of at most 17 evenly spaced offsets under it, its first and last among them. A field that is no function of the
/// offset gives the mean over the diagonal: exact for the lone sine of an odd dimension, over the first 256 positions
/// for products and stored scores. NaN where no pair of positions with a row has the offset.
OffsetCurve score_over_offset(const Field& score, std::int64_t begin, std::int64_t end, std::int64_t pixels);

}  // namespace phasescope
