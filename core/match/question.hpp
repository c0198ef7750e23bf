// What is asked of every kind of table: what could these numbers be? The answers are guesses, to be compared in full.
#pragma once

#include <string_view>
#include <vector>

#include "core/match/column_waves.hpp"
#include "core/match/reading.hpp"
#include "core/match/table_view.hpp"
#include "core/match/written_precision.hpp"
#include "core/scene.hpp"

namespace phasescope {

struct MatchQuestion {
    const TableView& table;
    const Scene& scene;  ///< whose settings are tried first
    WrittenPrecision precision;
    RowRun run;
};

/// Settings of an encoding: the scene's where it has that encoding, else the standard ones.
class GuessedSettings {
public:
    GuessedSettings(const Scene& scene, std::string_view encoding);

    /// A number that the knob does not allow makes the guess impossible.
    GuessedSettings& set(std::string_view knob, double number);
    double now(std::string_view knob) const;
    bool possible() const { return possible_; }
    const std::vector<double>& settings() const { return settings_; }
    const Encoding& encoding() const { return *encoding_; }

private:
    const Encoding* encoding_;
    std::vector<double> settings_;
    bool possible_ = true;
};

/// The reading from each position at which its pairs have the angles of the waves, which begin with the run; from 0, 1 and
/// the scene's start where the angles do not tell. None where its pairs turn by other frequencies than the waves.
std::vector<MatchReading> at_positions(const MatchQuestion& question, const MatchReading& reading,
                                       std::span<const ColumnWave> waves);

/// The reading whose run begins with this position.
MatchReading with_position(MatchReading reading, const RowRun& run, std::int64_t position);

/// Guesses of each kind.
std::vector<MatchReading> wave_guesses(const MatchQuestion& question);  ///< sinusoidal tables, RoPE's in all forms, xPos
std::vector<MatchReading> frequency_guesses(const MatchQuestion& question);  ///< one row of frequencies
std::vector<MatchReading> grid_guesses(const MatchQuestion& question);       ///< grids, axial RoPE
std::vector<MatchReading> mrope_guesses(const MatchQuestion& question);
std::vector<MatchReading> bias_guesses(const MatchQuestion& question);   ///< ALiBi
std::vector<MatchReading> index_guesses(const MatchQuestion& question);  ///< buckets and differences of positions
std::vector<MatchReading> mistake_guesses(const MatchQuestion& question);
std::vector<MatchReading> own_guesses(const MatchQuestion& question);  ///< the scene's own encoding as it stands

}  // namespace phasescope
