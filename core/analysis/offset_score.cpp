// The score as a sum of waves over the offset: everything that is measured follows from the values at n offsets.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/analysis/direction.hpp"
#include "core/analysis/wave_grid.hpp"

namespace phasescope {
namespace {

/// Twice the midpoint of all diagonals: what j + i is centred on.
std::int64_t twice_centre(const OffsetField& score)
{
    return 2 * score.first_position + score.rows - 1;
}

/// The term B cos(w (j + i) + phi) of a lone sine on the diagonals of n positions; all zero where there is none.
///
/// The mean square over the N cells of a diagonal is B^2 / 2 (1 + D_N(4w) cos of twice the angle at the centre).
class LoneTerm {
public:
    explicit LoneTerm(const OffsetField& score) : first_(score.first_position)
    {
        if (score.sum.size() == 0) return;
        amplitude_ = score.sum.amplitude[0];
        frequency_ = score.sum.frequency[0];
        phase_ = score.sum.phase[0];
        centre_ = phase_at(twice_centre(score), frequency_) + phase_;
    }

    double variance(std::int64_t count) const
    {
        const double once = mean_factor(2 * frequency_, count), twice = mean_factor(4 * frequency_, count);
        const double part = (1 - once * once) + cos_turns(2 * centre_) * (twice - once * once);
        return std::max(0.0, amplitude_ * amplitude_ / 2 * part);
    }

    /// The term at (t, t+D) minus that at (t, t-D) is steepness(D) times sway(t).
    double steepness(std::int64_t offset) const { return -2 * amplitude_ * sin_turns(phase_at(offset, frequency_)); }
    double sway(std::int64_t row) const { return sin_turns(phase_at(2 * (first_ + row), frequency_) + phase_); }

private:
    std::int64_t first_;
    double amplitude_ = 0;
    Turns128 frequency_ = 0;
    Turns64 phase_ = 0;
    Turns64 centre_ = 0;
};

/// Sums over all cells, gathered diagonal by diagonal, in units of scale^2 so that none overflows.
class CellSums {
public:
    CellSums(const OffsetField& score, double scale) : score_(score), scale_(scale), lone_(score) {}

    /// Takes K(D) and K(-D).
    void add(std::int64_t distance, double after, double before)
    {
        const std::int64_t count = score_.rows - distance;
        const auto cells = static_cast<double>(count);
        const double mean = mean_along_diagonal(score_, distance);
        const double spread = cells * lone_.variance(count) / (scale_ * scale_);
        whole_ += cells * squared(before + mean) + spread;
        off_mean_ += spread;
        by_distance_.push_back(before + mean);
        if (distance == 0) return;
        whole_ += cells * squared(after + mean) + spread;
        off_mean_ += spread;
        antisymmetric_ += 2 * cells * squared(after - before);
        greatest_exchange_ = std::max(greatest_exchange_, std::abs(after - before));
        if (2 * distance < score_.rows) differences_.push_back(after - before);
    }

    ScoreStructure result() &&
    {
        ScoreStructure structure;
        if (whole_ > 0) {
            structure.direction.index = std::sqrt(antisymmetric_ / whole_) / 2;
            structure.toeplitz_defect = std::sqrt(off_mean_ / whole_);
        }
        structure.by_distance = std::move(by_distance_);
        return structure;
    }

    /// K(D) - K(-D) at index D - 1, for every D that some t has on both sides.
    const std::vector<double>& differences() const { return differences_; }

    /// max |A - A^T|: the greatest |K(D) - K(-D)| of all D.
    double greatest_exchange() const { return greatest_exchange_; }

private:
    double squared(double number) const { return (number / scale_) * (number / scale_); }

    const OffsetField& score_;
    double scale_;
    LoneTerm lone_;
    double whole_ = 0, antisymmetric_ = 0, off_mean_ = 0, greatest_exchange_ = 0;
    std::vector<double> by_distance_;
    std::vector<double> differences_;
};

/// A row t and the largest difference that an offset has anywhere.
struct Peak {
    double difference = 0;
    std::int64_t row = 0;
};

/// For each D the greatest |K(D) - K(-D) + steepness(D) sway(t)| over the rows D .. n-1-D. These rows grow by one at
/// either end as D falls, so the extremes of the sway are kept while D falls.
std::vector<Peak> peaks(const OffsetField& score, const std::vector<double>& differences)
{
    const LoneTerm lone(score);
    std::vector<Peak> result(differences.size());
    Peak low{2, 0}, high{-2, 0};
    const auto meet = [&](std::int64_t row) {
        const double sway = lone.sway(row);
        if (sway <= low.difference) low = {sway, row};
        if (sway >= high.difference) high = {sway, row};
    };
    const auto last = static_cast<std::int64_t>(differences.size());
    for (std::int64_t row = last; row <= score.rows - 1 - last; ++row) meet(row);
    for (std::int64_t offset = last; offset >= 1; --offset) {
        meet(score.rows - 1 - offset);
        meet(offset);
        const double even = differences[static_cast<std::size_t>(offset - 1)], steepness = lone.steepness(offset);
        const Peak at_low{std::abs(even + steepness * low.difference), low.row};
        const Peak at_high{std::abs(even + steepness * high.difference), high.row};
        Peak& peak = result[static_cast<std::size_t>(offset - 1)];
        peak = at_low.difference > at_high.difference ? at_low : at_high;
        if (steepness == 0) peak.row = offset;
    }
    return result;
}

/// Fills in the greatest difference and the first t, then the first D, where it occurs within the tolerance.
void find_greatest(Direction& direction, const OffsetField& score, const std::vector<double>& differences)
{
    const std::vector<Peak> found = peaks(score, differences);
    for (const Peak& peak : found) direction.max_difference = std::max(direction.max_difference, peak.difference);
    std::int64_t first_row = score.rows;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i].difference < direction.max_difference - direction.tolerance || found[i].row >= first_row) continue;
        first_row = found[i].row;
        direction.position = score.first_position + first_row;
        direction.offset = static_cast<std::int64_t>(i) + 1;
    }
}

