// Rows of waves on either side of a middle, from cos and sin of the middle and of the steps away from it: cos cos -+ sin
// sin, two products in double, their difference and their sum.
#pragma once

#include <cstddef>

namespace phasescope {

/// The rows of numbers from which two rows of waves are made, `width` numbers each. A line of the cache more may be read.
struct TurnFactors {
    const double *middle_cos, *middle_sin, *step_cos, *step_sin;
    std::size_t width;
};

/// How far apart the rows of `count` successive steps lie.
struct Steps {
    std::size_t count, cos_stride, sin_stride;
};

/// Two rows of waves.
template <class Number>
struct TurnedRows {
    Number *later, *earlier;
};

void turn(const TurnFactors& from, const TurnedRows<float>& to);
void turn(const TurnFactors& from, const TurnedRows<double>& to);

/// All rows of a block past the caches: those of step k = 0 .. lie at after_middle + k width and - (k + 1) width. `from`
/// holds the first step. Rows are whole lines of the cache, though they need not begin with one.
void stream_block(const TurnFactors& from, const Steps& steps, float* after_middle);
void stream_block(const TurnFactors& from, const Steps& steps, double* after_middle);

/// Angles of `count` cosines and sines are turned on by others. What shares a register with the last is turned too.
void turn_on(const double* by_cosine, const double* by_sine, double* cosine, double* sine, std::size_t count);

}  // namespace phasescope
