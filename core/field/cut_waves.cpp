#include "core/field/cut_waves.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace phasescope {
namespace {

/// n successive numbers about 0, a half apart from whole ones where n is even: the sum of s sin(w s) over them, w = 2 pi
/// frequency. It is -d/dw of sin(n w/2) / sin(w/2).
double sine_moment(Turns128 frequency, std::int64_t count)
{
    const auto n = static_cast<double>(count);
    const double w = 2 * pi * turns_per_position(frequency);
    if (n * w < 0.1) {
        const double second = n * (n * n - 1) / 12, fourth = second * (3 * n * n - 7) / 20;
        const double sixth = second * (3 * n * n * n * n - 18 * n * n + 31) / 112;
        return w * (second - w * w / 6 * (fourth - w * w / 20 * sixth));
    }
    const Turns64 half = static_cast<Turns64>((frequency >> 1) * static_cast<Turns128>(count) >> 64);  // n w / 2
    const double s = std::sin(w / 2), c = std::cos(w / 2);
    return (sin_turns(half) * c - n * cos_turns(half) * s) / (2 * s * s);
}

/// Successive offsets: how many pairs have the first of them, and how many more each next.
struct Slope {
    std::int64_t first, last;
    double pairs;
    double step;

    std::int64_t count() const { return last - first + 1; }
    double mean_pairs() const { return pairs + step * static_cast<double>(count() - 1) / 2; }
};

/// The offsets of all pairs rise from one pair to the shorter side, stay, and fall again; only those up to 0 count.
std::array<Slope, 3> slopes_of(const CutPairs& pairs)
{
    const std::int64_t shorter = std::min(pairs.rows, pairs.cols);
    const std::int64_t first = pairs.lead - pairs.rows + 1, last = pairs.lead + pairs.cols - 1;
    const auto high = static_cast<double>(shorter);
    std::array<Slope, 3> slopes{{{first, first + shorter - 1, 1, 1},
                                 {first + shorter, last - shorter, high, 0},
                                 {std::max(first + shorter, last - shorter + 1), last, high, -1}}};
    slopes[2].pairs = static_cast<double>(last - slopes[2].first + 1);
    for (Slope& slope : slopes) slope.last = std::min<std::int64_t>(slope.last, 0);
    return slopes;
}

/// Successive queries whose keys go from the first to their own position, or to the last key.
struct QueryRun {
    std::int64_t first, last;

    std::int64_t count() const { return std::max<std::int64_t>(0, last - first + 1); }
};

}  // namespace

double CutPairs::count() const
{
    double sum = 0;
    for (const Slope& slope : slopes_of(*this))
        if (slope.count() > 0) sum += static_cast<double>(slope.count()) * slope.mean_pairs();
    return sum;
}

double sum_over_offsets(const WaveTerms& terms, const CutPairs& pairs, std::int64_t shift)
{
    double sum = 0;
    for (const Slope& slope : slopes_of(pairs)) {
        if (slope.count() <= 0) continue;
        const auto n = static_cast<double>(slope.count());
        for (std::size_t k = 0; k < terms.amplitude.size(); ++k) {
            const Turns128 frequency = terms.frequency[k];
            const Turns64 middle = half_phase_at(slope.first + slope.last + 2 * shift, frequency) + terms.phase[k];
            const double level = slope.mean_pairs() * n * mean_factor(frequency, slope.count()) * cos_turns(middle);
            const double tilt = slope.step == 0 ? 0 : slope.step * sine_moment(frequency, slope.count()) * sin_turns(middle);
            sum += terms.amplitude[k] * (level - tilt);
        }
    }
    return sum;
}

double sum_over_sums(const WaveTerms& terms, const CutPairs& pairs, std::int64_t shift)
{
    // Queries that reach only some of the keys, and those that reach all.
    const std::int64_t all_from = std::max<std::int64_t>(0, pairs.lead + pairs.cols - 1);
    const QueryRun some{std::max<std::int64_t>(0, pairs.lead), std::min(pairs.rows, all_from) - 1},
        all{all_from, pairs.rows - 1};
    const std::int64_t from = pairs.lead + shift;  // of query 0 and the first key
    double sum = 0;
    for (std::size_t k = 0; k < terms.amplitude.size(); ++k) {
        const Turns128 frequency = terms.frequency[k];
        const auto sine_at = [&](std::int64_t twice) { return sin_turns(half_phase_at(twice, frequency) + terms.phase[k]); };
        double of_term = 0;
        if (some.count() > 0) {
            // The keys of query i add up to (sin w(from + 2i - lead + 1/2) - sin w(from + i - 1/2)) / 2 sin(w/2).
            const std::int64_t ends = some.first + some.last;
            const double last = mean_factor(frequency << 1, some.count()) * sine_at(2 * (from + ends - pairs.lead) + 1);
            const double first = mean_factor(frequency, some.count()) * sine_at(2 * from + ends - 1);
            of_term +=
                static_cast<double>(some.count()) * (last - first) / (2 * std::sin(pi * turns_per_position(frequency)));
        }
        if (all.count() > 0) {
            const std::int64_t middle = 2 * from + all.first + all.last + pairs.cols - 1;
            of_term += static_cast<double>(all.count()) * static_cast<double>(pairs.cols)
                       * mean_factor(frequency, all.count()) * mean_factor(frequency, pairs.cols)
                       * cos_turns(half_phase_at(middle, frequency) + terms.phase[k]);
        }
        sum += terms.amplitude[k] * of_term;
    }
    return sum;
}

}  // namespace phasescope
