// What `check` and `encodings` print.
#pragma once

#include <string>

#include "core/analysis/check.hpp"

namespace phasescope {

/// An aligned table with units, headed by the verdict.
std::string check_table(const Scene& scene, const Check& check);

/// One JSON object; null for what does not apply.
std::string check_json(const Scene& scene, const Check& check);

std::string encodings_table();
std::string encodings_json();

/// The verdict on direction in one sentence, with the tolerance it was judged by.
std::string verdict(const Direction& direction);

}  // namespace phasescope
