// The simplest number of an interval: what a person would have typed.
#pragma once

namespace phasescope {

/// The number from lo to hi, 0 < lo <= hi, with the fewest digits; of several the nearest to their middle.
double simplest_number(double lo, double hi);

/// How many digits it takes to write a positive number: 1 for 10000, 2 for 0.25; 17 at most.
int digits_of(double number);

}  // namespace phasescope
