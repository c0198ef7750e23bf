// Lessons as JSON text: {"type": "phasescope lesson", "version": 1, "title": ..., "steps": [...]}.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/lesson/lesson.hpp"

namespace phasescope {

inline constexpr int lesson_version = 1;
inline constexpr std::uint64_t most_lesson_bytes = std::uint64_t{64} << 20;

/// A lesson that was read, and what should be said about it: unknown keys, repairs of scenes, a newer version.
struct ReadLesson {
    Lesson lesson;
    std::vector<std::string> warnings;
};

/// A text is {"en": "...", "zh": "..."} or, in all languages, "...". Scenes have the keys of scene files; missing ones take
/// their defaults. Errors and warnings name the key: "steps[2].scene.length". `source` is named in messages.
Result<ReadLesson> lesson_from_text(std::string_view text, std::string_view source);

/// Whether this JSON text calls itself a lesson.
bool looks_like_lesson(std::string_view text);

/// The lesson as text; of its scenes what differs from the standard ones. Reads back the same.
std::string lesson_text(const Lesson& lesson);

/// The measures in a text: what stands in {..}, without a format.
struct Placeholder {
    std::size_t begin = 0, end = 0;  ///< with the brackets
    std::string expression;
    std::string format;  ///< what stands behind the last ':'
};
std::vector<Placeholder> placeholders(std::string_view text);

}  // namespace phasescope
