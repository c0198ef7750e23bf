// Means of waves over the part of a rectangle whose keys are not after their query, in closed form: however many cells.
#pragma once

#include <cstdint>

#include "core/waves.hpp"

namespace phasescope {

/// Queries 0 .. rows - 1 and keys `lead` .. lead + cols - 1; only pairs with key <= query count, and some do.
struct CutPairs {
    std::int64_t rows = 1;
    std::int64_t cols = 1;
    std::int64_t lead = 0;

    /// How many pairs count.
    double count() const;
};

/// The sum over the pairs of all terms at key - query + shift.
double sum_over_offsets(const WaveTerms& terms, const CutPairs& pairs, std::int64_t shift);

/// The sum over the pairs of all terms at key + query + shift. Nearly equal sines are subtracted and divided by a small one:
/// below some thousand rows too little is left of them, and rows are better added one by one.
double sum_over_sums(const WaveTerms& terms, const CutPairs& pairs, std::int64_t shift);

}  // namespace phasescope
