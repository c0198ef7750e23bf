#include "app/documents.hpp"

#include <algorithm>
#include <array>

#include "app/figure/numbers.hpp"
#include "app/figure/scene_file.hpp"
#include "core/io/file.hpp"
#include "core/io/model_config.hpp"
#include "core/io/npy.hpp"
#include "core/io/open_file.hpp"
#include "core/io/scene_table.hpp"
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

enum class Kind { picture, json, table };

/// What kind of file it is, by its first bytes, and by its name where they do not tell.
Result<Kind> kind_of(const std::string& path)
{
    using namespace std::string_view_literals;
    const Result<OpenFile> file = OpenFile::open(path);
    if (!file) return file.error();
    std::array<char, 64> bytes{};
    const auto begin = std::span(bytes).first(static_cast<std::size_t>(std::min<std::uint64_t>(file->size(), bytes.size())));
    if (const Result<Done> done = file->read(0, begin); !done) return done.error();
    const std::string_view text(begin.data(), begin.size());
    if (text.starts_with("\x89PNG")) return Kind::picture;
    // No text holds a zero byte; the length that a safetensors file starts with may begin with the letter '{'.
    const auto first = text.find_first_not_of("\xef\xbb\xbf \t\r\n"sv);
    const bool braced = first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
    if (braced && text.find('\0') == std::string_view::npos) return Kind::json;
    return ending_of(path) == ".json" ? Kind::json : Kind::table;
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
    Result<Matrix> table = read_table(path, "", transposed);
    if (!table) return table.error();
    Result<Rows> rows = imported_rows(std::move(table).value(), path);
    if (!rows) return rows.error();
    scene.content = {ContentKind::imported, scene.content.seed, std::move(rows).value(), {}};
    std::vector<Repair> repairs;
    Opened result{repaired(std::move(scene), &repairs), {}};
    for (const Repair& r : repairs) result.remarks.push_back(r.where + ": " + r.was + " → " + r.now);
    return result;
}

/// The scene shows what the table is like.
Result<Opened> recognised_table(const std::string& path, const std::string& name, bool transposed, const Scene& present)
{
    const Result<Matrix> table = read_table(path, name, transposed);
    if (!table) return table.error();
    const std::optional<TableMatch> match = match_table(*table, present);
    if (!match)
        return Error{"this table is too small to be recognised",
                     path + ": " + std::to_string(table->rows) + " x " + std::to_string(table->cols),
                     "a row for each of at least 2 positions, or one slope for each head"};
    return Opened{scene_of_match(present, *match, *table), {}, false, match};
}

/// The table that is most likely meant: of positions, by the names that models give it.
int likely_table(const std::vector<TableEntry>& tables)
{
    for (const char* part : {"wpe", "embed_positions", "position_embed", "pos_embed", "relative_attention_bias", "pos"})
        for (std::size_t i = 0; i < tables.size(); ++i)
            if (tables[i].name.find(part) != std::string::npos) return static_cast<int>(i);
    return 0;
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
    Result<Scene> scene = with_table(takes ? present : with_encoding(present, "learned"), path, name, transposed);
    // Where a table counts with some settings only, one that does not fit is the content.
    if (!scene && can_be_content && encoding.keeps_table) return with_query_rows(path, transposed, present);
    if (!scene) return scene.error();
    const std::optional<TableMatch> match = match_table(scene->table.rows.matrix(), present);
    return Opened{std::move(scene).value(), {}, false, match};
}

Result<std::variant<Opened, TableQuestion, ShelfLesson>> opened(const std::string& path, const Scene& present)
{
    using Answer = std::variant<Opened, TableQuestion, ShelfLesson>;
    const auto answer = [](Result<Opened> result) -> Result<Answer> {
        if (!result) return result.error();
        return Answer(std::move(result).value());
    };
    const Result<Kind> kind = kind_of(path);
    if (!kind) return kind.error();
    if (*kind == Kind::table) {
        const Result<std::vector<TableEntry>> tables = tables_in(path);
        if (!tables) return tables.error();
        const std::vector<TableEntry> some = importable(*tables);
        if (some.size() > 1) return Answer(TableQuestion{path, some, likely_table(some), false});
        return answer(opened_table(path, some.empty() ? "" : some.front().name, false, present));
    }
    const Result<SceneFile> file = scene_file(path);
    if (!file) return file.error();
    if (*kind == Kind::json && looks_like_lesson(file->text)) {
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
