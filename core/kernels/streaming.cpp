#include "core/kernels/streaming.hpp"

#include <algorithm>
#include <cassert>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/streaming.cpp"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace phasescope::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

template <class Number>
void copy(std::span<const Number> from, std::span<Number> to)
{
    const hn::ScalableTag<Number> d;
    constexpr std::size_t line = line_bytes / sizeof(Number);
    std::size_t i = std::min(numbers_to_line(to.data()), to.size());
    std::copy_n(from.begin(), i, to.begin());
    for (; i + line <= to.size(); i += line)
        for (std::size_t k = i; k < i + line; k += hn::Lanes(d)) hn::Stream(hn::LoadU(d, from.data() + k), d, to.data() + k);
    std::copy(from.begin() + static_cast<std::ptrdiff_t>(i), from.end(), to.begin() + static_cast<std::ptrdiff_t>(i));
}

void copy_floats(std::span<const float> from, std::span<float> to)
{
    copy(from, to);
}

void copy_doubles(std::span<const double> from, std::span<double> to)
{
    copy(from, to);
}

}  // namespace
}  // namespace phasescope::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace phasescope {

HWY_EXPORT(copy_floats);
HWY_EXPORT(copy_doubles);

void end_streaming()
{
    hwy::FlushStream();
}

void copy_streamed(std::span<const float> from, std::span<float> to)
{
    assert(from.size() == to.size());
    HWY_DYNAMIC_DISPATCH(copy_floats)(from, to);
}

void copy_streamed(std::span<const double> from, std::span<double> to)
{
    assert(from.size() == to.size());
    HWY_DYNAMIC_DISPATCH(copy_doubles)(from, to);
}

}  // namespace phasescope
#endif
