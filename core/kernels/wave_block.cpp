#include "core/kernels/wave_block.hpp"

#include <algorithm>
#include <type_traits>

#include "core/kernels/streaming.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/wave_block.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace phasescope::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

/// Adding 0 to the product leaves no negative zero: neither the sum nor the difference of 0 and another is one.
template <class Number>
void turn_one_by_one(const TurnFactors& from, std::size_t begin, std::size_t end, const TurnedRows<Number>& to)
{
    for (std::size_t c = begin; c < end; ++c) {
        const double along = from.middle_cos[c] * from.step_cos[c] + 0.0, across = from.middle_sin[c] * from.step_sin[c];
        to.later[c] = static_cast<Number>(along - across);
        to.earlier[c] = static_cast<Number>(along + across);
    }
}

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

// A processor without vectors that are worth it.

template <class Number>
void turn_rows(const TurnFactors& from, const TurnedRows<Number>& to)
{
    turn_one_by_one(from, 0, from.width, to);
}

template <class Number>
void stream_rows(TurnFactors from, const Steps& steps, Number* after_middle)
{
    for (std::size_t k = 0; k < steps.count; ++k) {
        turn_rows(from, TurnedRows<Number>{after_middle + k * from.width, after_middle - (k + 1) * from.width});
        from.step_cos += steps.cos_stride, from.step_sin += steps.sin_stride;
    }
}

#else

using Doubles = hn::ScalableTag<double>;
using Floats = hn::Repartition<float, Doubles>;
using Half = hn::Half<Floats>;  // as many floats as Doubles has lanes

template <class Number>
using Tag = std::conditional_t<std::is_same_v<Number, float>, Floats, Doubles>;

/// A register of either row.
template <class Vector>
struct Pair {
    Vector later, earlier;
};

HWY_INLINE Pair<hn::Vec<Doubles>> turned(const TurnFactors& from, std::size_t c, Doubles d)
{
    const auto along = hn::MulAdd(hn::LoadU(d, from.middle_cos + c), hn::LoadU(d, from.step_cos + c), hn::Zero(d));
    const auto sine = hn::LoadU(d, from.middle_sin + c), step_sine = hn::LoadU(d, from.step_sin + c);
    return {hn::NegMulAdd(sine, step_sine, along), hn::MulAdd(sine, step_sine, along)};
}

HWY_INLINE Pair<hn::Vec<Floats>> turned(const TurnFactors& from, std::size_t c, Floats f)
{
    const Doubles d;
    const Half half;
    const auto low = turned(from, c, d), high = turned(from, c + hn::Lanes(d), d);
    return {hn::Combine(f, hn::DemoteTo(half, high.later), hn::DemoteTo(half, low.later)),
            hn::Combine(f, hn::DemoteTo(half, high.earlier), hn::DemoteTo(half, low.earlier))};
}

// Arguments are copies: what is stored could be part of a structure that is only referred to.

template <class Number>
void turn_rows(TurnFactors from, TurnedRows<Number> to)
{
    const Tag<Number> tag;
    std::size_t c = 0;
    for (; c + hn::Lanes(tag) <= from.width; c += hn::Lanes(tag)) {
        const auto both = turned(from, c, tag);
        hn::StoreU(both.later, tag, to.later + c);
        hn::StoreU(both.earlier, tag, to.earlier + c);
    }
    turn_one_by_one(from, c, from.width, to);
}

/// Columns `c` .. of two rows, as many as a line of the cache holds.
template <class Number>
struct Lines {
    static constexpr std::size_t size = line_bytes / sizeof(Number);

    Lines() = default;
    Lines(const TurnFactors& from, std::size_t c)
    {
        const Tag<Number> tag;
        for (std::size_t i = 0; i < size; i += hn::Lanes(tag)) {
            const auto both = turned(from, c + i, tag);
            hn::Store(both.later, tag, later + i);
            hn::Store(both.earlier, tag, earlier + i);
        }
    }

    alignas(line_bytes) Number later[size];
    alignas(line_bytes) Number earlier[size];
};

/// The line at `at` holds the last `over` numbers of one row and then the first ones of the next.
template <class Number>
void stream_seam(const Number* last, const Number* first, std::size_t over, Number* at)
{
    constexpr std::size_t line = Lines<Number>::size;
    const Tag<Number> tag;
    alignas(line_bytes) Number both[2 * line];
    for (std::size_t i = 0; i < line; i += hn::Lanes(tag)) hn::Store(hn::Load(tag, last + i), tag, both + i);
    for (std::size_t i = 0; i < line; i += hn::Lanes(tag)) hn::StoreU(hn::Load(tag, first + i), tag, both + over + i);
    for (std::size_t i = 0; i < line; i += hn::Lanes(tag)) hn::Stream(hn::Load(tag, both + i), tag, at + i);
}

/// Columns `c` .. `end`, whole lines of the cache, of two rows.
template <class Number>
HWY_INLINE void stream_columns(const TurnFactors& from, std::size_t c, std::size_t end, Number* later, Number* earlier)
{
    const Tag<Number> tag;
    for (; c < end; c += hn::Lanes(tag)) {
        const auto both = turned(from, c, tag);
        hn::Stream(both.later, tag, later + c);
        hn::Stream(both.earlier, tag, earlier + c);
    }
}

