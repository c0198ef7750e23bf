// Which base, and which scaling, gives frequencies that were read off a table.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/match/column_waves.hpp"
#include "core/match/question.hpp"

namespace phasescope {

/// A straight line through the logarithms of the frequencies: ln f_k = ln first - k fall.
struct GeometricFit {
    double fall = 0, fall_error = 0;
    double first = 1, first_error = 0;
    bool straight = false;    ///< all frequencies lie on it
    bool determined = false;  ///< there were at least two
};

/// Of the waves first .. first + count - 1 that turn at all; weighted by how exactly they are known.
GeometricFit geometric_fit(std::span<const ColumnWave> waves);

/// Bases b for b^-step = exp(-fall): the simplest ones that the fit allows, and the usual ones among them. All usual ones
/// where it is not determined.
std::vector<double> bases_of(const GeometricFit& fit, double step, double own);

/// Numbers for a knob that was measured to be `number` +- `error`, the simplest first.
std::vector<double> simple_numbers(double number, double error);

/// Bases that models use.
std::span<const double> usual_bases();

/// The sinusoidal encoding, and RoPE in this form, whose pairs are the waves: as they should be, and with the mistakes that
/// leave pairs; at the positions that the angles tell.
std::vector<MatchReading> sinusoidal_readings(const MatchQuestion& question, std::span<const ColumnWave> waves,
                                              bool interleaved, bool cosine_first);
std::vector<MatchReading> rope_readings(const MatchQuestion& question, std::span<const ColumnWave> waves,
                                        std::optional<double> amplitude, Form form, bool interleaved);
std::vector<MatchReading> xpos_readings(const MatchQuestion& question, std::span<const ColumnWave> waves, bool interleaved);

/// RoPE's settings whose frequencies are those of the waves, in the order of the pairs; `amplitude` is what cosines and
/// sines are multiplied by, where it is known.
std::vector<GuessedSettings> rope_settings(const MatchQuestion& question, std::span<const ColumnWave> waves,
                                           std::optional<double> amplitude);

}  // namespace phasescope
