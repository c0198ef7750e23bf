// Rows of waves at successive positions, two at a time from the middle of their block.
//
// With cos and sin of the steps k = 0 .. reach in a table, the rows `middle` + k and - k are cos cos -+ sin sin: two
// products in double, their difference and their sum. Blocks lie at multiples of their length, so that a row does not depend
// on which others are asked for.
#include <algorithm>
#include <cassert>
#include <cstddef>

#include "core/kernels/streaming.hpp"
#include "core/matrix.hpp"
#include "core/parallel.hpp"
#include "core/waves.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/wave_rows.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef PHASESCOPE_KERNELS_WAVE_ROWS
#define PHASESCOPE_KERNELS_WAVE_ROWS
namespace phasescope {

/// The rows of numbers from which two rows of waves are made, `width` numbers each.
struct TurnFactors {
    const double *middle_cos, *middle_sin, *step_cos, *step_sin;
    std::size_t width;
};

/// Where they go. Streamed past the caches where both can be.
template <class Number>
struct TurnedRows {
    Number *later, *earlier;
    bool streamed;
};

}  // namespace phasescope
#endif

HWY_BEFORE_NAMESPACE();
namespace phasescope::HWY_NAMESPACE {
namespace {

template <class Number>
void turn_one_by_one(const TurnFactors& from, std::size_t begin, std::size_t end, const TurnedRows<Number>& to)
{
    for (std::size_t c = begin; c < end; ++c) {
        const double along = from.middle_cos[c] * from.step_cos[c], across = from.middle_sin[c] * from.step_sin[c];
        to.later[c] = static_cast<Number>(along - across);
        to.earlier[c] = static_cast<Number>(along + across);
    }
}

#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128

// A processor without vectors that are worth it.

void turn_floats(const TurnFactors& from, const TurnedRows<float>& to)
{
    turn_one_by_one(from, 0, from.width, to);
}

void turn_doubles(const TurnFactors& from, const TurnedRows<double>& to)
{
    turn_one_by_one(from, 0, from.width, to);
}

#else

namespace hn = hwy::HWY_NAMESPACE;
using Doubles = hn::ScalableTag<double>;
using Floats = hn::Repartition<float, Doubles>;
using Half = hn::Half<Floats>;  // as many floats as Doubles has lanes

/// A register of either row.
template <class Vector>
struct Pair {
    Vector later, earlier;
};

HWY_INLINE Pair<hn::Vec<Doubles>> turned(const TurnFactors& from, std::size_t c, Doubles d)
{
    const auto along = hn::Mul(hn::LoadU(d, from.middle_cos + c), hn::LoadU(d, from.step_cos + c));
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

/// Arguments are copies: what is stored could be part of a structure that is only referred to.
template <class Tag, class Number>
void turn(Tag tag, TurnFactors from, TurnedRows<Number> to)
{
    const std::size_t lanes = hn::Lanes(tag);
    std::size_t c = 0;
    if (to.streamed) {
        // Whole lines of the cache are streamed. A line that is stored to in both ways costs as much as a hundred others.
        const std::size_t line = line_bytes / sizeof(Number), head = std::min(numbers_to_line(to.later), from.width);
        turn_one_by_one(from, 0, head, to);
        for (c = head; c + line <= from.width; c += line) {
            for (std::size_t i = c; i < c + line; i += lanes) {
                const auto both = turned(from, i, tag);
                hn::Stream(both.later, tag, to.later + i);
                hn::Stream(both.earlier, tag, to.earlier + i);
            }
        }
    } else {
        for (; c + lanes <= from.width; c += lanes) {
            const auto both = turned(from, c, tag);
            hn::StoreU(both.later, tag, to.later + c);
            hn::StoreU(both.earlier, tag, to.earlier + c);
        }
    }
    turn_one_by_one(from, c, from.width, to);
}

void turn_floats(const TurnFactors& from, const TurnedRows<float>& to)
{
    turn(Floats(), from, to);
}

void turn_doubles(const TurnFactors& from, const TurnedRows<double>& to)
{
    turn(Doubles(), from, to);
}

#endif

}  // namespace
}  // namespace phasescope::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace phasescope {

HWY_EXPORT(turn_floats);
HWY_EXPORT(turn_doubles);

namespace {

void turn(const TurnFactors& from, const TurnedRows<float>& to)
{
    HWY_DYNAMIC_DISPATCH(turn_floats)(from, to);
}

void turn(const TurnFactors& from, const TurnedRows<double>& to)
{
    HWY_DYNAMIC_DISPATCH(turn_doubles)(from, to);
}

/// Rows on either side of the middle of a block: more where these are short, as long as the table of steps stays in the
/// second-level cache.
constexpr std::int64_t steps_of(std::int64_t width)
{
    return width <= 128 ? 64 : 32;
}

/// cos and sin of waves at one argument, or at several: (arguments, terms and some more) each.
///
/// Without the rest, rows of 512 terms would lie whole pages apart, and all that is read together would compete for the same
/// few places of the cache.
struct Turns {
    Turns(std::int64_t count, std::int64_t width) : cosines(count, width + 24), sines(count, width + 56), terms(width) {}

    std::span<double> cosine_row(std::int64_t r) { return cosines.row(r).first(static_cast<std::size_t>(terms)); }
    std::span<double> sine_row(std::int64_t r) { return sines.row(r).first(static_cast<std::size_t>(terms)); }

