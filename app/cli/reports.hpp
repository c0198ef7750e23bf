// What `check`, `compare` and `encodings` print.
#pragma once

#include <string>
#include <vector>

#include "core/analysis/check.hpp"
#include "core/analysis/properties.hpp"

namespace phasescope {

/// An aligned table with units, headed by the verdict.
std::string check_table(const Scene& scene, const Check& check);

/// One JSON object; null for what does not apply.
std::string check_json(const Scene& scene, const Check& check);

/// One line for each encoding, aligned.
std::string comparison_table(const std::vector<Properties>& all);

/// A list of JSON objects; null for what does not apply.
std::string comparison_json(const std::vector<Properties>& all);

std::string encodings_table();
std::string encodings_json();

/// The verdict on direction in one sentence, with the tolerance it was judged by.
std::string verdict(const Direction& direction);

}  // namespace phasescope
