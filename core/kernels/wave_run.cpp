// Positions lie in blocks. With the waves at the middle of a block and at the steps from there, the sums over a block are
// products of tables: of cos and sin of the middles, a row for each block, and of cos and -+ sin of the steps, a row for
// each place in it.
#include "core/kernels/wave_run.hpp"

#include <algorithm>

#include "core/kernels/dot_products.hpp"
#include "core/matrix.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace {

constexpr std::int64_t block = 64;  // the middle lies half a step before place block / 2

/// Row j: cos and then -sin of the steps from the middle of a block to place j, at amplitude 1 and phase 0.
Matrix steps_of(const WaveTerms& terms)
{
    WaveTerms cosines, minus_sines;
    for (const Turns128 frequency : terms.frequency) {
        cosines.add(1, frequency, 0);
        minus_sines.add(1, frequency, quarter_turn);
    }
    const auto width = static_cast<std::size_t>(terms.size());
    Matrix steps(block, 2 * terms.size());
    for (std::int64_t j = 0; j < block; ++j) {
        wave_row(cosines, 2 * j - block + 1, steps.row(j).first(width));
        wave_row(minus_sines, 2 * j - block + 1, steps.row(j).last(width));
    }
    return steps;
}

/// Row b: cos and then sin in the middle of block first + b.
Matrix middles_of(const WaveTerms& terms, std::int64_t first, std::int64_t count)
{
    const WaveTerms sines = sines_of(terms);
    const auto width = static_cast<std::size_t>(terms.size());
    Matrix middles(count, 2 * terms.size());
    for (std::int64_t b = 0; b < count; ++b) {
        const std::int64_t twice = (2 * (first + b) + 1) * block - 1;
        wave_row(terms, twice, middles.row(b).first(width));
        wave_row(sines, twice, middles.row(b).last(width));
    }
    return middles;
}

std::int64_t block_of(std::int64_t position)
{
    return position / block - (position % block < 0);
}

}  // namespace

std::vector<double> wave_run(const WaveTerms& terms, std::int64_t first, std::int64_t count)
{
    std::vector<double> values(static_cast<std::size_t>(count));
    if (terms.size() == 0 || count == 0) return values;
    const Matrix steps = steps_of(terms);
    const std::int64_t first_block = block_of(first), blocks = block_of(first + count - 1) + 1 - first_block;
    parallel_for(blocks, 1 + 20'000 / terms.size(), [&](std::int64_t begin, std::int64_t end) {
        constexpr std::int64_t some = 64;  // so that the tables stay small
        for (std::int64_t b = begin; b < end; b += some) {
            const Matrix middles = middles_of(terms, first_block + b, std::min(some, end - b));
            Matrix sums(middles.rows, block);
            add_dot_products(middles.values, steps.values, middles.cols, sums.values);
            const std::int64_t at = (first_block + b) * block - first;  // of the first of them
            for (std::int64_t i = std::max<std::int64_t>(0, -at); i < std::ssize(sums.values) && at + i < count; ++i)
                values[static_cast<std::size_t>(at + i)] = sums.values[static_cast<std::size_t>(i)];
        }
    });
    if (const std::int64_t zero = 0; first <= 0 && first + count > 0)
        wave_sums(terms, {&zero, 1}, std::span(values).subspan(static_cast<std::size_t>(-first), 1));
    return values;
}

}  // namespace phasescope
