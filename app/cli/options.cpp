#include "app/cli/options.hpp"

#include <filesystem>

#include "app/cli/output_options.hpp"
#include "app/cli/scene_options.hpp"

namespace phasescope {
namespace {

/// The lesson that was asked for by name or file: to begin with in the window, or to print. None to print: the list is.
std::optional<Refusal> read_lesson(const Words& words, Command& command)
{
    const bool print = words.action == Action::lesson;
    const std::string* name = print ? (words.subject ? &*words.subject : nullptr) : words.find("--lesson");
    if (!name) return {};
    Result<ReadLesson> read = found_lesson(*name);
    std::error_code unknown;
    if (!read) return Refusal{read.error(), std::filesystem::exists(*name, unknown) ? failure_code : misuse_code};
    command.warnings.insert(command.warnings.end(), read->warnings.begin(), read->warnings.end());
    command.lesson = ShelfLesson{*name, "", std::move(read).value().lesson};
    if (!print) return {};
    const std::string* output = words.find("--output");
    if (!output) return Refusal{{"a file to write is missing", "", "name it with -o, such as -o lesson.pdf"}};
    if (!output->ends_with(".pdf")) return Refusal{{"lessons are printed as PDF", *output, "name a .pdf file"}};
    command.output = *output;
    return {};
}

/// Whether a word was given that says something about the scene, and not only about how the window looks.
bool speaks_of_scene(const Words& words)
{
    for (const auto& [option, text] : words.given)
        if (option != "--theme" && option != "--language") return true;
    return words.subject.has_value();
}

/// The file and the table in it. Options that name a table of the scene name this one.
std::optional<Refusal> read_table_to_match(const Words& words, TableToMatch& table)
{
    if (!words.subject) return Refusal{{"no table was named", "", "phasescope match FILE"}};
    table.path = *words.subject;
    if (const std::string* name = words.find("--tensor")) table.tensor = *name;
    table.transposed = words.has("--table-transposed");
    return {};
}

}  // namespace

std::variant<Command, Answer, Refusal> parsed_command(int argc, const char* const* argv)
{
    auto parsed = parsed_words(argc, argv);
    if (auto* answer = std::get_if<Answer>(&parsed)) return *answer;
    if (auto* refusal = std::get_if<Refusal>(&parsed)) return *refusal;
    const Words& words = std::get<Words>(parsed);

    Command command;
    command.action = words.action;
    command.json = words.has("--json");
    if (auto refusal = read_taste(words, command)) return *refusal;
    if (words.action == Action::encodings) return command;
    if (words.action == Action::lesson) {
        if (auto refusal = read_lesson(words, command)) return *refusal;
        return command;
    }
    command.scene_given = speaks_of_scene(words);
    if (auto refusal = read_scene_options(words, command)) return *refusal;
    if (auto refusal = read_lesson(words, command)) return *refusal;
    if (words.action == Action::render)
        if (auto refusal = read_render_options(words, command)) return *refusal;
    if (words.action == Action::export_numbers)
        if (auto refusal = read_export_options(words, command)) return *refusal;
    if (words.action == Action::match)
        if (auto refusal = read_table_to_match(words, command.table)) return *refusal;
    return command;
}

}  // namespace phasescope
