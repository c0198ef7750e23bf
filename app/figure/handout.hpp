// A lesson on paper: its texts and figures, two steps a page, the answers at the end.
#pragma once

#include <string>

#include "app/text/language.hpp"
#include "core/lesson/lesson.hpp"
#include "core/result.hpp"

namespace phasescope {

/// A PDF of A4 pages; the same lesson gives the same bytes.
Result<std::string> handout(const Lesson& lesson, const Language& language, std::string* warning = nullptr);

}  // namespace phasescope
