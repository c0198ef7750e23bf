// Which of several readings that fit is named first.
#pragma once

#include <vector>

#include "core/match/reading.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// The lower, the earlier.
double rank_of(const MatchReading& reading, const Scene& scene);

/// Whether nobody would use it: a correct one with a base that is in no model, and that was not asked for.
bool is_far_fetched(const MatchReading& reading, const Scene& scene);

/// Whether two readings are of one kind: numbers that the table does not tell apart may differ, such as the base of a table
/// that is too narrow to show it.
bool says_the_same(const MatchReading& one, const MatchReading& other);

}  // namespace phasescope
