// Lessons: what is read has valid scenes, and reads back the same.
#include "core/lesson/lesson_json.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

void lesson(std::string_view bytes)
{
    const Result<ReadLesson> read = lesson_from_text(bytes, source);
    if (!is_read(read)) return;
    require(looks_like_lesson(bytes), "what is read as a lesson looks like one");
    require_lines(read->warnings);
    for (const Step& step : read->lesson.steps) require(repaired(step.scene) == step.scene, "the scene of a step is valid");
    const Result<ReadLesson> again = lesson_from_text(lesson_text(read->lesson), source);
    require(is_read(again) && again->lesson == read->lesson, "a lesson reads back the same");
}

}  // namespace phasescope::fuzz