double largest_score(const OffsetField& score)
{
    const auto sum = [](const WaveTerms& terms) {
        return std::accumulate(terms.amplitude.begin(), terms.amplitude.end(), 0.0,
                               [](double total, double amplitude) { return total + std::abs(amplitude); });
    };
    return sum(score.difference) + sum(score.sum);
}

}  // namespace

double mean_along_diagonal(const OffsetField& score, std::int64_t offset)
{
    const std::int64_t count = score.rows - std::abs(offset);
    double sum = 0;
    for (std::size_t k = 0; k < score.sum.amplitude.size(); ++k) {
        const Turns64 centre = phase_at(twice_centre(score), score.sum.frequency[k]) + score.sum.phase[k];
        sum += score.sum.amplitude[k] * cos_turns(centre) * mean_factor(2 * score.sum.frequency[k], count);
    }
    return sum;
}

bool has_closed_form(const OffsetField& score)
{
    return score.sum.size() <= 1;
}

namespace {

/// K(first), K(first + step), ... in `count` numbers.
using Run = std::function<std::vector<double>(std::int64_t first, std::int64_t step, std::int64_t count)>;

/// `shape` gives the positions and the term in j + i; `run` the function of the offset.
std::optional<ScoreStructure> measured_run(const OffsetField& shape, const Run& run, double scale, double tolerance,
                                           const Progress& progress)
{
    constexpr std::int64_t distances_at_once = 1 << 15;
    const Progress part = step_of(progress, 0, 1);
    CellSums sums(shape, scale > 0 ? scale : 1);
    for (std::int64_t first = 0; first < shape.rows; first += distances_at_once) {
        if (!part(static_cast<double>(first) / static_cast<double>(shape.rows))) return std::nullopt;
        const std::int64_t count = std::min(distances_at_once, shape.rows - first);
        const std::vector<double> after = run(first, 1, count), before = run(-first, -1, count);
        for (std::size_t i = 0; i < after.size(); ++i) sums.add(first + static_cast<std::int64_t>(i), after[i], before[i]);
    }
    Direction direction;
    direction.tolerance = tolerance;
    find_greatest(direction, shape, sums.differences());
    direction.max_exchange = sums.greatest_exchange();
    direction.sees_direction = direction.max_exchange > direction.tolerance;
    ScoreStructure result = std::move(sums).result();
    direction.index = result.direction.index;
    result.direction = direction;
    return result;
}

}  // namespace

std::optional<ScoreStructure> measured(const OffsetField& score, const Progress& progress)
{
    assert(score.rows == score.cols && score.rows > 0 && has_closed_form(score));
    const auto run = [&](std::int64_t first, std::int64_t step, std::int64_t count) {
        return wave_run(score.difference, first, step, count);
    };
    const double tolerance = 2 * (wave_grid_error(score.difference) + wave_grid_error(score.sum));
    return measured_run(score, run, largest_score(score), tolerance, progress);
}

std::optional<ScoreStructure> measured(const PieceField& score, std::int64_t first_position, const Progress& progress)
{
    assert(score.rows == score.cols && score.rows > 0 && score.key_lead == 0);
    const auto run = [&](std::int64_t first, std::int64_t step, std::int64_t count) {
        std::vector<double> values(static_cast<std::size_t>(count));
        for (std::int64_t i = 0; i < count; ++i) values[static_cast<std::size_t>(i)] = score.lines.at(first + i * step);
        return values;
    };
    const double largest = score.lines.largest(score.rows);
    // A value is one product and one sum, and its two numbers were rounded before: four roundings on either side.
    return measured_run({score.rows, score.cols, first_position, {}, {}}, run, largest, 8 * 0x1p-53 * largest, progress);
}

}  // namespace phasescope
