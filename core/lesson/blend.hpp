// The scenes between two scenes: how the window gets from one step of a lesson to the next.
#pragma once

#include "core/scene.hpp"

namespace phasescope {

/// `from` at t = 0, `to` at t = 1, both repaired. Between, what has numbers on both sides is between: length and start,
/// knobs of the same encoding (on their own scale), the probe and the parts shown. Everything else is that of `to`.
/// A valid scene.
Scene blended(const Scene& from, const Scene& to, double t);

}  // namespace phasescope
