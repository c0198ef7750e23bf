// Positions that can be measured: those that have a row, and in it finite numbers only.
#pragma once

#include <cstdint>

#include "core/mechanism.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// How many positions of the scene, from its start on and one after another, can be measured; 0 where the first cannot.
std::int64_t whole_rows(const Scene& scene, const Mechanism& mechanism);

/// The scene with only these positions; as it is where there are none.
Scene with_whole_rows(Scene scene, const Mechanism& mechanism);

}  // namespace phasescope
