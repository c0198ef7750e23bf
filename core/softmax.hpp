// What turns scores into attention weights.
#pragma once

#include <span>

namespace phasescope {

/// exp(score - greatest) over their sum (Vaswani et al. 2017, equation 1), in place: the sum is 1. What is no number gets 0;
/// where nothing is a number, nothing becomes one.
void softmax(std::span<double> scores);

}  // namespace phasescope
