// Biases that are made for a causal mask: what they hold for keys after the query is a convention, not a measurement.
#pragma once

#include "core/mechanism.hpp"
#include "core/scene.hpp"

namespace phasescope {

enum class KeysAhead {
    scored,      ///< keys after the query have numbers of their own
    by_formula,  ///< they count as the query itself does; one straight line tells what the formula would give them
    left_out,    ///< they count as the query itself does, and no formula reaches them
};

KeysAhead keys_ahead(const Mechanism& mechanism);

/// The mechanism with its formula continued to keys after the query where there is one; else as it is.
Mechanism continued(Mechanism mechanism);

/// Edited choices of words take the causal mask along where it was as they ask for: a symmetric bias is not masked, a causal
/// one is. A mask that was set otherwise stays.
Scene with_mask_following(Scene edited, const Scene& before);

}  // namespace phasescope
