// What decided a claim, in words: the number, what it was judged by, and why by that.
#pragma once

#include <functional>
#include <string>

#include "app/text/language.hpp"
#include "core/analysis/claims.hpp"

namespace phasescope {

/// "judged: max |S(q,k) − S(k,q)|: 0.03, above 6e−14 (what rounding can do to a score)"; where it depends, the number that
/// decides otherwise follows. `written` makes numbers text. Only for a claim that applies.
std::string judgement_text(const Language& language, const ClaimResult& result,
                           const std::function<std::string(double)>& written);

}  // namespace phasescope
