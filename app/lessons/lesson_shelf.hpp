// Where lessons are found: those of the program, and the user's own.
#pragma once

#include <string>
#include <vector>

#include "core/lesson/lesson_json.hpp"
#include "core/result.hpp"

namespace phasescope {

struct ShelfLesson {
    std::string name;  ///< of the file, without its ending: "08_rope"
    std::string path;  ///< of the user's own; "" of the program's
    Lesson lesson;
    std::vector<std::string> warnings = {};  ///< what was said when it was read
};

struct LessonShelf {
    std::vector<ShelfLesson> lessons;     ///< the program's own first, each in the order of their names
    std::vector<std::string> complaints;  ///< about the user's files that are no lessons, or not whole
};

/// The folder of the user's own lessons: $XDG_DATA_HOME/phasescope/lessons, else ~/.local/share/phasescope/lessons; "" where
/// there is no home.
std::string own_lessons_folder();

LessonShelf lesson_shelf(const std::string& own_folder);

/// A file, or one of the program's lessons by name ("08_rope", "rope" or "8"). An Error where there is neither.
Result<ReadLesson> found_lesson(const std::string& name_or_path);

/// The names of the program's lessons.
std::vector<std::string> lesson_names();

/// Adds the scene as the last step of the user's lesson of this file name in the folder, which is made where it is missing;
/// a new file is a lesson with this one step. The path. A file that is there and is no lesson is left as it is: an Error.
Result<std::string> saved_step(const std::string& own_folder, const std::string& name, Step step);

}  // namespace phasescope
