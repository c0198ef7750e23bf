// Sums of unit arrows: means of angles are the directions of these.
#pragma once

#include <span>

namespace phasescope {

/// along[c] += cos angles[c], across[c] += sin angles[c], count[c] += 1, but nothing where the angle is no number. Angles in
/// [-pi, pi], rounded to float: error of an arrow at most 3e-7. The spans have the same length.
void add_arrows(std::span<const double> angles, std::span<double> along, std::span<double> across, std::span<double> count);

namespace plain {
/// The twin.
void add_arrows(std::span<const double> angles, std::span<double> along, std::span<double> across, std::span<double> count);
}  // namespace plain

}  // namespace phasescope
