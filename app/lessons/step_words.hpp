// The texts of a lesson's step, with everything measured that stands in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/text/language.hpp"
#include "core/analysis/progress.hpp"
#include "core/lesson/lesson.hpp"

namespace phasescope {

struct StepWords {
    std::string title;
    std::string text;
    std::string question;
    std::vector<std::string> choices;
    std::string answer;
    std::optional<std::size_t> true_choice;
    std::vector<std::string> complaints;  ///< what could not be measured; its text stands as written
};

/// Empty where it was cancelled.
std::optional<StepWords> step_words(const Step& step, const Language& language, const Progress& progress = {});

}  // namespace phasescope
