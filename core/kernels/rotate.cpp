// One row of cosines and sines serves the vectors of all heads at its position.
#include "core/kernels/rotate.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <vector>

#include "core/kernels/streaming.hpp"
#include "core/parallel.hpp"
#include "core/rotation.hpp"
#include "core/waves.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/rotate.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef PHASESCOPE_KERNELS_ROTATE
#define PHASESCOPE_KERNELS_ROTATE
namespace phasescope {

/// How the channels of a vector pair up.
struct PairLayout {
    std::size_t head_size, pairs;
    bool interleaved;
    bool streamed;  ///< every run of neighbouring channels begins where 16 bytes do, and may pass the cache by
};

}  // namespace phasescope
#endif

HWY_BEFORE_NAMESPACE();
namespace phasescope::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

/// Past the caches, 16 bytes at a time.
template <class D>
HWY_INLINE void stream(D d, hn::Vec<D> v, hn::TFromD<D>* out)
{
#if HWY_TARGET != HWY_SCALAR
    if constexpr (sizeof(hn::TFromD<D>) * hn::MaxLanes(D()) > 16) {
        const hn::Half<D> half;
        stream(half, hn::LowerHalf(half, v), out);
        stream(half, hn::UpperHalf(half, v), out + hn::Lanes(half));
        return;
    }
#endif
    hn::Stream(v, d, out);
}

template <class Number>
HWY_INLINE void store(hn::Vec<hn::ScalableTag<Number>> v, bool streamed, Number* out)
{
    const hn::ScalableTag<Number> d;
    if (streamed)
        stream(d, v, out);
    else
        hn::StoreU(v, d, out);
}

/// Pairs of the channels x[k] and x[k + pairs].
template <class Number>
HWY_INLINE void turn_halves(const Number* x, const Number* cosine, const Number* sine, std::size_t pairs, bool streamed,
                            Number* out)
{
    const hn::ScalableTag<Number> d;
    std::size_t k = 0;
    for (; k + hn::Lanes(d) <= pairs; k += hn::Lanes(d)) {
        const auto first = hn::LoadU(d, x + k), second = hn::LoadU(d, x + pairs + k);
        const auto along = hn::LoadU(d, cosine + k), across = hn::LoadU(d, sine + k);
        store<Number>(hn::MulSub(first, along, hn::Mul(second, across)), streamed, out + k);
        store<Number>(hn::MulAdd(first, across, hn::Mul(second, along)), streamed, out + pairs + k);
    }
    for (; k < pairs; ++k) {
        const Number first = x[k], second = x[pairs + k];
        out[k] = first * cosine[k] - second * sine[k];
        out[pairs + k] = first * sine[k] + second * cosine[k];
    }
}

/// Pairs of neighbours. Whole registers of cosines and sines stand in the order of pair_order().
template <class Number>
HWY_INLINE void turn_neighbours(const Number* x, const Number* cosine, const Number* sine, std::size_t pairs,
                                [[maybe_unused]] bool streamed, Number* out)
{
    std::size_t k = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::ScalableTag<Number> d;
    const auto minus_plus = hn::OddEven(hn::Zero(d), hn::Set(d, Number{-0.0}));
    const auto turned = [&](hn::Vec<hn::ScalableTag<Number>> v, auto along, auto across) HWY_ATTR {
        return hn::MulAdd(v, along, hn::Xor(hn::Mul(hn::Reverse2(d, v), across), minus_plus));
    };
    const std::size_t lanes = hn::Lanes(d);
    for (; k + lanes <= pairs; k += lanes) {
        const auto along = hn::LoadU(d, cosine + k), across = hn::LoadU(d, sine + k);
        const auto first = hn::LoadU(d, x + 2 * k), second = hn::LoadU(d, x + 2 * k + lanes);
        store<Number>(turned(first, hn::InterleaveLower(d, along, along), hn::InterleaveLower(d, across, across)), streamed,
                      out + 2 * k);
        store<Number>(turned(second, hn::InterleaveUpper(d, along, along), hn::InterleaveUpper(d, across, across)), streamed,
                      out + 2 * k + lanes);
    }
#endif
    for (; k < pairs; ++k) {
        const Number first = x[2 * k], second = x[2 * k + 1];
        out[2 * k] = first * cosine[k] - second * sine[k];
        out[2 * k + 1] = first * sine[k] + second * cosine[k];
    }
}

