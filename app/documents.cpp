#include "app/documents.hpp"

#include <algorithm>

#include "app/figure/numbers.hpp"
#include "app/figure/scene_file.hpp"
#include "core/io/file.hpp"
#include "core/io/file_kind.hpp"
#include "core/io/model_config.hpp"
#include "core/io/npy.hpp"
#include "core/io/open_file.hpp"
#include "core/io/scene_table.hpp"
#include "core/io/shard_list.hpp"
#include "core/io/table_file.hpp"
#include "core/models.hpp"
#include "core/own_length.hpp"
#include "core/scene_json.hpp"

namespace phasescope {
namespace {

std::string ending_of(const std::string& path)
{
    const auto dot = path.find_last_of("./");
    if (dot == std::string::npos || path[dot] == '/') return "";
    std::string ending = path.substr(dot);
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return ending;
}

Opened opened_scene(const ReadScene& read, const std::string& path)
{
    Opened result{{}, read.warnings, true};
    result.scene = with_named_table(read.scene, folder_of_file(path), result.remarks);
    if (std::string missing = undefined_sentence(result.scene); !missing.empty())
        result.remarks.push_back(std::move(missing));
    return result;
}

Result<Opened> opened_text(const std::string& text, const std::string& path, const Scene& present)
{
    if (looks_like_config(text)) {
        Result<ReadConfig> config = scene_from_config(text, path);
        if (!config) return config.error();
        return Opened{with_model(present, config->scene), config->notes};
    }
    const Result<ReadScene> read = scene_from_text(text, path);
    if (!read) return read.error();
    return opened_scene(*read, path);
}

Result<Opened> with_query_rows(const std::string& path, bool transposed, Scene scene)
{
    TableReport report;
    Result<Matrix> table = read_table(path, "", {.transposed = transposed, .head = scene.attention.head}, report);
    if (!table) return table.error();
    Result<Rows> rows = imported_rows(std::move(table).value(), path);
    if (!rows) return rows.error();
    scene.content = {ContentKind::imported, scene.content.seed, std::move(rows).value(), {}};
    std::vector<Repair> repairs;
    Opened result{repaired(std::move(scene), &repairs), report.notes};
    for (const Repair& r : repairs) result.remarks.push_back(r.where + ": " + r.was + " → " + r.now);
    return result;
}

/// The scene shows what the table is like.
Result<Opened> recognised_table(const std::string& path, const std::string& name, bool transposed, const Scene& present)
{
    TableReport report;
    const Result<Matrix> table = read_table(path, name, {.transposed = transposed}, report);
    if (!table) return table.error();
    TableMatch match = match_table(*table, present);
    Scene scene = scene_of_match(present, match, *table);
    return Opened{std::move(scene), report.notes, false, std::move(match)};
}

Result<Done> exported_numbers(const std::string& path, const FigureSpec& spec, bool csv)
{
    const Result<Numbers> numbers = numbers_of(spec);
    if (!numbers) return numbers.error();
    return write_file(path, [&](const Sink& sink) {
        return csv ? write_csv(numbers->field, NumberType::f8, numbers->labels, sink)
                   : write_npy(numbers->field, NumberType::f8, sink);
    });
}

}  // namespace

Result<Opened> opened_table(const std::string& path, const std::string& name, bool transposed, const Scene& present)
{
    if (present.view == View::mistakes) return recognised_table(path, name, transposed, present);
    const Encoding& encoding = encoding_of(present);
    const bool takes = encoding.takes_table(present.settings);
    const bool can_be_content = name.empty() && depends_on_content(mechanism_of(present));
    if (!takes && can_be_content) return with_query_rows(path, transposed, present);
    std::vector<std::string> notes;
    Result<Scene> scene = with_table(takes ? present : with_encoding(present, "learned"), path, name, transposed, &notes);
    // Where a table counts with some settings only, one that does not fit is the content.
    if (!scene && can_be_content && encoding.keeps_table) return with_query_rows(path, transposed, present);
    if (!scene) return scene.error();
    TableMatch match = match_table(scene->table.rows.matrix(), present);
    return Opened{std::move(scene).value(), std::move(notes), false, std::move(match)};
}

Result<std::variant<Opened, TableQuestion, ShelfLesson>> opened(const std::string& path, const Scene& present)
{
    using Answer = std::variant<Opened, TableQuestion, ShelfLesson>;
    const auto answer = [](Result<Opened> result) -> Result<Answer> {
        if (!result) return result.error();
        return Answer(std::move(result).value());
    };
    const Result<OpenFile> there = OpenFile::open(path);
    if (!there) return there.error();
    const Result<FileKind> kind = kind_of(*there);
    if (!kind) return kind.error();
    const bool has_keys = *kind == FileKind::json;
    if ((*kind != FileKind::picture && !has_keys) || (has_keys && is_shard_list(path))) {
        const Result<std::vector<TableEntry>> tables = tables_in(path);
        if (!tables) return tables.error();
        const std::vector<TableEntry> some = importable(*tables);
        if (some.size() > 1) return Answer(TableQuestion{path, some, 0, false});
        return answer(opened_table(path, some.empty() ? "" : some.front().name, false, present));
    }
    const Result<SceneFile> file = scene_file(path);
    if (!file) return file.error();
    if (has_keys && looks_like_lesson(file->text)) {
        Result<ReadLesson> lesson = lesson_from_text(file->text, path);
        if (!lesson) return lesson.error();
        ReadLesson read = *std::move(lesson);
        const std::string name = std::filesystem::path(path).stem().string();
        return Answer(ShelfLesson{name, path, std::move(read.lesson), std::move(read.warnings)});
    }
    return answer(opened_text(file->text, path, present));
}

Result<Done> saved(const std::string& path, const Scene& scene)
{
    return write_file(path, scene_text(named_from(scene, path)));
}

Result<std::string> exported(const std::string& path, const FigureSpec& spec, const Language& language)
{
    std::string warning;
    const auto written = [&]() -> Result<Done> {
        const std::string ending = ending_of(path);
        if (ending == ".npy" || ending == ".csv") return exported_numbers(path, spec, ending == ".csv");
        const Result<FigureFormat> format = figure_format(path);
        if (!format) return format.error();
        FigureSpec kept = spec;
        kept.scene = named_from(spec.scene, path);
        const Result<FigureWriter> writer = figure_writer(kept, *format, language, &warning);
        if (!writer) return writer.error();
        return write_file(path, *writer);
    };
    const Result<Done> done = written();
    if (!done) return done.error();
    return warning;
}

}  // namespace phasescope
