#include "core/io/table_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/io/csv_read.hpp"
#include "core/io/file.hpp"
#include "core/io/file_kind.hpp"
#include "core/io/model_config.hpp"
#include "core/io/npy.hpp"
#include "core/io/npz.hpp"
#include "core/io/open_file.hpp"
#include "core/io/safetensors.hpp"
#include "core/io/shard_list.hpp"
#include "core/transposed.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

constexpr std::uint64_t most_json_bytes = std::uint64_t{16} << 20;

Error no_table(FileKind kind, const std::string& path)
{
    if (kind == FileKind::empty) return {"the file is empty", path, "choose another file"};
    if (kind == FileKind::pickle)
        return {"the file is pickled", path,
                "it could run a program, and is not read; save it with numpy.save or safetensors' save_file"};
    return {"this is no table that can be read", path,
            "NPY, NPZ, safetensors and CSV files can, and a configuration with LongRoPE's divisors"};
}

Result<std::vector<TableEntry>> npy_tables(const OpenFile& file)
{
    const Result<NpyHeader> header = read_npy_header(file);
    if (!header) return header.error();
    const bool usable = npy_numbers(*header, file.size() - header->data_begin, {}, file.path()) ? true : false;
    return std::vector{TableEntry{"", header->shape, one_line(header->descr, 16), usable}};
}

Result<Matrix> text_table(const std::string& path, TableReport& report)
{
    const Result<std::string> text = read_file(path, most_csv_bytes);
    if (!text) return text.error();
    return read_csv(*text, path, &report.notes);
}

/// LongRoPE's divisors, as the configuration of a model lists them.
Result<Matrix> configured_table(std::string_view text, const std::string& path)
{
    const Result<ReadConfig> config = scene_from_config(text, path);
    if (!config) return config.error();
    if (!config->scene.table.rows.empty()) return config->scene.table.rows.matrix();
    return Error{"this configuration holds no table", path,
                 "a table in one is short_factor and long_factor of LongRoPE, as many numbers as pairs turn"};
}

/// The only table of a file, which has no name.
Result<std::vector<TableEntry>> only_table(const Result<Matrix>& table, std::string_view type)
{
    if (!table) return table.error();
    return std::vector{TableEntry{"", {table->rows, table->cols}, std::string(type)}};
}

Result<std::vector<TableEntry>> json_tables(const std::string& path)
{
    const Result<std::string> text = read_file(path, most_json_bytes);
    if (!text) return text.error();
    return looks_like_shard_list(*text) ? sharded_tables(*text, path)
                                        : only_table(configured_table(*text, path), "configuration");
}

Result<Matrix> json_table(const std::string& path, const std::string& name, const TableReading& reading, TableReport& report)
{
    const Result<std::string> text = read_file(path, most_json_bytes);
    if (!text) return text.error();
    if (looks_like_shard_list(*text)) return read_sharded(*text, path, name, reading, report);
    Result<Matrix> table = configured_table(*text, path);
    if (table && !name.empty()) return chosen_table({TableEntry{}}, name, path, report).error();
    return table && reading.transposed ? Result<Matrix>(transposed(*table)) : std::move(table);
}

Result<Matrix> table_of(FileKind kind, const OpenFile& file, const std::string& name, const TableReading& reading,
                        TableReport& report)
{
    if (kind == FileKind::npz) return read_npz(file, name, reading, report);
    if (kind == FileKind::safetensors) return read_safetensors(file, name, reading, report);
    if (kind == FileKind::json) return json_table(file.path(), name, reading, report);
    if (!holds_tables(kind)) return no_table(kind, file.path());
    if (!name.empty()) return chosen_table({TableEntry{}}, name, file.path(), report).error();
    if (kind == FileKind::npy) return read_npy(file, reading, report);
    Result<Matrix> table = text_table(file.path(), report);
    return table && reading.transposed ? Result<Matrix>(transposed(*table)) : std::move(table);
}

}  // namespace

Result<std::vector<TableEntry>> tables_in(const std::string& path)
{
    const Result<OpenFile> file = OpenFile::open(path);
    if (!file) return file.error();
    const Result<FileKind> kind = kind_of(*file);
    if (!kind) return kind.error();
    TableReport unused;
    switch (*kind) {
        case FileKind::npy: return npy_tables(*file);
        case FileKind::npz: return npz_tables(*file);
        case FileKind::safetensors: return safetensors_tables(*file);
        case FileKind::text: return only_table(text_table(path, unused), "text");
        case FileKind::json: return json_tables(path);
        default: return no_table(*kind, path);
    }
}

Result<Matrix> read_table(const std::string& path, const std::string& name, const TableReading& reading, TableReport& report)
{
    const Result<OpenFile> file = OpenFile::open(path);
    if (!file) return file.error();
    const Result<FileKind> kind = kind_of(*file);
    if (!kind) return kind.error();
    Result<Matrix> table = table_of(*kind, *file, name, reading, report);
    if (table)
        if (std::string sentence = non_finite_sentence(*table); !sentence.empty())
            report.notes.push_back(std::move(sentence));
    return table;
}

Result<Matrix> read_table(const std::string& path, const std::string& name, bool transposed)
{
    TableReport unused;
    return read_table(path, name, {.transposed = transposed}, unused);
}

std::string non_finite_sentence(const Matrix& table)
{
    const auto is_not_finite = [](double number) { return !std::isfinite(number); };
    const auto count = std::ranges::count_if(table.values, is_not_finite);
    if (count == 0) return "";
    const std::int64_t first = std::ranges::find_if(table.values, is_not_finite) - table.values.begin();
    std::int64_t empty_rows = 0;
    for (std::int64_t row = 0; row < table.rows; ++row) empty_rows += std::ranges::all_of(table.row(row), is_not_finite);
    const std::string rows = empty_rows == 0 ? "" : "; rows without a finite one: " + std::to_string(empty_rows);
    return std::to_string(count) + " of " + std::to_string(table.values.size())
           + " numbers are not finite, the first in row " + std::to_string(first / table.cols) + ", column "
           + std::to_string(first % table.cols) + " (counted from 0)" + rows;
}

}  // namespace phasescope
