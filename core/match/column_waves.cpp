#include "core/match/column_waves.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <limits>

#include "core/phase.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t most_rows_looked_at = 1024, rows_searched = 4096;
constexpr double unknown = std::numeric_limits<double>::infinity();

/// What functions in single precision are off, beside how numbers are written.
constexpr double function_error = 1e-7;

double median(std::vector<double> numbers)
{
    const auto middle = numbers.begin() + std::ssize(numbers) / 2;
    std::ranges::nth_element(numbers, middle);
    return *middle;
}

/// At most five starts i, 0 <= i <= last, spread evenly.
std::vector<std::int64_t> spread_starts(std::int64_t last)
{
    constexpr std::int64_t most = 5;
    const std::int64_t count = std::min(most, last + 1);
    std::vector<std::int64_t> starts;
    for (std::int64_t i = 0; i < count; ++i) starts.push_back(count == 1 ? 0 : last * i / (count - 1));
    return starts;
}

/// One pair of columns as points in the plane.
class PairWave {
public:
    PairWave(const TableView& table, const RowRun& run, ColumnPair columns, double noise)
        : table_(table), run_(run), columns_(columns), noise_(noise)
    {
    }

    ColumnWave wave() const
    {
        ColumnWave wave;
        std::vector<double> sizes;
        const std::vector<std::int64_t> some = spread_starts(run_.count - 1);
        for (const std::int64_t i : some) sizes.push_back(std::abs(point(i)));
        wave.amplitude = median(sizes);
        if (some.back() > 0 && sizes.front() > 0 && sizes.back() > 0)
            wave.growth = std::log(sizes.back() / sizes.front()) / static_cast<double>(some.back());
        for (std::size_t i = 0; i < some.size(); ++i) sizes[i] /= std::exp(wave.growth * static_cast<double>(some[i]));
        const auto [least, greatest] = std::ranges::minmax(sizes);
        wave.steadiness = greatest > 0 ? least / greatest : 0;
        if (wave.amplitude <= 4 * noise_) {
            wave.frequency_error = wave.angle_error = unknown;
            return wave;
        }
        // What is written may be exact and the numbers not: points off their circle show how far they are off.
        const double angle_noise = std::max(noise_ / wave.amplitude, (1 - wave.steadiness) / 2);
        wave.angle = std::arg(point(0));
        wave.angle_error = angle_noise;
        wave.frequency_error = unknown;
        for (std::int64_t lag = 1; lag < run_.count; lag *= 2) {
            const double before = lag == 1 ? 0 : wave.frequency * static_cast<double>(lag);
            const double turned = before + std::remainder(turn(lag, before) - before, 2 * pi);
            wave.frequency = turned / static_cast<double>(lag);
            wave.frequency_error = 2 * angle_noise / static_cast<double>(lag) + std::abs(wave.frequency) * 0x1p-20;
        }
        return wave;
    }

private:
    std::complex<double> point(std::int64_t i) const
    {
        const std::int64_t row = run_.row(i);
        return {table_(row, columns_.first), table_(row, columns_.second)};
    }

    /// How far the points turn in `lag` rows: the middle one of several, near to what is expected.
    double turn(std::int64_t lag, double expected) const
    {
        std::vector<double> turns;
        for (const std::int64_t i : spread_starts(run_.count - 1 - lag)) {
            const double angle = std::arg(point(i + lag) * std::conj(point(i)));
            turns.push_back(expected + std::remainder(angle - expected, 2 * pi));
        }
        return median(turns);
    }

    const TableView& table_;
    const RowRun& run_;
    ColumnPair columns_;
    double noise_;
};

/// One column of cosines.
class SingleWave {
public:
    SingleWave(const TableView& table, const RowRun& run, std::int64_t column, double noise) : noise_(noise)
    {
        for (std::int64_t i = 0; i < run.count; ++i) numbers_.push_back(table(run.row(i), column));
    }

    ColumnWave wave() const
    {
        ColumnWave wave;
        wave.frequency_error = wave.angle_error = unknown;
        for (std::int64_t lag = 1; 2 * lag < std::ssize(numbers_); lag *= 2) refine(wave, lag);
        if (std::isfinite(wave.frequency_error)) fit_angle(wave);
        return wave;
    }

private:
    double at(std::int64_t i) const { return numbers_[static_cast<std::size_t>(i)]; }

