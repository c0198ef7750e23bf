#include "core/io/table_file.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "core/io/csv_read.hpp"
#include "core/io/file.hpp"
#include "core/io/model_config.hpp"
#include "core/io/npy.hpp"
#include "core/io/npz.hpp"
#include "core/io/open_file.hpp"
#include "core/io/safetensors.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

enum class FileKind { npy, npz, safetensors, text, configuration, pickle, empty, unknown };

/// The letters behind the last point of the name, in small letters.
std::string ending(std::string_view path)
{
    path = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
    const std::size_t point = path.rfind('.');
    std::string letters(point == std::string_view::npos ? "" : path.substr(point + 1));
    for (char& letter : letters)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return letters;
}

/// Text as far as the first bytes show; a letter that they cut through does no harm.
bool looks_like_text(std::string_view begin)
{
    const std::size_t wrong = first_invalid_utf8(begin);
    const bool utf8 = wrong == std::string_view::npos || wrong + 4 > begin.size();
    return utf8 && std::ranges::none_of(begin, [](char letter) {
               return static_cast<unsigned char>(letter) < ' ' && letter != '\t' && letter != '\n' && letter != '\r';
           });
}

FileKind kind_by_name(std::string_view letters)
{
    if (letters == "npy") return FileKind::npy;
    if (letters == "npz") return FileKind::npz;
    if (letters == "safetensors") return FileKind::safetensors;
    if (letters == "csv" || letters == "tsv" || letters == "txt") return FileKind::text;
    return FileKind::unknown;
}

/// By content first: a file may be called anything.
FileKind kind_of(std::string_view begin, const std::string& path)
{
    using namespace std::string_view_literals;
    if (begin.empty()) return FileKind::empty;
    if (begin.starts_with("\x93NUMPY"sv)) return FileKind::npy;
    if (begin.starts_with("PK\x03\x04"sv) || begin.starts_with("PK\x05\x06"sv)) return FileKind::npz;
    // A header of less than 4 GiB, then its first letter.
    if (begin.size() > 8 && begin[8] == '{' && begin.substr(4, 4) == "\0\0\0\0"sv) return FileKind::safetensors;
    if (begin.size() > 1 && begin[0] == '\x80' && begin[1] >= 2 && begin[1] <= 5) return FileKind::pickle;
    const std::size_t first = begin.find_first_not_of("\xef\xbb\xbf \t\r\n"sv);
    if (first != std::string_view::npos && begin[first] == '{') return FileKind::configuration;
    const FileKind named = kind_by_name(ending(path));
    if (named != FileKind::unknown) return named;
    return looks_like_text(begin) ? FileKind::text : FileKind::unknown;
}

Result<FileKind> kind_of(const OpenFile& file)
{
    std::array<char, 4096> bytes{};
    const auto begin = std::span(bytes).first(static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), bytes.size())));
    if (const Result<Done> done = file.read(0, begin); !done) return done.error();
    return kind_of(std::string_view(begin.data(), begin.size()), file.path());
}

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
    const bool usable = npy_numbers(*header, file.size() - header->data_begin, file.path()) ? true : false;
    return std::vector{TableEntry{"", header->shape, one_line(header->descr, 16), usable}};
}

Result<Matrix> text_table(const std::string& path, bool allow_non_finite)
{
    const Result<std::string> text = read_file(path);
    if (!text) return text.error();
    return read_csv(*text, path, allow_non_finite);
}

Result<std::vector<TableEntry>> text_tables(const std::string& path)
{
    const Result<Matrix> table = text_table(path, true);
    if (!table) return table.error();
    return std::vector{TableEntry{"", {table->rows, table->cols}, "text"}};
}

/// LongRoPE's divisors, as the configuration of a model lists them.
Result<Matrix> configured_table(const std::string& path)
{
    const Result<std::string> text = read_file(path, most_config_bytes);
    if (!text) return text.error();
    const Result<ReadConfig> config = scene_from_config(*text, path);
    if (!config) return config.error();
    if (!config->scene.table.rows.empty()) return config->scene.table.rows.matrix();
    return Error{"this configuration holds no table", path,
                 "a table in one is short_factor and long_factor of LongRoPE, as many numbers as pairs turn"};
}

Result<std::vector<TableEntry>> configured_tables(const std::string& path)
{
    const Result<Matrix> table = configured_table(path);
    if (!table) return table.error();
    return std::vector{TableEntry{"", {table->rows, table->cols}, "configuration"}};
}

Matrix with_rows_as_columns(const Matrix& table)
{
    Matrix exchanged(table.cols, table.rows);
    for (std::int64_t row = 0; row < table.rows; ++row)
        for (std::int64_t col = 0; col < table.cols; ++col) exchanged(col, row) = table(row, col);
    return exchanged;
}

}  // namespace

Result<std::vector<TableEntry>> tables_in(const std::string& path)
{
    const Result<OpenFile> file = OpenFile::open(path);
    if (!file) return file.error();
    const Result<FileKind> kind = kind_of(*file);
    if (!kind) return kind.error();
    switch (*kind) {
        case FileKind::npy: return npy_tables(*file);
        case FileKind::npz: return npz_tables(*file);
        case FileKind::safetensors: return safetensors_tables(*file);
        case FileKind::text: return text_tables(path);
        case FileKind::configuration: return configured_tables(path);
        default: return no_table(*kind, path);
    }
}

Result<Matrix> read_table(const std::string& path, const std::string& name, bool transposed, bool allow_non_finite)
{
    const Result<OpenFile> file = OpenFile::open(path);
    if (!file) return file.error();
    const Result<FileKind> kind = kind_of(*file);
    if (!kind) return kind.error();
    const TableReading reading{transposed, allow_non_finite};
    if (*kind == FileKind::npz) return read_npz(*file, name, reading);
    if (*kind == FileKind::safetensors) return read_safetensors(*file, name, reading);
    const bool text = *kind == FileKind::text || *kind == FileKind::configuration;
    if (*kind != FileKind::npy && !text) return no_table(*kind, path);

    if (!name.empty()) return chosen_table({TableEntry{}}, name, path).error();
    if (*kind == FileKind::npy) return read_npy(*file, reading);
    Result<Matrix> table = *kind == FileKind::text ? text_table(path, allow_non_finite) : configured_table(path);
    return table && transposed ? Result<Matrix>(with_rows_as_columns(*table)) : std::move(table);
}

}  // namespace phasescope
