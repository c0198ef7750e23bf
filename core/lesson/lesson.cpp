#include "core/lesson/lesson.hpp"

#include "core/measure/measure.hpp"

namespace phasescope {

const std::string& LessonText::in(std::string_view code) const
{
    static const std::string nothing;
    auto found = by_language.find(code);
    if (found == by_language.end()) found = by_language.find("en");
    if (found == by_language.end()) found = by_language.begin();
    return found == by_language.end() ? nothing : found->second;
}

Result<std::size_t> true_choice(const Question& question, const Scene& scene)
{
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
        const Result<bool> holding = holds(scene, question.choices[i].condition);
        if (!holding) return holding.error();
        if (!*holding) continue;
        if (found) return Error{"two choices hold", question.choices[i].condition, "exactly one must"};
        found = i;
    }
    if (!found) return Error{"no choice holds", "", "exactly one must"};
    return *found;
}

}  // namespace phasescope