/// Which pair's factors stand at place k. A register of them is doubled 16 bytes at a time: the first half of each 16 holds
/// pairs of the first register of neighbours, the second half pairs of the second.
template <class Number>
std::vector<std::size_t> pair_order(std::size_t pairs)
{
    std::vector<std::size_t> order(pairs);
    std::iota(order.begin(), order.end(), std::size_t{0});
#if HWY_TARGET != HWY_SCALAR
    const std::size_t lanes = hn::Lanes(hn::ScalableTag<Number>()), half_block = 8 / sizeof(Number);
    for (std::size_t k = 0; k < pairs / lanes * lanes; ++k) {
        const std::size_t in_register = k % lanes, block = in_register / (2 * half_block);
        order[k] =
            k - in_register + block * half_block + in_register % half_block + (in_register / half_block % 2) * (lanes / 2);
    }
#endif
    return order;
}

std::vector<std::size_t> order_of_floats(std::size_t pairs)
{
    return pair_order<float>(pairs);
}

std::vector<std::size_t> order_of_doubles(std::size_t pairs)
{
    return pair_order<double>(pairs);
}

/// `positions` neighbouring vectors; cosine and sine hold a row for each.
template <class Number>
void turn(const PairLayout& layout, const Number* x, const Number* cosine, const Number* sine, std::size_t positions,
          Number* out)
{
    const std::size_t pairs = layout.pairs, width = layout.head_size;
    for (std::size_t i = 0; i < positions; ++i, x += width, out += width, cosine += pairs, sine += pairs) {
        if (layout.interleaved)
            turn_neighbours(x, cosine, sine, pairs, layout.streamed, out);
        else
            turn_halves(x, cosine, sine, pairs, layout.streamed, out);
        std::copy(x + 2 * pairs, x + width, out + 2 * pairs);
    }
}

void turn_floats(const PairLayout& layout, const float* x, const float* cosine, const float* sine, std::size_t positions,
                 float* out)
{
    turn(layout, x, cosine, sine, positions, out);
}

void turn_doubles(const PairLayout& layout, const double* x, const double* cosine, const double* sine, std::size_t positions,
                  double* out)
{
    turn(layout, x, cosine, sine, positions, out);
}

}  // namespace
}  // namespace phasescope::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace phasescope {

HWY_EXPORT(turn_floats);
HWY_EXPORT(turn_doubles);
HWY_EXPORT(order_of_floats);
HWY_EXPORT(order_of_doubles);

