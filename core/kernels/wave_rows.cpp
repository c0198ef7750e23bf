// Two rows at a time from the middle of their block.
//
// cos and sin of the steps away from a middle stand in a table that serves all blocks. Blocks lie at multiples of their
// length, so that a row does not depend on which others are asked for.
#include "core/kernels/wave_rows.hpp"

#include <algorithm>
#include <cassert>
#include <type_traits>
#include <vector>

#include "core/kernels/streaming.hpp"
#include "core/kernels/wave_block.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace {

/// Rows on either side of the middle of a block: more where these are short, as long as the table of steps stays in the
/// second-level cache.
constexpr std::int64_t steps_of(std::int64_t width)
{
    return width <= 128 ? 64 : 32;
}

/// Rows of `width` numbers, each of which begins with a line of the cache and ends with `rest` more lines of zeros.
class AlignedRows {
public:
    AlignedRows(std::int64_t count, std::int64_t width, std::int64_t rest)
        : width_(static_cast<std::size_t>(width)),
          lines_((width + per_line - 1) / per_line + rest),
          numbers_(static_cast<std::size_t>(count * lines_))
    {
    }

    double* row(std::int64_t r) { return numbers_[static_cast<std::size_t>(r * lines_)].numbers; }
    const double* row(std::int64_t r) const { return numbers_[static_cast<std::size_t>(r * lines_)].numbers; }
    std::span<double> terms(std::int64_t r) { return {row(r), width_}; }
    std::size_t stride() const { return static_cast<std::size_t>(lines_ * per_line); }

private:
    static constexpr std::int64_t per_line = line_bytes / sizeof(double);
    struct alignas(line_bytes) Line {
        double numbers[per_line];
    };

    std::size_t width_;
    std::int64_t lines_;
    std::vector<Line> numbers_;
};

/// cos and sin of waves at one argument, or at several: (arguments, terms) each.
///
/// Without the rests, rows of 512 terms would lie whole pages apart, and all that is read together would compete for the
/// same few places of the cache.
struct Turns {
    Turns(std::int64_t count, std::int64_t terms) : cosines(count, terms, 2), sines(count, terms, 6) {}

    AlignedRows cosines, sines;
};

/// At amplitude 1 and phase 0, at the arguments (first_twice + 2 k) / 2.
Turns unit_turns(const WaveTerms& terms, std::int64_t first_twice, std::int64_t count)
{
    WaveTerms cosines;
    for (const Turns128 frequency : terms.frequency) cosines.add(1, frequency, 0);
    const WaveTerms sines = sines_of(cosines);
    Turns result(count, terms.size());
    for (std::int64_t k = 0; k < count; ++k) {
        wave_row(cosines, first_twice + 2 * k, result.cosines.terms(k));
        wave_row(sines, first_twice + 2 * k, result.sines.terms(k));
    }
    return result;
}

/// Where the rows of successive positions go.
template <class Number>
struct Run {
    std::int64_t first, count;
    std::span<Number> out;

    bool wants(std::int64_t position) const { return position >= first && position < first + count; }
    std::span<Number> row(std::int64_t position) const
    {
        const std::size_t width = out.size() / static_cast<std::size_t>(count);
        return out.subspan(static_cast<std::size_t>(position - first) * width, width);
    }
};

}  // namespace

/// Block b holds the positions b length() .. + length() - 1.
class WaveRows::Blocks {
public:
    explicit Blocks(const WaveTerms& terms)
        : terms_(terms),
          sines_(sines_of(terms)),
          reach_(steps_of(terms.size())),
          steps_(unit_turns(terms, 1, reach_)),
          block_(unit_turns(terms, 4 * reach_, 1))
    {
    }

    template <class Number>
    void paint(const Run<Number>& run) const
    {
        const std::int64_t first = block_of(run.first), blocks = block_of(run.first + run.count - 1) + 1 - first;
        parallel_for(blocks, 1 + 2000 / std::max<std::int64_t>(terms_.size(), 1),
                     [&](std::int64_t begin, std::int64_t end) { paint_blocks(run, first + begin, first + end); });
    }

private:
    /// Every so many blocks the middle is computed anew; between them it is turned on by a block, which rounds twice.
    template <class Number>
    static constexpr std::int64_t exact_middles = std::is_same_v<Number, float> ? 16 : 1;

