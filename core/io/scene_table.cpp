#include "core/io/scene_table.hpp"

#include <algorithm>
#include <filesystem>

#include "core/io/file.hpp"
#include "core/io/position_names.hpp"
#include "core/io/table_file.hpp"
#include "core/nearest.hpp"
#include "core/number_text.hpp"
#include "core/own_length.hpp"
#include "core/transposed.hpp"

namespace phasescope {
namespace {

namespace fs = std::filesystem;

std::string size_text(const Matrix& table)
{
    return std::to_string(table.rows) + " rows of " + std::to_string(table.cols);
}

Error unfit(const Encoding& encoding, const Matrix& table, const std::string& path, const std::string& reason)
{
    const std::string sentence = non_finite_sentence(table);
    return {"a table of " + size_text(table) + " is none for the encoding " + std::string(encoding.name),
            path + (sentence.empty() ? "" : ": " + sentence), reason};
}

/// An Error where a setting that the table determines is out of its range.
Result<Done> can_fit(const Encoding& encoding, const Matrix& table, const std::string& path)
{
    constexpr std::string_view remedy = "; rows and columns can be exchanged";
    std::vector<double> settings = standard_settings(encoding);
    if (const std::string_view must = encoding.fit_table(settings, table); !must.empty())
        return unfit(encoding, table, path, std::string(must).append(remedy));
    for (std::size_t i = 0; i < settings.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        if (repaired(knob, settings[i]) != settings[i])
            return unfit(encoding, table, path,
                         std::string(knob.label) + " would be " + shortest_text(settings[i]) + ", allowed are "
                             + shortest_text(knob.min) + " to " + shortest_text(knob.max).append(remedy));
    }
    return Done{};
}

Result<Scene> with_imported(Scene scene, ImportedTable table)
{
    if (const Result<Done> fits = can_fit(encoding_of(scene), table.rows.matrix(), table.file); !fits) return fits.error();
    encoding_of(scene).fit_table(scene.settings, table.rows.matrix());
    scene.table = std::move(table);
    for (Look& look : scene.looks) look.window.reset();
    return at_own_length(repaired(std::move(scene)));
}

/// Where the file of a table may be.
std::vector<std::string> places(const std::string& file, const std::string& folder)
{
    const fs::path path(file);
    std::vector<std::string> found;
    if (path.is_relative() && !folder.empty()) found.push_back((fs::path(folder) / path).string());
    found.push_back(file);
    if (path.is_absolute() && !folder.empty()) found.push_back((fs::path(folder) / path.filename()).string());
    return found;
}

}  // namespace

Result<Scene> with_table(Scene scene, const std::string& path, const std::string& name, bool transposed,
                         std::vector<std::string>* notes)
{
    if (!encoding_of(scene).takes_table())
        return Error{"the encoding " + scene.encoding + " takes no table", path,
                     "those that do: " + alternatives(table_takers())};
    TableReport report;
    Result<Matrix> table = read_table(path, name, {.transposed = transposed}, report);
    if (!table) return table.error();
    if (notes) notes->insert(notes->end(), report.notes.begin(), report.notes.end());
    return with_imported(std::move(scene), {absolute_path(path), report.name, transposed, Rows(std::move(table).value())});
}

std::vector<std::string> table_takers()
{
    std::vector<std::string> names;
    for (const Encoding& encoding : encodings())
        if (encoding.takes_table()) names.emplace_back(encoding.name);
    return names;
}

std::vector<std::string> takers_of(const Matrix& table)
{
    std::vector<std::string> names;
    for (const Encoding& encoding : encodings())
        if (encoding.takes_table() && can_fit(encoding, table, "")) names.emplace_back(encoding.name);
    return names;
}

Scene with_named_table(Scene scene, const std::string& folder, std::vector<std::string>& warnings)
{
    const ImportedTable named = scene.table;
    if (named.file.empty() || !named.rows.empty()) return scene;
    std::string place = named.file;
    for (const std::string& candidate : places(named.file, folder)) {
        std::error_code ignored;
        if (!fs::exists(candidate, ignored)) continue;
        place = candidate;
        break;
    }
    TableReport report;
    Result<Matrix> table = read_table(place, named.name, {.transposed = named.transposed}, report);
    const Result<Done> fits = table ? can_fit(encoding_of(scene), *table, place) : Result<Done>(table.error());
    if (!fits) {
        warnings.push_back("the table of the scene is not shown, but the encoding's own numbers: " + fits.error().line());
        return scene;
    }
    warnings.insert(warnings.end(), report.notes.begin(), report.notes.end());
    scene.table.file = absolute_path(place);
    scene.table.name = report.name;
    scene.table.rows = Rows(std::move(table).value());
    std::vector<Repair> repairs;
    scene = repaired(std::move(scene), &repairs);
    for (const Repair& repair : repairs) warnings.push_back(repair.where + " " + repair.was + " became " + repair.now);
    return scene;
}

Scene named_from(Scene scene, const std::string& path)
{
    if (!fs::path(scene.table.file).is_absolute()) return scene;
    const fs::path folder = fs::path(absolute_path(path)).parent_path();
    const fs::path inside = fs::path(scene.table.file).lexically_relative(folder);
    if (!inside.empty() && *inside.begin() != "..") scene.table.file = inside.generic_string();
    return scene;
}

std::string folder_of_file(const std::string& path)
{
    const fs::path file(path);
    return file.has_parent_path() ? file.parent_path().string() : ".";
}

Result<Scene> with_transposed_table(Scene scene)
{
    ImportedTable table{scene.table.file, scene.table.name, !scene.table.transposed,
                        Rows(transposed(scene.table.rows.matrix()))};
    return with_imported(std::move(scene), std::move(table));
}

std::vector<TableEntry> importable(const std::vector<TableEntry>& tables)
{
    std::vector<TableEntry> wide, all;
    for (const TableEntry& table : tables) {
        if (!table.usable) continue;
        all.push_back(table);
        if (has_rows_and_columns(table)) wide.push_back(table);
    }
    std::ranges::stable_partition(wide, names_positions, &TableEntry::name);
    return wide.empty() ? all : wide;
}

}  // namespace phasescope
