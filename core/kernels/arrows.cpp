#include "core/kernels/arrows.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/arrows.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <hwy/contrib/math/math-inl.h>

#ifndef PHASESCOPE_KERNELS_ARROWS
#define PHASESCOPE_KERNELS_ARROWS
namespace phasescope {

/// Where the arrows of a row are added.
struct ArrowSums {
    double *along, *across, *count;
};

inline void add_one_by_one(std::span<const double> angles, const ArrowSums& sums)
{
    for (std::size_t c = 0; c < angles.size(); ++c) {
        if (std::isnan(angles[c])) continue;
        sums.along[c] += std::cos(angles[c]);
        sums.across[c] += std::sin(angles[c]);
        sums.count[c] += 1;
    }
}

}  // namespace phasescope
#endif

HWY_BEFORE_NAMESPACE();
namespace phasescope::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

// A processor without vectors that are worth it.

void add_row(std::span<const double> angles, const ArrowSums& sums)
{
    add_one_by_one(angles, sums);
}

#else

using Doubles = hn::ScalableTag<double>;
using Floats = hn::Repartition<float, Doubles>;
using Half = hn::Half<Floats>;  // as many floats as Doubles has lanes

HWY_INLINE void add(hn::Vec<Half> numbers, double* sum)
{
    const Doubles d;
    hn::StoreU(hn::Add(hn::LoadU(d, sum), hn::PromoteTo(d, numbers)), d, sum);
}

HWY_INLINE void add(hn::Vec<Floats> numbers, double* sum)
{
    const Half half;
    add(hn::LowerHalf(half, numbers), sum);
    add(hn::UpperHalf(half, numbers), sum + hn::Lanes(half));
}

/// One register of angles.
HWY_INLINE void add_some(const double* angles, const ArrowSums& sums)
{
    const Doubles d;
    const Floats f;
    const Half half;
    const auto low = hn::DemoteTo(half, hn::LoadU(d, angles));
    const auto high = hn::DemoteTo(half, hn::LoadU(d, angles + hn::Lanes(d)));
    const auto angle = hn::Combine(f, high, low);
    const auto is_number = hn::Eq(angle, angle);
    const auto known = hn::IfThenElseZero(is_number, angle);
    add(hn::IfThenElseZero(is_number, hn::Cos(f, known)), sums.along);
    add(hn::Sin(f, known), sums.across);
    add(hn::IfThenElseZero(is_number, hn::Set(f, 1)), sums.count);
}

void add_row(std::span<const double> angles, const ArrowSums& sums)
{
    const std::size_t lanes = hn::Lanes(Floats());
    std::size_t c = 0;
    for (; c + lanes <= angles.size(); c += lanes) add_some(&angles[c], {sums.along + c, sums.across + c, sums.count + c});
    if (c == angles.size()) return;

    // The last ones go through a register of their own, so that an arrow does not depend on where it stands.
    const std::size_t rest = angles.size() - c;
    std::array<double, hn::MaxLanes(Floats())> last, along{}, across{}, count{};
    last.fill(std::numeric_limits<double>::quiet_NaN());
    std::copy_n(&angles[c], rest, last.begin());
    add_some(last.data(), {along.data(), across.data(), count.data()});
    for (std::size_t i = 0; i < rest; ++i) {
        sums.along[c + i] += along[i];
        sums.across[c + i] += across[i];
        sums.count[c + i] += count[i];
    }
}

#endif

}  // namespace
}  // namespace phasescope::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace phasescope {

HWY_EXPORT(add_row);

void add_arrows(std::span<const double> angles, std::span<double> along, std::span<double> across, std::span<double> count)
{
    assert(along.size() == angles.size() && across.size() == angles.size() && count.size() == angles.size());
    HWY_DYNAMIC_DISPATCH(add_row)(angles, ArrowSums{along.data(), across.data(), count.data()});
}

void plain::add_arrows(std::span<const double> angles, std::span<double> along, std::span<double> across,
                       std::span<double> count)
{
    add_one_by_one(angles, {along.data(), across.data(), count.data()});
}

}  // namespace phasescope
#endif