    void refine(ColumnWave& wave, std::int64_t lag) const
    {
        const auto count = std::ssize(numbers_);
        double products = 0, squares = 0, terms = 0;
        for (std::int64_t i = lag; i + lag < count; ++i) {
            products += at(i) * (at(i + lag) + at(i - lag));
            squares += at(i) * at(i);
            ++terms;
        }
        if (squares <= terms * noise_ * noise_ * 16) return;
        const double cosine = std::clamp(products / (2 * squares), -1.0, 1.0), off = 2 * noise_ / std::sqrt(squares);
        const double angle = std::acos(cosine), step = static_cast<double>(lag);
        const double error = off / std::max(std::sqrt(1 - cosine * cosine), std::sqrt(off)) / step;
        if (lag == 1) {
            wave.frequency = angle;
            wave.frequency_error = error;
            return;
        }
        if (wave.frequency_error * step > 0.5 || error > wave.frequency_error) return;
        const double expected = wave.frequency * step;
        const double ahead = expected + std::remainder(angle - expected, 2 * pi),
                     back = expected + std::remainder(-angle - expected, 2 * pi);
        wave.frequency = (std::abs(ahead - expected) < std::abs(back - expected) ? ahead : back) / step;
        wave.frequency_error = error + std::abs(wave.frequency) * 0x1p-20;
    }

    /// Least squares of a cos(w i) + b sin(w i).
    void fit_angle(ColumnWave& wave) const
    {
        const auto count = std::min<std::int64_t>(std::ssize(numbers_), 64);
        double cc = 0, cs = 0, ss = 0, xc = 0, xs = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            const double c = std::cos(wave.frequency * static_cast<double>(i)),
                         s = std::sin(wave.frequency * static_cast<double>(i));
            cc += c * c, cs += c * s, ss += s * s, xc += at(i) * c, xs += at(i) * s;
        }
        const double determinant = cc * ss - cs * cs;
        if (determinant <= 1e-9 * cc * cc) return;
        const double a = (xc * ss - xs * cs) / determinant, b = (xs * cc - xc * cs) / determinant;
        wave.amplitude = std::hypot(a, b);
        wave.angle = std::atan2(-b, a);
        const double spread = std::sqrt(determinant) / static_cast<double>(count);
        wave.angle_error = 4 * noise_ / (wave.amplitude * spread) + wave.frequency_error * static_cast<double>(count);
        wave.steadiness = 1;
    }

    std::vector<double> numbers_;
    double noise_;
};

/// One column of angles, as far as they are told: 2 pi apart they are the same.
ColumnWave wave_of_angles(const TableView& table, const RowRun& run, std::int64_t column, double noise)
{
    const auto at = [&](std::int64_t i) { return table(run.row(i), column); };
    ColumnWave wave{.frequency_error = unknown, .angle = at(0), .angle_error = noise, .amplitude = 1, .steadiness = 1};
    for (std::int64_t lag = 1; lag < run.count; lag *= 2) {
        const double step = static_cast<double>(lag), expected = lag == 1 ? 0 : wave.frequency * step;
        std::vector<double> turns;
        for (const std::int64_t i : spread_starts(run.count - 1 - lag))
            turns.push_back(expected + std::remainder(at(i + lag) - at(i) - expected, 2 * pi));
        wave.frequency = median(std::move(turns)) / step;
        wave.frequency_error = 2 * noise / step + std::abs(wave.frequency) * 0x1p-20;
    }
    return wave;
}

double noise_of(const WrittenPrecision& precision, double size)
{
    return function_error * std::max(size, 1e-12) + precision.error(size);
}

double size_of(const TableView& table, const RowRun& run)
{
    double greatest = 0;
    for (const std::int64_t i : spread_starts(run.count - 1))
        for (std::int64_t c = 0; c < table.cols(); ++c) greatest = std::max(greatest, std::abs(table(run.row(i), c)));
    return greatest;
}

/// The slowest wave whose angle tells the position to less than half a one, within one turn.
const ColumnWave* slowest_exact(std::span<const ColumnWave> waves, std::span<const double> frequencies, std::size_t& index)
{
    const ColumnWave* found = nullptr;
    for (std::size_t k = 0; k < waves.size(); ++k) {
        if (frequencies[k] <= 0 || waves[k].angle_error > 0.4 * frequencies[k]) continue;
        if (found && frequencies[k] >= frequencies[index]) continue;
        found = &waves[k];
        index = k;
    }
    return found;
}

/// Angles and frequencies in turns: a whole number of turns then costs a rounding only.
struct TurningWave {
    double frequency, angle, angle_error;
};

std::vector<TurningWave> in_turns(std::span<const ColumnWave> waves, std::span<const double> frequencies)
{
    std::vector<TurningWave> turning;
    for (std::size_t k = 0; k < waves.size(); ++k)
        if (waves[k].angle_error <= 0.5)
            turning.push_back(
                {frequencies[k] / (2 * pi), waves[k].angle / (2 * pi), (6 * waves[k].angle_error + 1e-6) / (2 * pi)});
    return turning;
}

bool has_angles(const std::vector<TurningWave>& waves, double position)
{
    return std::ranges::all_of(waves, [&](const TurningWave& wave) {
        const double turned = position * wave.frequency, off = turned - wave.angle;
        return std::abs(off - std::nearbyint(off)) <= wave.angle_error + turned * 0x1p-19;
    });
}

}  // namespace

