// One row of cosines and sines serves the vectors of all heads at its position.
#include "core/kernels/rotate.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

#include "core/kernels/streaming.hpp"
#include "core/kernels/wave_rows.hpp"
#include "core/parallel.hpp"
#include "core/rotation.hpp"
#include "core/waves.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/rotate.cpp"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef PHASESCOPE_KERNELS_ROTATE
#define PHASESCOPE_KERNELS_ROTATE
namespace phasescope {

/// How the channels of a vector pair up.
struct PairLayout {
    std::size_t head_size, pairs;
    std::size_t factors;  ///< cosines, and sines, of a vector: one for each pair of halves, for each channel of neighbours
    bool interleaved;
    bool streamed;  ///< past the cache, 32 bytes at a time; every run of channels begins where 16 bytes do, all in step
};

}  // namespace phasescope
#endif

HWY_BEFORE_NAMESPACE();
namespace phasescope::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

template <class D>
HWY_INLINE void store(D d, hn::Vec<D> v, bool streamed, hn::TFromD<D>* out)
{
    if (streamed)
        hn::Stream(v, d, out);
    else
        hn::StoreU(v, d, out);
}

/// Calls step(register, place) for places 0 .. count, so that `out` + place is where the register may be streamed to, and
/// returns the first place that is left.
template <class Number, class Step>
HWY_INLINE std::size_t by_registers([[maybe_unused]] const Number* out, [[maybe_unused]] std::size_t count,
                                    [[maybe_unused]] Step step)
{
    std::size_t at = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::CappedTag<Number, 32 / sizeof(Number)> d;
    const hn::CappedTag<Number, 16 / sizeof(Number)> half;
    const std::size_t some = hn::Lanes(half);
    if (reinterpret_cast<std::uintptr_t>(out) % 32 != 0 && some <= count) {
        step(half, 0);
        at = some;
    }
    for (; at + hn::Lanes(d) <= count; at += hn::Lanes(d)) step(d, at);
    for (; at + some <= count; at += some) step(half, at);
#endif
    return at;
}

/// Pairs of the channels x[k] and x[k + pairs].
template <class Number>
HWY_INLINE void turn_halves(const Number* x, const Number* cosine, const Number* sine, std::size_t pairs, bool streamed,
                            Number* out)
{
    std::size_t k = by_registers(out, pairs, [=](auto d, std::size_t at) HWY_ATTR {
        const auto first = hn::LoadU(d, x + at), second = hn::LoadU(d, x + pairs + at);
        const auto along = hn::LoadU(d, cosine + at), across = hn::LoadU(d, sine + at);
        store(d, hn::MulSub(first, along, hn::Mul(second, across)), streamed, out + at);
        store(d, hn::MulAdd(first, across, hn::Mul(second, along)), streamed, out + pairs + at);
    });
    for (; k < pairs; ++k) {
        const Number first = x[k], second = x[pairs + k];
        out[k] = first * cosine[k] - second * sine[k];
        out[pairs + k] = first * sine[k] + second * cosine[k];
    }
}

/// Pairs of neighbours. Cosines and sines stand for each channel; those of the sines of first channels are negative.
template <class Number>
HWY_INLINE void turn_neighbours(const Number* x, const Number* cosine, const Number* sine, std::size_t pairs,
                                [[maybe_unused]] bool streamed, Number* out)
{
    std::size_t c = 0;
#if HWY_TARGET != HWY_SCALAR
    c = by_registers(out, 2 * pairs, [=](auto d, std::size_t at) HWY_ATTR {
        const auto v = hn::LoadU(d, x + at), across = hn::Mul(hn::Reverse2(d, v), hn::LoadU(d, sine + at));
        store(d, hn::MulAdd(v, hn::LoadU(d, cosine + at), across), streamed, out + at);
    });
#endif
    for (; c < 2 * pairs; c += 2) {
        const Number first = x[c], second = x[c + 1];
        out[c] = first * cosine[c] + second * sine[c];
        out[c + 1] = first * sine[c + 1] + second * cosine[c + 1];
    }
}

/// Channels of no pair.
template <class Number>
HWY_INLINE void keep(const Number* x, std::size_t count, bool streamed, Number* out)
{
    const std::size_t kept = by_registers(
        out, count, [=](auto d, std::size_t at) HWY_ATTR { store(d, hn::LoadU(d, x + at), streamed, out + at); });
    std::copy(x + kept, x + count, out + kept);
}