    template <class Number>
    void paint_blocks(const Run<Number>& run, std::int64_t begin, std::int64_t end) const
    {
        const bool streamed = is_worth_streaming(run.out.size_bytes()) && width() * sizeof(Number) % line_bytes == 0;
        Turns middle(1, terms_.size());
        std::vector<Number> unwanted(width());
        for (std::int64_t block = begin; block < end; ++block) {
            if (block == begin || block % exact_middles<Number> == 0)
                set_middle(block, exact_middles<Number>, middle);
            else
                turn_on(middle);
            if (streamed && run.wants(block * length()) && run.wants((block + 1) * length() - 1))
                stream_block(factors(middle, 0),
                             {static_cast<std::size_t>(reach_), steps_.cosines.stride(), steps_.sines.stride()},
                             run.row(block * length() + reach_).data());
            else
                paint_wanted(run, middle, block * length() + reach_, unwanted);
        }
        end_streaming();
        // The sines of position 0 are 0, not nearly so.
        if (begin * length() <= 0 && 0 < end * length() && run.wants(0)) wave_row(terms_, 0, run.row(0));
    }

    /// The same numbers wherever painting begins.
    void set_middle(std::int64_t block, std::int64_t exact, Turns& middle) const
    {
        const std::int64_t past = (block % exact + exact) % exact;
        const std::int64_t twice = 2 * ((block - past) * length() + reach_) - 1;
        wave_row(terms_, twice, middle.cosines.terms(0));
        wave_row(sines_, twice, middle.sines.terms(0));
        for (std::int64_t i = 0; i < past; ++i) turn_on(middle);
    }

    /// Those rows of a block that are wanted; `after` is the position after its middle.
    template <class Number>
    void paint_wanted(const Run<Number>& run, const Turns& middle, std::int64_t after, std::vector<Number>& unwanted) const
    {
        for (std::int64_t k = 0; k < reach_; ++k) {
            const bool has_later = run.wants(after + k), has_earlier = run.wants(after - 1 - k);
            if (!has_later && !has_earlier) continue;
            turn(factors(middle, k), TurnedRows<Number>{has_later ? run.row(after + k).data() : unwanted.data(),
                                                        has_earlier ? run.row(after - 1 - k).data() : unwanted.data()});
        }
    }

    TurnFactors factors(const Turns& middle, std::int64_t step) const
    {
        return {middle.cosines.row(0), middle.sines.row(0), steps_.cosines.row(step), steps_.sines.row(step), width()};
    }

    void turn_on(Turns& middle) const
    {
        phasescope::turn_on(block_.cosines.row(0), block_.sines.row(0), middle.cosines.row(0), middle.sines.row(0), width());
    }

    std::int64_t length() const { return 2 * reach_; }
    std::int64_t block_of(std::int64_t position) const { return position / length() - (position % length() < 0); }
    std::size_t width() const { return static_cast<std::size_t>(terms_.size()); }

    WaveTerms terms_, sines_;
    std::int64_t reach_;
    Turns steps_;  ///< 1/2, 3/2, ...
    Turns block_;  ///< a whole block
};

WaveRows::WaveRows(WaveTerms terms, std::int64_t most) : terms_(std::move(terms))
{
    if (most >= steps_of(terms_.size()) / 2) blocks_ = std::make_shared<const Blocks>(terms_);
}

template <class Number>
void WaveRows::fill(std::int64_t first, std::int64_t count, std::span<Number> out) const
{
    assert(out.size() == static_cast<std::size_t>(count * terms_.size()));
    const Run<Number> run{first, count, out};
    if (count == 0) return;
    if (blocks_) return blocks_->paint(run);
    for (std::int64_t r = 0; r < count; ++r) wave_row(terms_, 2 * (first + r), run.row(first + r));
}

template void WaveRows::fill(std::int64_t, std::int64_t, std::span<float>) const;
template void WaveRows::fill(std::int64_t, std::int64_t, std::span<double>) const;

void wave_rows(const WaveTerms& terms, std::int64_t first, std::int64_t count, std::span<double> out)
{
    WaveRows(terms, count).fill(first, count, out);
}

void wave_rows(const WaveTerms& terms, std::int64_t first, std::int64_t count, std::span<float> out)
{
    WaveRows(terms, count).fill(first, count, out);
}

}  // namespace phasescope
