// Sums and rows of cosines on exact phases: the loops under every wave-like picture.
//
// Two versions of each: a plain one, and a vectorised one that must agree with it to rounding.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/phase.hpp"

namespace phasescope {

/// Terms amplitude cos(2 pi (x frequency + phase)), one entry each. Equally long arrays.
struct WaveTerms {
    std::vector<double> amplitude;
    std::vector<Turns128> frequency;
    std::vector<Turns64> phase;

    std::int64_t size() const { return static_cast<std::int64_t>(amplitude.size()); }
    void add(double a, Turns128 f, Turns64 p)
    {
        amplitude.push_back(a);
        frequency.push_back(f);
        phase.push_back(p);
    }
    bool operator==(const WaveTerms&) const = default;
};

/// The same terms a quarter of a turn on: sines where there were cosines.
inline WaveTerms sines_of(WaveTerms terms)
{
    for (Turns64& phase : terms.phase) phase -= quarter_turn;
    return terms;
}

/// out[c] = the value of term c at x = twice_x / 2; |twice_x| < 2^33. Error at most 4e-16 |amplitude| in double,
/// 1.2e-7 |amplitude| in float.
void wave_row(const WaveTerms& terms, std::int64_t twice_x, std::span<double> out);
void wave_row(const WaveTerms& terms, std::int64_t twice_x, std::span<float> out);

/// Row r is the row at x = first + r: (count, terms) numbers, made on all cores. The same bounds; |first|, |first + count|
/// < 2^32.
void wave_rows(const WaveTerms& terms, std::int64_t first, std::int64_t count, std::span<double> out);
void wave_rows(const WaveTerms& terms, std::int64_t first, std::int64_t count, std::span<float> out);

/// out[i] = the sum of all terms at x = twice_x[i] / 2.
void wave_sums(const WaveTerms& terms, std::span<const std::int64_t> twice_x, std::span<double> out);

/// Plain twins.
namespace plain {
void wave_row(const WaveTerms& terms, std::int64_t twice_x, std::span<double> out);
void wave_row(const WaveTerms& terms, std::int64_t twice_x, std::span<float> out);
void wave_sums(const WaveTerms& terms, std::span<const std::int64_t> twice_x, std::span<double> out);
}  // namespace plain

}  // namespace phasescope
