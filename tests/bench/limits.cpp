// Compiled once for every instruction set, as the kernels are.
#include "tests/bench/limits.hpp"

#include <array>

#include "core/parallel.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/bench/limits.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <hwy/cache_control.h>

HWY_BEFORE_NAMESPACE();
namespace phasescope::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Bytes = hn::ScalableTag<std::uint8_t>;

void fill(std::byte* out, std::int64_t vectors)
{
    const Bytes d;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    auto* bytes = reinterpret_cast<std::uint8_t*>(out);
    for (std::int64_t i = 0; i < vectors; ++i) hn::Stream(hn::Set(d, 1), d, bytes + i * lanes);
    hwy::FlushStream();
}

void copy(const std::byte* from, std::byte* out, std::int64_t vectors)
{
    const Bytes d;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    const auto* source = reinterpret_cast<const std::uint8_t*>(from);
    auto* bytes = reinterpret_cast<std::uint8_t*>(out);
    for (std::int64_t i = 0; i < vectors; ++i) hn::Stream(hn::LoadU(d, source + i * lanes), d, bytes + i * lanes);
    hwy::FlushStream();
}

/// Ten sums hide the time that one multiply-add takes, and leave registers for the factors.
template <class Number>
Number multiply_adds(std::int64_t count)
{
    const hn::ScalableTag<Number> d;
    const auto factor = hn::Set(d, static_cast<Number>(0.5)), term = hn::Set(d, static_cast<Number>(0.25));
    std::array<hn::Vec<hn::ScalableTag<Number>>, 10> sums;
    sums.fill(term);
    const auto at_once = static_cast<std::int64_t>(sums.size() * hn::Lanes(d));
    for (std::int64_t left = count; left > 0; left -= at_once)
        for (auto& sum : sums) sum = hn::MulAdd(sum, factor, term);
    auto total = sums.front();
    for (const auto& sum : sums) total = hn::Add(total, sum);
    return hn::GetLane(total);
}

float float_multiply_adds(std::int64_t count)
{
    return multiply_adds<float>(count);
}

double double_multiply_adds(std::int64_t count)
{
    return multiply_adds<double>(count);
}

const char* target()
{
    return hwy::TargetName(HWY_TARGET);
}

std::int64_t lanes_of_bytes()
{
    return static_cast<std::int64_t>(hn::Lanes(Bytes()));
}

}  // namespace
}  // namespace phasescope::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace phasescope {
namespace {

HWY_EXPORT(fill);
HWY_EXPORT(copy);
HWY_EXPORT(float_multiply_adds);
HWY_EXPORT(double_multiply_adds);
HWY_EXPORT(target);
HWY_EXPORT(lanes_of_bytes);

/// Where the first whole vector of a buffer begins, and how many there are.
struct Vectors {
    std::size_t begin;
    std::int64_t count;
    std::size_t bytes;  ///< of one
};

Vectors vectors_in(std::span<std::byte> out)
{
    const auto bytes = static_cast<std::size_t>(HWY_DYNAMIC_DISPATCH(lanes_of_bytes)());
    const std::size_t begin = (bytes - reinterpret_cast<std::uintptr_t>(out.data()) % bytes) % bytes;
    return {begin, static_cast<std::int64_t>((out.size() - begin) / bytes), bytes};
}

/// Keeps the compiler from leaving out what is not read.
template <class T>
void keep(T value)
{
    asm volatile("" : : "g"(value) : "memory");
}

constexpr std::int64_t grain = std::int64_t{1} << 16;

}  // namespace

void streaming_fill(std::span<std::byte> out)
{
    const Vectors vectors = vectors_in(out);
    parallel_for(vectors.count, grain, [&](std::int64_t begin, std::int64_t end) {
        std::byte* first = out.data() + vectors.begin + static_cast<std::size_t>(begin) * vectors.bytes;
        HWY_DYNAMIC_DISPATCH(fill)(first, end - begin);
    });
}

void streaming_copy(std::span<const std::byte> from, std::span<std::byte> out)
{
    const Vectors vectors = vectors_in(out);
    parallel_for(vectors.count, grain, [&](std::int64_t begin, std::int64_t end) {
        const std::size_t first = vectors.begin + static_cast<std::size_t>(begin) * vectors.bytes;
        HWY_DYNAMIC_DISPATCH(copy)(from.data() + first, out.data() + first, end - begin);
    });
}

void multiply_adds_in_float(std::int64_t count)
{
    parallel_for(count, grain,
                 [](std::int64_t begin, std::int64_t end) { keep(HWY_DYNAMIC_DISPATCH(float_multiply_adds)(end - begin)); });
}

void multiply_adds_in_double(std::int64_t count)
{
    parallel_for(count, grain, [](std::int64_t begin, std::int64_t end) {
        keep(HWY_DYNAMIC_DISPATCH(double_multiply_adds)(end - begin));
    });
}

std::string vector_target()
{
    return HWY_DYNAMIC_DISPATCH(target)();
}

}  // namespace phasescope
#endif