/// So far ahead of what is turned, vectors are asked for: processors do not see far enough by themselves.
constexpr std::size_t ahead_bytes = 1024;

template <class Number>
HWY_INLINE void fetch(const Number* x, std::size_t count)
{
    for (std::size_t i = 0; i < count; i += line_bytes / sizeof(Number)) hwy::Prefetch(x + i);
}

/// `positions` neighbouring vectors; cosine and sine hold a row for each.
template <class Number>
void turn(const PairLayout& layout, const Number* x, const Number* cosine, const Number* sine, std::size_t positions,
          Number* out)
{
    const std::size_t pairs = layout.pairs, width = layout.head_size, ahead = 1 + ahead_bytes / (width * sizeof(Number));
    for (std::size_t i = 0; i < positions; ++i, x += width, out += width, cosine += layout.factors, sine += layout.factors) {
        if (layout.streamed && i + ahead < positions) fetch(x + ahead * width, width);
        if (layout.interleaved)
            turn_neighbours(x, cosine, sine, pairs, layout.streamed, out);
        else
            turn_halves(x, cosine, sine, pairs, layout.streamed, out);
        keep(x + 2 * pairs, width - 2 * pairs, layout.streamed, out + 2 * pairs);
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

/// What channels are multiplied by, as waves over the position.
struct Waves {
    WaveTerms cosines, sines;
};

Waves waves_of(const RotatesQueryKey& rotation)
{
    Waves result;
    for (const Turns128 frequency : rotation.frequencies) {
        if (rotation.interleaved) {
            result.cosines.add(rotation.attention_factor, frequency, 0);
            result.sines.add(rotation.attention_factor, frequency, quarter_turn);
        }
        result.cosines.add(rotation.attention_factor, frequency, 0);
        result.sines.add(rotation.attention_factor, frequency, -quarter_turn);
    }
    return result;
}

/// Cosines, and sines, of so many bytes are made at once. Waves are quickest in long runs; but of more bytes the memory
/// comes from the system, which clears it for each call anew.
constexpr std::size_t chunk_bytes = 96 * 1024;

template <class Number>
void rotate(const RotatesQueryKey& rotation, std::int64_t first_position, std::int64_t heads, std::span<const Number> x,
            std::span<Number> out)
{
    assert(rotation.is_plain() && heads > 0 && x.size() == out.size());
    const auto width = static_cast<std::size_t>(rotation.head_size);
    const std::size_t pairs = rotation.frequencies.size(), factors = rotation.interleaved ? 2 * pairs : pairs;
    const bool in_step = reinterpret_cast<std::uintptr_t>(out.data()) % 16 == 0 && factors * sizeof(Number) % 32 == 0
                         && width * sizeof(Number) % 32 == 0;
    const PairLayout layout{width, pairs, factors, rotation.interleaved, in_step && is_worth_streaming(out.size_bytes())};
    const std::int64_t positions = static_cast<std::int64_t>(x.size() / width) / heads;
    const std::size_t most = chunk_bytes / (std::max<std::size_t>(factors, 1) * sizeof(Number));
    const std::int64_t chunk = std::max(static_cast<std::int64_t>(most), std::int64_t{1});
    const Waves waves = waves_of(rotation);
    const WaveRows cosines(waves.cosines, std::min(positions, chunk)), sines(waves.sines, std::min(positions, chunk));
    parallel_for(positions, 128 * (1 + 100 / heads), [&](std::int64_t begin, std::int64_t end) {
        std::vector<Number> cosine(static_cast<std::size_t>(std::min(chunk, end - begin)) * factors), sine(cosine.size());
        for (std::int64_t from = begin; from < end; from += chunk) {
            const std::int64_t count = std::min(chunk, end - from);
            const std::size_t used = static_cast<std::size_t>(count) * factors;
            cosines.fill(first_position + from, count, std::span(cosine).first(used));
            sines.fill(first_position + from, count, std::span(sine).first(used));
            for (std::int64_t h = 0; h < heads; ++h) {
                const std::size_t at = static_cast<std::size_t>(h * positions + from) * width;
                turn(layout, &x[at], cosine.data(), sine.data(), static_cast<std::size_t>(count), &out[at]);
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