RowRun sound_run(const TableView& table)
{
    RowRun best, now;
    for (std::int64_t r = 0; r < std::min(table.rows(), rows_searched); ++r) {
        if (!table.is_finite(r) || table.is_zero(r)) {
            now = {r + 1, 0};
            continue;
        }
        ++now.count;
        if (now.count > best.count) best = now;
        if (best.count == most_rows_looked_at) break;
    }
    return best;
}

std::vector<ColumnPair> neighbouring_columns(std::int64_t pairs)
{
    std::vector<ColumnPair> columns;
    for (std::int64_t k = 0; k < pairs; ++k) columns.emplace_back(2 * k, 2 * k + 1);
    return columns;
}

std::vector<ColumnPair> columns_of_halves(std::int64_t pairs, std::int64_t second_half)
{
    std::vector<ColumnPair> columns;
    for (std::int64_t k = 0; k < pairs; ++k) columns.emplace_back(k, second_half + k);
    return columns;
}

std::vector<ColumnWave> waves_of_pairs(const TableView& table, const RowRun& run, std::span<const ColumnPair> pairs,
                                       const WrittenPrecision& precision)
{
    std::vector<ColumnWave> waves;
    if (run.count < 1) return waves;
    const double noise = noise_of(precision, size_of(table, run));
    for (const ColumnPair& pair : pairs) waves.push_back(PairWave(table, run, pair, noise).wave());
    return waves;
}

std::vector<ColumnWave> waves_of_columns(const TableView& table, const RowRun& run, std::span<const std::int64_t> columns,
                                         const WrittenPrecision& precision)
{
    std::vector<ColumnWave> waves;
    if (run.count < 1) return waves;
    const double noise = noise_of(precision, size_of(table, run));
    for (const std::int64_t column : columns) waves.push_back(SingleWave(table, run, column, noise).wave());
    return waves;
}

std::vector<ColumnWave> waves_of_angles(const TableView& table, const RowRun& run, std::span<const std::int64_t> columns,
                                        const WrittenPrecision& precision)
{
    std::vector<ColumnWave> waves;
    if (run.count < 2) return waves;
    const double noise = noise_of(precision, size_of(table, run));
    for (const std::int64_t column : columns) waves.push_back(wave_of_angles(table, run, column, noise));
    return waves;
}

std::vector<ColumnWave> with_sine_first(std::vector<ColumnWave> waves)
{
    // sin t + i cos t = exp(i (pi/2 - t)).
    for (ColumnWave& wave : waves) {
        wave.frequency = -wave.frequency;
        wave.angle = pi / 2 - wave.angle;
    }
    return waves;
}

bool have_frequencies(std::span<const ColumnWave> waves, std::span<const double> frequencies)
{
    std::size_t known = 0, others = 0;
    for (std::size_t k = 0; k < waves.size(); ++k) {
        if (!std::isfinite(waves[k].frequency_error)) continue;
        ++known;
        const double allowed = 12 * waves[k].frequency_error + 1e-5 * frequencies[k];
        if (std::abs(waves[k].frequency - frequencies[k]) > allowed) ++others;
    }
    return 3 * others <= known;
}

std::vector<std::int64_t> positions_of_angles(std::span<const ColumnWave> waves, std::span<const double> frequencies,
                                              bool thorough)
{
    constexpr std::size_t most_found = 2;
    constexpr std::int64_t turns_after_first = 256;
    // One row does not say that the frequencies are right, and inexact angles fit anywhere far away.
    const auto is_exact = [](const ColumnWave& w) { return std::isfinite(w.frequency_error) && w.angle_error < 0.01; };
    const bool exact = 4 * std::ranges::count_if(waves, is_exact) >= 3 * std::ssize(waves);
    const std::int64_t most_turns = exact && thorough ? 1'000'000 : 4096;
    constexpr double last_position = 2147483647;
    std::vector<std::int64_t> found;
    std::size_t index = 0;
    const ColumnWave* slow = slowest_exact(waves, frequencies, index);
    if (!slow) return found;
    const std::vector<TurningWave> turning = in_turns(waves, frequencies);
    const double wavelength = 2 * pi / frequencies[index];
    double angle = std::fmod(slow->angle, 2 * pi);
    if (angle < -6 * slow->angle_error - 1e-6) angle += 2 * pi;
    for (std::int64_t turn = 0; turn < most_turns && found.size() < most_found; ++turn) {
        const double position = std::round(angle / frequencies[index] + static_cast<double>(turn) * wavelength);
        if (position > last_position || (!found.empty() && turn > turns_after_first)) break;
        if (position < 0 || !has_angles(turning, position)) continue;
        const auto whole = static_cast<std::int64_t>(position);
        if (found.empty() || found.back() != whole) found.push_back(whole);
    }
    return found;
}

}  // namespace phasescope
