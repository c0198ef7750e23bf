// Moving all positions on by s is a linear map: x(p + s) = M_s x(p) with M_s independent of p.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/field/field.hpp"
#include "core/mechanism.hpp"

namespace phasescope {

/// M_s as what each row of it holds: (M_s x)_c = own[c] x_c + other[c] x_partner[c]. d entries each.
struct Shift {
    std::vector<double> own;
    std::vector<double> other;
    std::vector<std::int64_t> partner;  ///< -1 where other[c] is 0

    /// M_s x; both have d entries.
    void apply(std::span<const double> x, std::span<double> out) const;
};

/// M_s for a shift by s positions, negative ones as well: for a table that is added, of its rows (Vaswani et al. 2017,
/// section 3.5: each sine and its cosine turn by w s); for RoPE the rotation R_s, as R_{p+s} q = R_s R_p q
/// (Su et al. 2021, section 3.2). A channel without a partner keeps the single coefficient cos(w s), the best in the
/// mean over all positions; it is exact only where w = 0. Only for waves that are added and for plain rotations.
Shift shift(const Mechanism& mechanism, std::int64_t s);

/// The same as a dense matrix, (d, d).
Matrix shift_matrix(const Mechanism& mechanism, std::int64_t s);

/// max |x(p+s) - M_s x(p)| over the entries, for 16 positions p spread evenly over the table's rows and the shifts
/// s = 1, 10, 100 ... 10^9 and 2^31 - 1, which lead beyond the rows. x are the rows of the table.
double shift_residual(const Mechanism& mechanism, const WaveField& table);

}  // namespace phasescope
