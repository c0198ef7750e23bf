// A lesson: an ordered list of scenes with text, what to look at, and questions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/scene.hpp"

namespace phasescope {

/// A text in several languages, by code. Has {measures} in the place of numbers (core/measure) and $formulas$.
struct LessonText {
    std::map<std::string, std::string, std::less<>> by_language;

    /// In this language, else in English, else in any.
    const std::string& in(std::string_view code) const;
    bool empty() const { return by_language.empty(); }
    bool operator==(const LessonText&) const = default;
};

/// What the window points at.
struct LookAt {
    enum class Kind { none, sheet, cell, control, panel };
    Kind kind = Kind::none;
    std::string name;               ///< of the sheet, control or panel
    std::int64_t row = 0, col = 0;  ///< of a cell, as labelled on the axes

    bool operator==(const LookAt&) const = default;
};

/// One of the answers that can be chosen.
struct Choice {
    LessonText text;
    std::string condition;  ///< what must hold by measurement for it to be the true one: "first_rise < 20"

    bool operator==(const Choice&) const = default;
};

/// The view is covered until a choice is made.
struct Question {
    LessonText text;
    std::vector<Choice> choices;
    LessonText answer;

    bool operator==(const Question&) const = default;
};

struct Step {
    LessonText title;
    LessonText text;
    Scene scene;  ///< repaired
    LookAt look_at;
    std::optional<Question> question;

    bool operator==(const Step&) const = default;
};

struct Lesson {
    LessonText title;
    LessonText summary;  ///< what one knows afterwards, in a sentence
    std::vector<Step> steps;

    bool operator==(const Lesson&) const = default;
};

inline constexpr std::size_t most_steps = 100;

/// Which choice holds in the step's scene; an Error where a condition cannot be measured, or not exactly one holds.
Result<std::size_t> true_choice(const Question& question, const Scene& scene);

}  // namespace phasescope
