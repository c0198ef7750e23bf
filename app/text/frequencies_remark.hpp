// What the spectrum of an encoding says in one line.
#pragma once

#include <span>
#include <string>

#include "app/text/language.hpp"
#include "core/analysis/frequencies.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// "52 of 64 pairs complete a turn in 4096 positions"; of pairs that turn along axes of their own, along those.
std::string frequencies_remark(const Language& text, const Scene& scene, const Mechanism& mechanism,
                               std::span<const PairFrequency> pairs);

}  // namespace phasescope