/// The same, one row after the other. Where the same columns of two rows lie whole pages apart, processors take the lines of
/// either for those of the other, and of the factors, and send them off unfinished: up to thirty times slower.
template <class Number>
HWY_INLINE void stream_by_turns(const TurnFactors& from, std::size_t c, std::size_t end, Number* later, Number* earlier)
{
    const Tag<Number> tag;
    constexpr std::size_t some = 16 * Lines<Number>::size;
    alignas(line_bytes) Number waiting[some];
    for (std::size_t next = c; c < end; c = next) {
        next = std::min(c + some, end);
        for (std::size_t i = c; i < next; i += hn::Lanes(tag)) {
            const auto both = turned(from, i, tag);
            hn::Stream(both.later, tag, later + i);
            hn::Store(both.earlier, tag, waiting + i - c);
        }
        for (std::size_t i = c; i < next; i += hn::Lanes(tag)) hn::Stream(hn::Load(tag, waiting + i - c), tag, earlier + i);
    }
}

/// Rows of whole lines, before and after a middle. Where they do not begin with a line of the cache, what two rows share of
/// one waits for the later of them: a line that is stored to in parts costs as much as a hundred others.
template <class Number>
void stream_rows(TurnFactors from, Steps steps, Number* after_middle)
{
    constexpr std::size_t line = Lines<Number>::size, page = 4096 / sizeof(Number);
    const std::size_t head = numbers_to_line(after_middle), over = head > 0 ? line - head : 0, end = from.width - over;
    const bool by_turns = from.width % page == 0;
    Number *later = after_middle, *earlier = after_middle - from.width;
    Lines<Number> firsts, lasts;  // of the rows made before
    for (std::size_t k = 0; k < steps.count; ++k, later += from.width, earlier -= from.width) {
        if (head > 0) {
            const Lines<Number> new_firsts(from, 0), new_lasts(from, end);
            stream_seam(k == 0 ? new_lasts.earlier : lasts.later, new_firsts.later, over, later - over);
            if (k > 0) stream_seam(new_lasts.earlier, firsts.earlier, over, earlier + end);
            firsts = new_firsts, lasts = new_lasts;
        }
        if (by_turns)
            stream_by_turns(from, head, end, later, earlier);
        else
            stream_columns(from, head, end, later, earlier);
        from.step_cos += steps.cos_stride, from.step_sin += steps.sin_stride;
    }
    if (head > 0) {
        std::copy_n(lasts.later, over, later - over);
        std::copy_n(firsts.earlier, head, earlier + from.width);
    }
}

#endif

void turn_angles(const double* by_cosine, const double* by_sine, double* cosine, double* sine, std::size_t count)
{
    const hn::ScalableTag<double> d;
    for (std::size_t c = 0; c < count; c += hn::Lanes(d)) {
        const auto along = hn::Load(d, cosine + c), across = hn::Load(d, sine + c);
        const auto by_along = hn::Load(d, by_cosine + c), by_across = hn::Load(d, by_sine + c);
        hn::Store(hn::MulSub(along, by_along, hn::Mul(across, by_across)), d, cosine + c);
        hn::Store(hn::MulAdd(along, by_across, hn::Mul(across, by_along)), d, sine + c);
    }
}

void turn_floats(const TurnFactors& from, const TurnedRows<float>& to)
{
    turn_rows(from, to);
}

void turn_doubles(const TurnFactors& from, const TurnedRows<double>& to)
{
    turn_rows(from, to);
}

void stream_floats(const TurnFactors& from, const Steps& steps, float* after_middle)
{
    stream_rows(from, steps, after_middle);
}

void stream_doubles(const TurnFactors& from, const Steps& steps, double* after_middle)
{
    stream_rows(from, steps, after_middle);
}

}  // namespace
}  // namespace phasescope::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace phasescope {

HWY_EXPORT(turn_floats);
HWY_EXPORT(turn_doubles);
HWY_EXPORT(stream_floats);
HWY_EXPORT(stream_doubles);
HWY_EXPORT(turn_angles);

void turn(const TurnFactors& from, const TurnedRows<float>& to)
{
    HWY_DYNAMIC_DISPATCH(turn_floats)(from, to);
}

void turn(const TurnFactors& from, const TurnedRows<double>& to)
{
    HWY_DYNAMIC_DISPATCH(turn_doubles)(from, to);
}

void stream_block(const TurnFactors& from, const Steps& steps, float* after_middle)
{
    HWY_DYNAMIC_DISPATCH(stream_floats)(from, steps, after_middle);
}

void stream_block(const TurnFactors& from, const Steps& steps, double* after_middle)
{
    HWY_DYNAMIC_DISPATCH(stream_doubles)(from, steps, after_middle);
}

void turn_on(const double* by_cosine, const double* by_sine, double* cosine, double* sine, std::size_t count)
{
    HWY_DYNAMIC_DISPATCH(turn_angles)(by_cosine, by_sine, cosine, sine, count);
}

}  // namespace phasescope
#endif
