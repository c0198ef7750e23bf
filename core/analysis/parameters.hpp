// How many learned numbers an encoding has: counted, not listed.
#pragma once

#include <cstdint>

#include "core/scene.hpp"

namespace phasescope {

/// Learned numbers are those that training would set. Here they are drawn from the seed: what changes in the mechanism with
/// another seed is counted, in one layer and for the heads that it has; of a table of rows, all rows that positions have; of
/// biases, one for each bucket and head. An imported table counts whole. 0 for formulas.
std::int64_t parameter_count(const Scene& scene);

}  // namespace phasescope
