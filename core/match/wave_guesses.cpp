// What tables whose columns turn could be: which columns are pairs, and of what.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/match/comparison.hpp"
#include "core/match/spectrum_fit.hpp"

namespace phasescope {
namespace {

/// Points that keep their distance from the middle turn; points that do not are no pairs.
constexpr double least_steadiness = 0.8;

double middle_of(std::vector<double> numbers)
{
    std::ranges::nth_element(numbers, numbers.begin() + std::ssize(numbers) / 2);
    return numbers[numbers.size() / 2];
}

double median_of(std::span<const ColumnWave> waves, double ColumnWave::*member)
{
    std::vector<double> numbers;
    for (const ColumnWave& wave : waves) numbers.push_back(wave.*member);
    return middle_of(std::move(numbers));
}

void append_guesses(std::vector<MatchReading>& all, std::vector<MatchReading> more)
{
    std::ranges::move(more, std::back_inserter(all));
}

/// Of the wave that turns fastest; the others' signs may be noise.
bool turns_backwards(std::span<const ColumnWave> waves)
{
    return std::ranges::max_element(waves, {}, [](const ColumnWave& w) { return std::abs(w.frequency); })->frequency < 0;
}

/// What pairs of columns could be.
void guess_pairs(std::vector<MatchReading>& all, const MatchQuestion& question, std::span<const ColumnPair> pairs,
                 bool interleaved)
{
    std::vector<ColumnWave> waves = waves_of_pairs(question.table, question.run, pairs, question.precision);
    if (waves.empty() || median_of(waves, &ColumnWave::steadiness) < least_steadiness) return;
    const bool all_rows = question.run.count > 1;
    if (!all_rows || turns_backwards(waves))
        append_guesses(all, sinusoidal_readings(question, with_sine_first(waves), interleaved, false));
    if (all_rows && turns_backwards(waves)) return;
    const bool even = question.table.cols() % 2 == 0;
    const double amplitude = median_of(waves, &ColumnWave::amplitude);
    if (even) append_guesses(all, rope_readings(question, waves, amplitude, Form::rows, interleaved));
    append_guesses(all, sinusoidal_readings(question, waves, interleaved, true));
    const double growth = median_of(waves, &ColumnWave::growth) * static_cast<double>(question.run.count);
    if (even && std::abs(growth) > 1e-5) append_guesses(all, xpos_readings(question, waves, interleaved));
}

bool equal_columns(const MatchQuestion& question, std::int64_t a, std::int64_t b)
{
    for (const std::int64_t row : some_rows(question.run.count)) {
        const std::int64_t r = question.run.row(row);
        if (question.table(r, a) != question.table(r, b)) return false;
    }
    return true;
}

/// Columns that hold each pair once, and the forms that they may have.
struct SingleColumns {
    std::vector<std::int64_t> columns;
    Form cosines, sines, angles;
};

std::vector<SingleColumns> single_columns(const MatchQuestion& question)
{
    const std::int64_t d = question.table.cols();
    std::vector<std::int64_t> all(static_cast<std::size_t>(d)), first, even;
    std::iota(all.begin(), all.end(), 0);
    std::vector<SingleColumns> found{{all, Form::cosines, Form::sines, Form::angles}};
    if (d % 2 != 0) return found;
    bool twice = true, doubled = true;
    for (std::int64_t k = 0; k < d / 2; ++k) {
        twice = twice && equal_columns(question, k, d / 2 + k);
        doubled = doubled && equal_columns(question, 2 * k, 2 * k + 1);
        first.push_back(k);
        even.push_back(2 * k);
    }
    if (twice) found.push_back({first, Form::cosines_twice, Form::sines_twice, Form::angles_twice});
    if (doubled) found.push_back({even, Form::cosines_doubled, Form::sines_doubled, Form::angles_doubled});
    // Columns that stand twice are no pairs of their own.
    if (found.size() > 1) found.erase(found.begin());
    return found;
}

bool decreasing(std::span<const ColumnWave> waves)
{
    std::size_t rising = 0;
    for (std::size_t k = 1; k < waves.size(); ++k)
        rising +=
            waves[k].frequency - waves[k - 1].frequency > 4 * (waves[k].frequency_error + waves[k - 1].frequency_error);
    return 4 * rising <= waves.size();
}

void guess_single(std::vector<MatchReading>& all, const MatchQuestion& question, const SingleColumns& single)
{
    std::vector<ColumnWave> cosines = waves_of_columns(question.table, question.run, single.columns, question.precision);
    if (!cosines.empty() && decreasing(cosines)) {
        std::vector<ColumnWave> sines = cosines;
        for (ColumnWave& wave : sines) wave.angle += pi / 2;
        std::vector<double> known;
        for (const ColumnWave& wave : cosines)
            if (wave.angle_error < 0.1) known.push_back(wave.amplitude);
        const std::optional<double> amplitude = known.empty() ? std::nullopt : std::optional(middle_of(known));
        append_guesses(all, rope_readings(question, cosines, amplitude, single.cosines, false));
        append_guesses(all, rope_readings(question, sines, amplitude, single.sines, false));
    }
}

void guess_angles(std::vector<MatchReading>& all, const MatchQuestion& question, const SingleColumns& single)
{
    const std::vector<ColumnWave> waves = waves_of_angles(question.table, question.run, single.columns, question.precision);
    if (waves.empty() || waves.front().frequency <= 0 || !decreasing(waves)) return;
    for (MatchReading reading : rope_readings(question, waves, std::nullopt, single.angles, false)) {
        all.push_back(reading);
        // An angle that was not wrapped tells the position by itself.
        const double position = question.table(question.run.first, 0) / waves.front().frequency;
        if (position > 0 && position < 2e9) all.push_back(with_position(reading, question.run, std::llround(position)));
    }
    if (single.angles == Form::angles)
        append_guesses(all, rope_readings(question, waves, std::nullopt, Form::wrapped_angles, false));
}

}  // namespace

std::vector<MatchReading> wave_guesses(const MatchQuestion& question)
{
    std::vector<MatchReading> all;
    const std::int64_t d = question.table.cols(), pairs = d / 2;
    if (question.run.count < 1 || d > 8192 || d < 1) return all;
    if (pairs > 0) {
        guess_pairs(all, question, neighbouring_columns(pairs), true);
        guess_pairs(all, question, columns_of_halves(pairs, pairs), false);
        if (d % 2 != 0) guess_pairs(all, question, columns_of_halves(pairs, pairs + 1), false);
    }
    if (question.run.count < 2) return all;
    for (const SingleColumns& single : single_columns(question)) {
        guess_single(all, question, single);
        guess_angles(all, question, single);
    }
    return all;
}

std::vector<MatchReading> frequency_guesses(const MatchQuestion& question)
{
    std::vector<MatchReading> all;
    const std::int64_t d = question.table.cols();
    if (question.table.rows() != 1 || d < 2 || d > 4096 || question.run.count != 1) return all;
    std::vector<ColumnWave> waves;
    for (std::int64_t c = 0; c < d; ++c) {
        const double number = question.table(0, c);
        if (number < 0 || number > 1.0001) return all;
        // Products of single precision differ in the last places.
        waves.push_back({.frequency = number,
                         .frequency_error = number * 1e-6 + question.precision.error(number) + 1e-12,
                         .angle_error = 1});
    }
    for (const GuessedSettings& guess : rope_settings(question, waves, std::nullopt))
        all.push_back({.encoding = "rope", .settings = guess.settings(), .form = Form::frequencies});
    return all;
}

}  // namespace phasescope