namespace {

void turn(const PairLayout& layout, const float* x, const float* cosine, const float* sine, std::size_t positions,
          float* out)
{
    HWY_DYNAMIC_DISPATCH(turn_floats)(layout, x, cosine, sine, positions, out);
}

void turn(const PairLayout& layout, const double* x, const double* cosine, const double* sine, std::size_t positions,
          double* out)
{
    HWY_DYNAMIC_DISPATCH(turn_doubles)(layout, x, cosine, sine, positions, out);
}

/// The cosines of all pairs as waves over the position, times the attention factor, in the order in which they are used.
template <class Number>
WaveTerms cosines_of(const RotatesQueryKey& rotation)
{
    const std::size_t pairs = rotation.frequencies.size();
    std::vector<std::size_t> order(pairs);
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (rotation.interleaved)
        order = std::is_same_v<Number, float> ? HWY_DYNAMIC_DISPATCH(order_of_floats)(pairs)
                                              : HWY_DYNAMIC_DISPATCH(order_of_doubles)(pairs);
    WaveTerms cosines;
    for (const std::size_t pair : order) cosines.add(rotation.attention_factor, rotation.frequencies[pair], 0);
    return cosines;
}

/// Cosines, and sines, of so many bytes are made at once and used for so many positions of a head at once. Waves are
/// quickest in long runs; but of more bytes the memory comes from the system, which clears it for each call anew.
constexpr std::size_t chunk_bytes = 96 * 1024;
constexpr std::int64_t block = 128;

template <class Number>
void rotate(const RotatesQueryKey& rotation, std::int64_t first_position, std::int64_t heads, std::span<const Number> x,
            std::span<Number> out)
{
    assert(rotation.is_plain() && heads > 0 && x.size() == out.size());
    const auto width = static_cast<std::size_t>(rotation.head_size);
    const std::size_t pairs = rotation.frequencies.size(), some = 16 / sizeof(Number);
    const bool in_step = reinterpret_cast<std::uintptr_t>(out.data()) % 16 == 0 && pairs % some == 0 && width % some == 0;
    const PairLayout layout{width, pairs, rotation.interleaved, in_step && is_worth_streaming(out.size_bytes())};
    const std::int64_t positions = static_cast<std::int64_t>(x.size() / width) / heads;
    const WaveTerms cosines = cosines_of<Number>(rotation), sines = sines_of(cosines);
    const std::size_t most = chunk_bytes / (std::max<std::size_t>(pairs, 1) * sizeof(Number));
    const std::int64_t chunk = std::max(static_cast<std::int64_t>(most) / block, std::int64_t{1}) * block;
    parallel_for(positions, block * (1 + 100 / heads), [&](std::int64_t begin, std::int64_t end) {
        std::vector<Number> cosine(static_cast<std::size_t>(std::min(chunk, end - begin)) * pairs), sine(cosine.size());
        for (std::int64_t from = begin; from < end; from += chunk) {
            const std::int64_t count = std::min(chunk, end - from);
            const std::size_t used = static_cast<std::size_t>(count) * pairs;
            wave_rows(cosines, first_position + from, count, std::span(cosine).first(used));
            wave_rows(sines, first_position + from, count, std::span(sine).first(used));
            for (std::int64_t i = 0; i < count; i += block) {
                const auto rows = static_cast<std::size_t>(std::min(block, count - i));
                const std::size_t made = static_cast<std::size_t>(i) * pairs;
                for (std::int64_t h = 0; h < heads; ++h) {
                    const std::size_t at = static_cast<std::size_t>(h * positions + from + i) * width;
                    turn(layout, &x[at], &cosine[made], &sine[made], rows, &out[at]);
                }
            }
        }
        end_streaming();
    });
}

}  // namespace

void rotate_heads(const RotatesQueryKey& rotation, std::int64_t first_position, std::int64_t heads, std::span<const float> x,
                  std::span<float> out)
{
    rotate(rotation, first_position, heads, x, out);
}

void rotate_heads(const RotatesQueryKey& rotation, std::int64_t first_position, std::int64_t heads,
                  std::span<const double> x, std::span<double> out)
{
    rotate(rotation, first_position, heads, x, out);
}

void plain::rotate_heads(const RotatesQueryKey& rotation, std::int64_t first_position, std::int64_t heads,
                         std::span<const double> x, std::span<double> out)
{
    const auto width = static_cast<std::size_t>(rotation.head_size);
    const std::size_t positions = x.size() / width / static_cast<std::size_t>(heads);
    for (std::size_t row = 0; row < x.size() / width; ++row) {
        const auto position = first_position + static_cast<std::int64_t>(row % positions);
        for (std::size_t c = 0; c < width; ++c) out[row * width + c] = x[row * width + c];
        for (std::size_t pair = 0; pair < rotation.frequencies.size(); ++pair) {
            const auto [first, second] = channels_of(rotation, static_cast<std::int64_t>(pair));
            const double a = x[row * width + static_cast<std::size_t>(first)],
                         b = x[row * width + static_cast<std::size_t>(second)];
            const Turns64 phase = phase_at(position, rotation.frequencies[pair]);
            const double cosine = rotation.attention_factor * cos_turns(phase),
                         sine = rotation.attention_factor * sin_turns(phase);
            out[row * width + static_cast<std::size_t>(first)] = a * cosine - b * sine;
            out[row * width + static_cast<std::size_t>(second)] = a * sine + b * cosine;
        }
    }
}

}  // namespace phasescope
#endif
