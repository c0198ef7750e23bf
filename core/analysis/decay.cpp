#include "core/analysis/decay.hpp"

#include <algorithm>
#include <cassert>
#include <complex>

#include "core/rotation.hpp"

namespace phasescope {
namespace {

/// The sum over j of |S_j|.
double sum_of_partial_sums(std::span<const Turns128> frequencies, std::int64_t distance)
{
    std::complex<double> partial;
    double sum = 0;
    for (const Turns128 frequency : frequencies) {
        const Turns64 phase = phase_at(distance, frequency);
        partial += std::complex(cos_turns(phase), sin_turns(phase));
        sum += std::abs(partial);
    }
    return sum;
}

}  // namespace

std::optional<std::int64_t> first_rise(std::span<const double> score, double tolerance)
{
    for (std::size_t distance = 0; distance + 1 < score.size(); ++distance)
        if (score[distance + 1] > score[distance] + tolerance) return static_cast<std::int64_t>(distance);
    return std::nullopt;
}

std::optional<std::int64_t> first_negative(std::span<const double> score, double tolerance)
{
    const auto found = std::ranges::find_if(score, [tolerance](double number) { return number < -tolerance; });
    if (found == score.end()) return std::nullopt;
    return found - score.begin();
}

double decay_envelope(std::span<const Turns128> frequencies, std::int64_t distance)
{
    if (frequencies.empty()) return 0;
    return sum_of_partial_sums(frequencies, distance) / static_cast<double>(frequencies.size());
}

double decay_bound(const RotatesQueryKey& rotation, std::span<const double> query, std::span<const double> key,
                   std::int64_t distance)
{
    assert(query.size() == key.size() && static_cast<std::int64_t>(query.size()) == rotation.head_size);
    assert(rotation.is_plain());
    const auto pair_value = [&](std::span<const double> vector, std::int64_t pair) {
        const auto [first, second] = channels_of(rotation, pair);
        return std::complex(vector[static_cast<std::size_t>(first)], vector[static_cast<std::size_t>(second)]);
    };
    std::complex<double> next;
    double largest_step = 0;
    for (auto pair = static_cast<std::int64_t>(rotation.frequencies.size()) - 1; pair >= 0; --pair) {
        const std::complex<double> here = pair_value(query, pair) * std::conj(pair_value(key, pair));
        largest_step = std::max(largest_step, std::abs(next - here));
        next = here;
    }
    return largest_step * sum_of_partial_sums(rotation.frequencies, distance);
}

}  // namespace phasescope
