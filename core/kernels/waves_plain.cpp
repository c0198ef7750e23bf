// The plain twin: one cosine after another, nothing clever.
#include <cassert>

#include "core/waves.hpp"

namespace phasescope::plain {
namespace {

double term_at(const WaveTerms& terms, std::size_t c, std::int64_t twice_x)
{
    const double cosine = cos_turns(half_phase_at(twice_x, terms.frequency[c]) + terms.phase[c]);
    return terms.amplitude[c] * cosine + 0.0;  // a zero has no sign
}

template <class T>
void row(const WaveTerms& terms, std::int64_t twice_x, std::span<T> out)
{
    assert(out.size() == terms.amplitude.size());
    for (std::size_t c = 0; c < out.size(); ++c) out[c] = static_cast<T>(term_at(terms, c, twice_x));
}

}  // namespace

void wave_row(const WaveTerms& terms, std::int64_t twice_x, std::span<double> out)
{
    row(terms, twice_x, out);
}

void wave_row(const WaveTerms& terms, std::int64_t twice_x, std::span<float> out)
{
    row(terms, twice_x, out);
}

void wave_sums(const WaveTerms& terms, std::span<const std::int64_t> twice_x, std::span<double> out)
{
    assert(out.size() == twice_x.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        double sum = 0;
        for (std::size_t c = 0; c < terms.amplitude.size(); ++c) sum += term_at(terms, c, twice_x[i]);
        out[i] = sum;
    }
}

}  // namespace phasescope::plain
