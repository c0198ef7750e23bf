// Numbers from a seed, the same on every system.
#pragma once

#include <cstdint>
#include <vector>

namespace phasescope {

/// count independent standard normal numbers from stream `stream` of `seed`.
/// SplitMix64 (Steele et al. 2014) gives the bits, Box and Muller (1958) the normals.
std::vector<double> normals(std::uint64_t seed, std::uint64_t stream, std::int64_t count);

}  // namespace phasescope