    Matrix cosines, sines;
    std::int64_t terms;
};

/// At amplitude 1 and phase 0, at the arguments (first_twice + 2 k) / 2.
Turns unit_turns(const WaveTerms& terms, std::int64_t first_twice, std::int64_t count)
{
    WaveTerms cosines;
    for (const Turns128 frequency : terms.frequency) cosines.add(1, frequency, 0);
    const WaveTerms sines = sines_of(cosines);
    Turns result(count, terms.size());
    for (std::int64_t k = 0; k < count; ++k) {
        wave_row(cosines, first_twice + 2 * k, result.cosine_row(k));
        wave_row(sines, first_twice + 2 * k, result.sine_row(k));
    }
    return result;
}

template <class Number>
class BlockPainter {
public:
    BlockPainter(const WaveTerms& terms, std::int64_t first, std::int64_t count, std::span<Number> out)
        : terms_(terms),
          sines_(sines_of(terms)),
          reach_(steps_of(terms.size())),
          steps_(unit_turns(terms, 1, reach_)),
          block_(unit_turns(terms, 4 * reach_, 1)),
          first_(first),
          count_(count),
          out_(out),
          streamed_(is_worth_streaming(out.size_bytes()) && width() * sizeof(Number) % line_bytes == 0)
    {
    }

    /// Block b holds the positions b length() .. + length() - 1.
    std::int64_t block_of(std::int64_t position) const { return position / length() - (position % length() < 0); }

    void paint(std::int64_t begin, std::int64_t end) const
    {
        Turns middle(1, terms_.size());
        std::vector<Number> unwanted(width());
        for (std::int64_t block = begin; block < end; ++block) {
            const std::int64_t after = block * length() + reach_;  // the position after the middle
            if (block == begin || block % exact_middles == 0)
                set_middle(block, middle);
            else
                turn_on(middle);
            for (std::int64_t k = 0; k < reach_; ++k) {
                const bool has_later = is_wanted(after + k), has_earlier = is_wanted(after - 1 - k);
                if (!has_later && !has_earlier) continue;
                turn({middle.cosines.values.data(), middle.sines.values.data(), steps_.cosines.row(k).data(),
                      steps_.sines.row(k).data(), width()},
                     {has_later ? row(after + k).data() : unwanted.data(),
                      has_earlier ? row(after - 1 - k).data() : unwanted.data(), streamed_ && has_later && has_earlier});
            }
        }
        end_streaming();
        // The sines of position 0 are 0, not nearly so.
        if (begin * length() <= 0 && 0 < end * length() && is_wanted(0)) wave_row(terms_, 0, row(0));
    }

private:
    /// Every so many blocks the middle is computed anew; between them it is turned on by a block, which rounds twice.
    static constexpr std::int64_t exact_middles = std::is_same_v<Number, float> ? 16 : 1;

    /// The same numbers wherever painting begins.
    void set_middle(std::int64_t block, Turns& middle) const
    {
        const std::int64_t past = (block % exact_middles + exact_middles) % exact_middles;
        const std::int64_t twice = 2 * ((block - past) * length() + reach_) - 1;
        wave_row(terms_, twice, middle.cosine_row(0));
        wave_row(sines_, twice, middle.sine_row(0));
        for (std::int64_t i = 0; i < past; ++i) turn_on(middle);
    }

    void turn_on(Turns& middle) const
    {
        double *cosine = middle.cosines.values.data(), *sine = middle.sines.values.data();
        const double *block_cosine = block_.cosines.values.data(), *block_sine = block_.sines.values.data();
        for (std::size_t c = 0; c < width(); ++c) {
            const double along = cosine[c];
            cosine[c] = along * block_cosine[c] - sine[c] * block_sine[c];
            sine[c] = along * block_sine[c] + sine[c] * block_cosine[c];
        }
    }

    std::int64_t length() const { return 2 * reach_; }
    std::size_t width() const { return static_cast<std::size_t>(terms_.size()); }
    bool is_wanted(std::int64_t position) const { return position >= first_ && position < first_ + count_; }
    std::span<Number> row(std::int64_t position) const
    {
        return out_.subspan(static_cast<std::size_t>(position - first_) * width(), width());
    }

    const WaveTerms& terms_;
    WaveTerms sines_;
    std::int64_t reach_;
    Turns steps_;  ///< 1/2, 3/2, ...
    Turns block_;  ///< a whole block
    std::int64_t first_, count_;
    std::span<Number> out_;
    bool streamed_;
};

template <class Number>
void rows(const WaveTerms& terms, std::int64_t first, std::int64_t count, std::span<Number> out)
{
    assert(out.size() == static_cast<std::size_t>(count * terms.size()));
    if (count < steps_of(terms.size()) / 2) {
        for (std::int64_t r = 0; r < count; ++r)
            wave_row(terms, 2 * (first + r),
                     out.subspan(static_cast<std::size_t>(r * terms.size()), static_cast<std::size_t>(terms.size())));
        return;
    }
    const BlockPainter<Number> painter(terms, first, count, out);
    const std::int64_t first_block = painter.block_of(first), blocks = painter.block_of(first + count - 1) + 1 - first_block;
    parallel_for(blocks, 1 + 2000 / std::max<std::int64_t>(terms.size(), 1),
                 [&](std::int64_t begin, std::int64_t end) { painter.paint(first_block + begin, first_block + end); });
}

}  // namespace

void wave_rows(const WaveTerms& terms, std::int64_t first, std::int64_t count, std::span<double> out)
{
    rows(terms, first, count, out);
}

void wave_rows(const WaveTerms& terms, std::int64_t first, std::int64_t count, std::span<float> out)
{
    rows(terms, first, count, out);
}

}  // namespace phasescope
#endif
