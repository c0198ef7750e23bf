#include "core/io/shard_list.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/io/file.hpp"
#include "core/io/open_file.hpp"
#include "core/io/safetensors.hpp"
#include "core/strict_json.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

constexpr std::size_t most_listed = 20'000, most_shards = 1000;
constexpr JsonLimits list_limits{.bytes = std::size_t{16} << 20, .values = 2 * most_listed, .keys = most_listed};

/// The files by tensor.
using ShardList = std::map<std::string, std::string, std::less<>>;

Result<ShardList> shard_list(std::string_view json_text, const std::string& path)
{
    const auto json = strict_json(json_text, path, list_limits);
    if (!json) return json.error();
    const auto map = json->find("weight_map");
    if (map == json->end() || !map->is_object())
        return Error{"this list of shards has no weight_map", path, "open the safetensors file itself"};
    ShardList shards;
    for (const auto& [tensor, file] : map->items()) {
        const std::string name = file.is_string() ? file.get<std::string>() : "";
        // A shard lies beside the list: a name that leads elsewhere is none.
        if (name.empty() || name.find('/') != std::string::npos || name == "..")
            return Error{"the file of a tensor is not named", path + ": weight_map." + one_line(tensor, 64),
                         "it must be a file beside the list"};
        shards.emplace(tensor, name);
    }
    if (shards.empty()) return Error{"this list of shards is empty", path, "open the safetensors file itself"};
    return shards;
}

std::string beside(const std::string& path, const std::string& shard)
{
    return (std::filesystem::path(path).parent_path() / shard).string();
}

bool is_there(const std::string& path)
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

/// What the list names, with what the files that are there say of it.
Result<std::vector<TableEntry>> entries_of(const ShardList& shards, const std::string& path)
{
    std::map<std::string, std::vector<TableEntry>> files;
    for (const auto& [tensor, file] : shards) files[file];
    if (files.size() > most_shards)
        return Error{"the list names too many files", path + ": " + std::to_string(files.size()),
                     "at most " + std::to_string(most_shards) + " are accepted"};
    for (auto& [file, tables] : files) {
        if (!is_there(beside(path, file))) continue;
        const Result<OpenFile> opened = OpenFile::open(beside(path, file));
        if (!opened) return opened.error();
        Result<std::vector<TableEntry>> found = safetensors_tables(*opened);
        if (!found) return found.error();
        tables = *std::move(found);
    }
    std::vector<TableEntry> entries;
    for (auto& [file, tables] : files)
        for (TableEntry& table : tables) {
            const auto listed = shards.find(table.name);
            if (listed != shards.end() && listed->second == file) entries.push_back(std::move(table));
        }
    for (const auto& [tensor, file] : shards)
        if (files[file].empty()) entries.push_back({.name = tensor, .shape = {}, .type = "", .usable = false});
    return entries;
}

}  // namespace

bool looks_like_shard_list(std::string_view json_text)
{
    if (json_text.find("\"weight_map\"") == std::string_view::npos) return false;
    const auto json = strict_json(json_text, "", list_limits);
    return json && json->is_object() && json->contains("weight_map");
}

bool is_shard_list(const std::string& path)
{
    const Result<std::string> text = read_file(path, list_limits.bytes);
    return text && looks_like_shard_list(*text);
}

Result<std::vector<TableEntry>> sharded_tables(std::string_view json_text, const std::string& path)
{
    const Result<ShardList> shards = shard_list(json_text, path);
    if (!shards) return shards.error();
    return entries_of(*shards, path);
}

Result<Matrix> read_sharded(std::string_view json_text, const std::string& path, std::string_view name,
                            const TableReading& reading, TableReport& report)
{
    const Result<ShardList> shards = shard_list(json_text, path);
    if (!shards) return shards.error();
    const Result<std::vector<TableEntry>> entries = entries_of(*shards, path);
    if (!entries) return entries.error();
    const Result<std::size_t> chosen = chosen_table(*entries, name, path, report);
    if (!chosen) return chosen.error();
    const std::string& tensor = (*entries)[*chosen].name;
    const std::string& shard = shards->find(tensor)->second;
    const std::string said = one_line(tensor, 64) + " is in " + one_line(shard, 64);
    if (!is_there(beside(path, shard)))
        return Error{"this is the list of the parts of a model, and the part is not beside it", path + ": " + said,
                     "put that file there, or open it"};
    const Result<OpenFile> file = OpenFile::open(beside(path, shard));
    if (!file) return file.error();
    report.notes.push_back(said);
    return read_safetensors(*file, tensor, reading, report);
}

}  // namespace phasescope
