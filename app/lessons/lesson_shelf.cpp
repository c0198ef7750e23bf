#include "app/lessons/lesson_shelf.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>

#include "app/assets.hpp"
#include "core/io/file.hpp"
#include "core/nearest.hpp"

namespace phasescope {
namespace {

constexpr std::string_view lessons_folder = "assets/lessons/";
constexpr std::string_view ending = ".json";

/// "08_rope" of "assets/lessons/08_rope.json"; "" of other files.
std::string name_of(const Asset& file)
{
    if (!file.path.starts_with(lessons_folder) || !file.path.ends_with(ending)) return "";
    return std::string(file.path.substr(lessons_folder.size(), file.path.size() - lessons_folder.size() - ending.size()));
}

/// The number before the name: 8 of "08_rope".
std::string_view number_of(std::string_view name)
{
    const auto digits = std::min(name.find_first_not_of("0123456789"), name.size());
    const auto zeros = std::min(name.find_first_not_of('0'), digits);
    return name.substr(zeros, digits - zeros);
}

bool is_called(std::string_view name, std::string_view asked)
{
    const auto rest = name.find('_');
    const bool by_rest = rest != std::string_view::npos && name.substr(rest + 1) == asked;
    return name == asked || by_rest
           || (!number_of(asked).empty() && number_of(name) == number_of(asked)
               && asked.find_first_not_of("0123456789") == asked.npos);
}

Result<ReadLesson> read_lesson(const std::string& path)
{
    const Result<std::string> text = read_file(path, most_lesson_bytes);
    if (!text) return text.error();
    return lesson_from_text(*text, path);
}

void add_own(const std::string& own_folder, LessonShelf& shelf)
{
    std::error_code failed;
    std::vector<std::filesystem::path> paths;
    for (std::filesystem::directory_iterator it(own_folder, failed), end; !failed && it != end; it.increment(failed))
        if (it->path().extension() == ending) paths.push_back(it->path());
    std::ranges::sort(paths);
    for (const auto& path : paths) {
        Result<ReadLesson> read = read_lesson(path.string());
        if (!read) {
            shelf.complaints.push_back(read.error().line());
            continue;
        }
        for (const std::string& warning : read->warnings) shelf.complaints.push_back(path.string() + ": " + warning);
        shelf.lessons.push_back({path.stem().string(), path.string(), std::move(read).value().lesson});
    }
}

}  // namespace

std::string own_lessons_folder()
{
    const auto from = [](const char* variable) -> std::filesystem::path {
        const char* value = std::getenv(variable);
        return value && *value == '/' ? std::filesystem::path(value) : std::filesystem::path();
    };
    std::filesystem::path base = from("XDG_DATA_HOME");
    if (base.empty() && !from("HOME").empty()) base = from("HOME") / ".local" / "share";
    return base.empty() ? "" : (base / "phasescope" / "lessons").string();
}

std::vector<std::string> lesson_names()
{
    std::vector<std::string> names;
    for (const Asset& file : assets())
        if (std::string name = name_of(file); !name.empty()) names.push_back(std::move(name));
    std::ranges::sort(names);
    return names;
}

LessonShelf lesson_shelf(const std::string& own_folder)
{
    LessonShelf shelf;
    for (const std::string& name : lesson_names())
        if (Result<ReadLesson> read = found_lesson(name))
            shelf.lessons.push_back({name, "", std::move(read).value().lesson});
        else
            shelf.complaints.push_back(read.error().line());
    if (!own_folder.empty()) add_own(own_folder, shelf);
    return shelf;
}

Result<ReadLesson> found_lesson(const std::string& asked)
{
    for (const Asset& file : assets())
        if (const std::string name = name_of(file); !name.empty() && is_called(name, asked))
            return lesson_from_text(file.bytes, file.path);
    std::error_code unknown;
    if (std::filesystem::exists(asked, unknown)) return read_lesson(asked);
    const bool looks_like_path = asked.find('/') != std::string::npos || asked.ends_with(ending);
    if (looks_like_path) return read_lesson(asked);
    return Error{"there is no lesson of this name, and no such file", asked,
                 "use " + alternatives(nearest_words(asked, lesson_names(), 3)) + ", or a file"};
}

Result<std::string> saved_step(const std::string& own_folder, const std::string& name, Step step)
{
    if (own_folder.empty()) return Error{"no home folder to keep lessons in", "", "set HOME or XDG_DATA_HOME"};
    if (name.empty() || name.find('/') != std::string::npos)
        return Error{"this cannot be the name of a lesson", name, "use a name without '/'"};
    std::error_code failed;
    std::filesystem::create_directories(own_folder, failed);
    if (failed) return Error{"cannot make the folder of your lessons", own_folder, failed.message()};
    const std::string path = (std::filesystem::path(own_folder) / (name + std::string(ending))).string();
    Lesson lesson;
    std::error_code unknown;
    if (std::filesystem::exists(path, unknown)) {
        Result<ReadLesson> read = read_lesson(path);
        if (!read) return read.error();
        lesson = std::move(read).value().lesson;
    } else {
        lesson.title.by_language["en"] = name;
        lesson.summary.by_language["en"] = "";
    }
    if (lesson.steps.size() >= most_steps)
        return Error{"the lesson has as many steps as one can have", path, std::to_string(most_steps) + " at most"};
    lesson.steps.push_back(std::move(step));
    const Result<Done> written = write_file(path, lesson_text(lesson));
    if (!written) return written.error();
    return path;
}

}  // namespace phasescope
