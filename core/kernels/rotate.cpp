// One row of factors serves the vectors of all heads at its position: out[c] = x[c] along[c] + x[partner of c] across[c].
#include "core/kernels/rotate.hpp"

#include <algorithm>
#include <array>
#include <cassert>
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

/// Pairs of the channels x[k] and x[k + pairs]; along and across hold one factor for each pair.
template <class Number>
HWY_INLINE void turn_halves(const Number* x, const Number* along, const Number* across, std::size_t pairs, bool streamed,
                            Number* out)
{
    const hn::ScalableTag<Number> d;
    std::size_t k = 0;
    for (; k + hn::Lanes(d) <= pairs; k += hn::Lanes(d)) {
        const auto first = hn::LoadU(d, x + k), second = hn::LoadU(d, x + pairs + k);
        const auto cosine = hn::LoadU(d, along + k), sine = hn::LoadU(d, across + k);
        store<Number>(hn::MulSub(first, cosine, hn::Mul(second, sine)), streamed, out + k);
        store<Number>(hn::MulAdd(first, sine, hn::Mul(second, cosine)), streamed, out + pairs + k);
    }
    for (; k < pairs; ++k) {
        const Number first = x[k], second = x[pairs + k];
        out[k] = first * along[k] - second * across[k];
        out[pairs + k] = first * across[k] + second * along[k];
    }
}

/// Pairs of neighbours; along and across hold one factor for each channel.
template <class Number>
HWY_INLINE void turn_neighbours(const Number* x, const Number* along, const Number* across, std::size_t count,
                                [[maybe_unused]] bool streamed, Number* out)
{
    std::size_t c = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::ScalableTag<Number> d;
    for (; c + hn::Lanes(d) <= count; c += hn::Lanes(d)) {
        const auto v = hn::LoadU(d, x + c);
        store<Number>(hn::MulAdd(v, hn::LoadU(d, along + c), hn::Mul(hn::Reverse2(d, v), hn::LoadU(d, across + c))),
                      streamed, out + c);
    }
#endif
    for (; c < count; ++c) out[c] = x[c] * along[c] + x[c ^ 1] * across[c];
}

/// `positions` neighbouring vectors; along and across hold a row for each.
template <class Number>
void turn(const PairLayout& layout, const Number* x, const Number* along, const Number* across, std::size_t positions,
          Number* out)
{
    const std::size_t pairs = layout.pairs, width = layout.head_size, factors = layout.interleaved ? 2 * pairs : pairs;
    for (std::size_t i = 0; i < positions; ++i, x += width, out += width, along += factors, across += factors) {
        if (layout.interleaved)
            turn_neighbours(x, along, across, 2 * pairs, layout.streamed, out);
        else
            turn_halves(x, along, across, pairs, layout.streamed, out);
        std::copy(x + 2 * pairs, x + width, out + 2 * pairs);
    }
}

void turn_floats(const PairLayout& layout, const float* x, const float* along, const float* across, std::size_t positions,
                 float* out)
{
    turn(layout, x, along, across, positions, out);
}

void turn_doubles(const PairLayout& layout, const double* x, const double* along, const double* across,
                  std::size_t positions, double* out)
{
    turn(layout, x, along, across, positions, out);
}

}  // namespace
}  // namespace phasescope::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace phasescope {

HWY_EXPORT(turn_floats);
HWY_EXPORT(turn_doubles);

namespace {

void turn(const PairLayout& layout, const float* x, const float* along, const float* across, std::size_t positions,
          float* out)
{
    HWY_DYNAMIC_DISPATCH(turn_floats)(layout, x, along, across, positions, out);
}

void turn(const PairLayout& layout, const double* x, const double* along, const double* across, std::size_t positions,
          double* out)
{
    HWY_DYNAMIC_DISPATCH(turn_doubles)(layout, x, along, across, positions, out);
}

/// What the channels of a vector, and their partners, are multiplied by, as waves over the position: one for each pair of
/// halves, one for each channel of neighbours.
struct TurnTerms {
    WaveTerms along, across;
};

TurnTerms terms_of(const RotatesQueryKey& rotation)
{
    TurnTerms terms;
    for (const Turns128 frequency : rotation.frequencies) {
        const double factor = rotation.attention_factor;
        if (rotation.interleaved) {
            terms.along.add(factor, frequency, 0);
            terms.across.add(-factor, frequency, -quarter_turn);
        }
        terms.along.add(factor, frequency, 0);
        terms.across.add(factor, frequency, -quarter_turn);
    }
    return terms;
}

/// Factors of so many bytes are made at once, and used for so many positions of a head at once.
constexpr std::size_t chunk_bytes = 64 * 1024;
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
    const TurnTerms terms = terms_of(rotation);
    const std::size_t factors = terms.along.amplitude.size();
    const auto blocks = chunk_bytes / (std::max<std::size_t>(factors, 1) * sizeof(Number) * static_cast<std::size_t>(block));
    const std::int64_t chunk = block * static_cast<std::int64_t>(std::max<std::size_t>(blocks, 1));
    parallel_for((positions + chunk - 1) / chunk, 1 + 400 / heads, [&](std::int64_t begin, std::int64_t end) {
        std::vector<Number> along(static_cast<std::size_t>(chunk) * factors), across(along.size());
        for (std::int64_t from = begin * chunk; from < std::min(end * chunk, positions); from += chunk) {
            const std::int64_t count = std::min(chunk, positions - from);
            const std::size_t used = static_cast<std::size_t>(count) * factors;
            wave_rows(terms.along, first_position + from, count, std::span(along).first(used));
            wave_rows(terms.across, first_position + from, count, std::span(across).first(used));
            for (std::int64_t i = 0; i < count; i += block) {
                const auto rows = static_cast<std::size_t>(std::min(block, count - i));
                const std::size_t made = static_cast<std::size_t>(i) * factors;
                for (std::int64_t h = 0; h < heads; ++h) {
                    const std::size_t at = static_cast<std::size_t>(h * positions + from + i) * width;
                    turn(layout, &x[at], &along[made], &across[made], rows, &out[at]);
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
