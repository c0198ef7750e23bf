#include "core/match/question.hpp"

#include <algorithm>

#include "core/analysis/frequencies.hpp"
#include "core/mistakes.hpp"

namespace phasescope {
namespace {

/// Radians a position of every pair that the reading has; none where it has no pairs.
std::vector<double> pair_radians(const MatchQuestion& question, const MatchReading& reading)
{
    Surroundings around;
    around.length = question.table.rows();
    const Encoding& encoding = *find_encoding(reading.encoding);
    const Result<Mechanism> made = reading.mistake.empty()
                                       ? Result<Mechanism>(encoding.mechanism(reading.settings, around))
                                       : find_mistake(reading.mistake)->mechanism(reading.settings, around);
    std::vector<double> radians;
    if (!made) return radians;
    for (const Turns128 turns : pair_turns(*made)) radians.push_back(2 * pi * turns_per_position(turns));
    return radians;
}

}  // namespace

GuessedSettings::GuessedSettings(const Scene& scene, std::string_view encoding)
    : encoding_(find_encoding(encoding)),
      settings_(scene.encoding == encoding ? scene.settings : standard_settings(*encoding_))
{
}

GuessedSettings& GuessedSettings::set(std::string_view knob, double number)
{
    const auto index = static_cast<std::size_t>(knob_index(*encoding_, knob));
    possible_ = possible_ && repaired(encoding_->knobs[index], number) == number;
    settings_[index] = number;
    return *this;
}

double GuessedSettings::now(std::string_view knob) const
{
    return settings_[static_cast<std::size_t>(knob_index(*encoding_, knob))];
}

MatchReading with_position(MatchReading reading, const RowRun& run, std::int64_t position)
{
    const std::int64_t of_first_row = position - run.first;
    reading.first_row = std::max<std::int64_t>(0, -of_first_row);
    reading.first_position = std::max<std::int64_t>(0, of_first_row);
    return reading;
}

std::vector<MatchReading> at_positions(const MatchQuestion& question, const MatchReading& reading,
                                       std::span<const ColumnWave> waves)
{
    std::vector<std::int64_t> positions{question.run.first, 0, 1 + question.run.first,
                                        question.scene.start + question.run.first};
    const std::vector<double> radians = pair_radians(question, reading);
    if (!waves.empty() && radians.size() >= waves.size()) {
        if (!have_frequencies(waves, std::span(radians).first(waves.size()))) return {};
        const std::vector<std::int64_t> solved = positions_of_angles(waves, std::span(radians).first(waves.size()),
                                                                     reading.mistake.empty() && reading.form == Form::rows);
        positions.insert(positions.begin(), solved.begin(), solved.end());
        // What the angles say is right wherever they say anything.
        if (!solved.empty()) positions.resize(solved.size());
    }
    std::vector<MatchReading> readings;
    for (const std::int64_t position : positions) {
        MatchReading placed = with_position(reading, question.run, position);
        if (std::ranges::find(readings, placed) == readings.end()) readings.push_back(std::move(placed));
    }
    return readings;
}

}  // namespace phasescope
