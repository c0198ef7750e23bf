// The terms of a score that is a sum: content with content, content with position, and so on, each as a field of its own.
#pragma once

#include <vector>

#include "core/picture.hpp"

namespace phasescope {

/// The terms that there are, of Sheet::content_content, content_position, position_content, content_bias and position_bias;
/// none where the score is not a sum of them.
std::vector<Sheet> score_terms(const Mechanism& mechanism);

/// The mechanism whose score is one term alone, with the same scale. Their scores add up to that of `meets`.
MeetsVectors term_of(const MeetsVectors& meets, Sheet term);

/// The terms and Sheet::sum, scaled and masked as the score is, in the colours that suit the largest of all their numbers.
/// Empty where there are no terms.
SheetPictures term_pictures(const Scene& scene, const Mechanism& mechanism);

}  // namespace phasescope
