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
    bool streamed;  ///< every run of neighbouring channels begins and ends with a line of the cache, and may pass it by
};

}  // namespace phasescope
#endif

HWY_BEFORE_NAMESPACE();
namespace phasescope::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

template <class Number>
HWY_INLINE void store(hn::Vec<hn::ScalableTag<Number>> v, bool streamed, Number* out)
{
    const hn::ScalableTag<Number> d;
    if (streamed)
        hn::Stream(v, d, out);
    else
        hn::StoreU(v, d, out);
}

/// out[c] = x[c] along[c] + partner[c] across[c] for `count` neighbouring channels.
template <class Number>
HWY_INLINE void turn_run(const Number* x, const Number* partner, const Number* along, const Number* across,
                         std::size_t count, bool streamed, Number* out)
{
    const hn::ScalableTag<Number> d;
    std::size_t c = 0;
    for (; c + hn::Lanes(d) <= count; c += hn::Lanes(d))
        store<Number>(hn::MulAdd(hn::LoadU(d, x + c), hn::LoadU(d, along + c),
                                 hn::Mul(hn::LoadU(d, partner + c), hn::LoadU(d, across + c))),
                      streamed, out + c);
    for (; c < count; ++c) out[c] = x[c] * along[c] + partner[c] * across[c];
}

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
    const std::size_t pairs = layout.pairs, width = layout.head_size;
    for (std::size_t i = 0; i < positions; ++i, x += width, out += width, along += width, across += width) {
        if (layout.interleaved) {
            turn_neighbours(x, along, across, 2 * pairs, layout.streamed, out);
        } else {
            turn_run(x, x + pairs, along, across, pairs, layout.streamed, out);
            turn_run(x + pairs, x, along + pairs, across + pairs, pairs, layout.streamed, out + pairs);
        }
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

/// What the channels of a vector, and their partners, are multiplied by, as waves over the position.
struct TurnTerms {
    WaveTerms along, across;
};

TurnTerms terms_of(const RotatesQueryKey& rotation)
{
    TurnTerms terms;
    for (std::int64_t c = 0; c < rotation.head_size; ++c) {
        const std::int64_t pair = pair_of(rotation, c);
        if (pair < 0) {
            terms.along.add(1, 0, 0);
            terms.across.add(0, 0, 0);
            continue;
        }
        const Turns128 frequency = rotation.frequencies[static_cast<std::size_t>(pair)];
        const bool is_first = c == channels_of(rotation, pair).first;
        terms.along.add(rotation.attention_factor, frequency, 0);
        terms.across.add(is_first ? -rotation.attention_factor : rotation.attention_factor, frequency, -quarter_turn);
    }
    return terms;
}

/// Factors are made for so many positions at once, and used for so many at once: these stay in the first-level cache.
constexpr std::int64_t chunk = 2048, block = 32;

template <class Number>
void rotate(const RotatesQueryKey& rotation, std::int64_t first_position, std::int64_t heads, std::span<const Number> x,
            std::span<Number> out)
{
    assert(rotation.is_plain() && heads > 0 && x.size() == out.size());
    const auto width = static_cast<std::size_t>(rotation.head_size);
    const std::size_t pairs = rotation.frequencies.size(), line = line_bytes / sizeof(Number);
    const bool large = is_worth_streaming(out.size_bytes());
    const bool streamed = large && numbers_to_line(out.data()) == 0 && pairs % line == 0 && width % line == 0;
    const PairLayout layout{width, pairs, rotation.interleaved, streamed};
    const std::int64_t positions = static_cast<std::int64_t>(x.size() / width) / heads;
    const TurnTerms terms = terms_of(rotation);
    std::vector<Number> along, across;
    for (std::int64_t from = 0; from < positions; from += chunk) {
        const std::int64_t count = std::min(chunk, positions - from);
        along.resize(static_cast<std::size_t>(count) * width);
        across.resize(along.size());
        wave_rows(terms.along, first_position + from, count, std::span(along));
        wave_rows(terms.across, first_position + from, count, std::span(across));
        parallel_for((count + block - 1) / block, 1 + 200 / heads, [&](std::int64_t begin, std::int64_t end) {
            std::vector<Number> aside(large && !streamed ? static_cast<std::size_t>(block) * width : 0);
            for (std::int64_t b = begin; b < end; ++b) {
                const std::int64_t i = b * block;
                const auto rows = static_cast<std::size_t>(std::min(block, count - i));
                const std::size_t factors = static_cast<std::size_t>(i) * width;
                for (std::int64_t h = 0; h < heads; ++h) {
                    const std::size_t at = static_cast<std::size_t>(h * positions + from + i) * width;
                    turn(layout, &x[at], &along[factors], &across[factors], rows, aside.empty() ? &out[at] : aside.data());
                    if (!aside.empty())
                        copy_streamed(std::span<const Number>(aside).first(rows * width), out.subspan(at, rows * width));
                }
            }
            end_streaming();
        });
    }
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
