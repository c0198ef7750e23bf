#include "app/cli/start_scene.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "app/cli/values.hpp"
#include "app/figure/scene_file.hpp"
#include "app/presets.hpp"
#include "core/io/file.hpp"
#include "core/io/file_kind.hpp"
#include "core/io/model_config.hpp"
#include "core/io/scene_table.hpp"
#include "core/io/shard_list.hpp"
#include "core/io/table_file.hpp"
#include "core/nearest.hpp"
#include "core/scene_json.hpp"

namespace phasescope {
namespace {

std::optional<Refusal> start_from_config(std::string_view text, const std::string& path, Command& command)
{
    Result<ReadConfig> config = scene_from_config(text, path);
    if (!config) return Refusal{config.error(), failure_code};
    command.scene = config->scene;
    // What was simply read needs no word.
    std::ranges::copy_if(config->notes, std::back_inserter(command.warnings),
                         [](const std::string& note) { return !note.starts_with("read: "); });
    return {};
}

/// A scene file, a picture that holds a scene, or a configuration: what it is, its text tells.
std::optional<Refusal> start_from_file(const Words& words, const std::string& path, Command& command)
{
    const Result<SceneFile> file = scene_file(path);
    if (!file) return Refusal{file.error(), failure_code};
    if (!file->is_picture && looks_like_config(file->text)) return start_from_config(file->text, path, command);
    auto read = scene_from_text(file->text, path);
    if (!read) return Refusal{read.error(), failure_code};
    command.warnings = read->warnings;
    command.scene = read->scene;
    if (!words.has("--table")) command.scene = with_named_table(read->scene, folder_of_file(path), command.warnings);
    if (!file->is_picture) command.scene_path = path;
    return {};
}

/// What may be dropped on the window may be named for it. A table, or a list of where tables are, is opened as if dropped.
std::optional<Refusal> start_from_subject(const Words& words, const std::string& path, Command& command)
{
    const Result<OpenFile> file = OpenFile::open(path);
    if (!file) return Refusal{file.error(), failure_code};
    const Result<FileKind> kind = kind_of(*file);
    if (!kind) return Refusal{kind.error(), failure_code};
    if (holds_tables(*kind) || (*kind == FileKind::json && is_shard_list(path))) {
        if (const auto tables = tables_in(path); !tables) return Refusal{tables.error(), failure_code};
        command.to_open = path;
        return {};
    }
    if (*kind != FileKind::json) return start_from_file(words, path, command);
    const auto text = read_file(path, most_lesson_bytes);
    if (!text || !looks_like_lesson(*text)) return start_from_file(words, path, command);
    Result<ReadLesson> read = lesson_from_text(*text, path);
    if (!read) return Refusal{read.error(), failure_code};
    command.warnings = read->warnings;
    command.lesson = ShelfLesson{std::filesystem::path(path).stem().string(), path, std::move(read).value().lesson};
    return {};
}

/// A table is no scene, and the option that takes one is named.
std::optional<Refusal> refuse_table(const std::string& path)
{
    const Result<OpenFile> file = OpenFile::open(path);
    if (!file) return {};
    const Result<FileKind> kind = kind_of(*file);
    if (!kind || *kind == FileKind::text || !holds_tables(*kind)) return {};
    return Refusal{{"this is a table of numbers, not a scene", path, "use --encoding learned --table " + path},
                   failure_code};
}

std::optional<Refusal> start_from_model(const std::string& name, Command& command)
{
    const Preset* preset = find_preset(name);
    if (!preset) {
        Error error = unknown_word("model", name, preset_names());
        error.hint += "; phasescope --help lists all";
        return Refusal{error, misuse_code};
    }
    command.scene = preset->scene;
    return {};
}

}  // namespace

std::optional<Refusal> read_start_scene(const Words& words, Command& command)
{
    command.scene = first_scene();
    std::vector<std::pair<std::string, std::string>> starts;
    if (words.action == Action::window && words.subject) starts.emplace_back("", *words.subject);
    for (const char* option : {"--scene", "--config", "--model"})
        if (const std::string* value = words.find(option)) starts.emplace_back(option, *value);
    if (starts.empty()) return {};
    const auto& [option, value] = starts.front();
    if (starts.size() > 1)
        return Refusal{{option.empty() && starts[1].first == "--scene" ? "two scene files" : "two scenes to start from",
                        value, starts[1].first + " names one already"},
                       misuse_code};
    if (option == "--model") return start_from_model(value, command);
    if (option.empty()) return start_from_subject(words, value, command);
    if (auto refusal = refuse_table(value)) return refusal;
    if (option != "--config") return start_from_file(words, value, command);
    const auto text = read_file(value, most_config_bytes);
    if (!text) return Refusal{text.error(), failure_code};
    return start_from_config(*text, value, command);
}

}  // namespace phasescope
