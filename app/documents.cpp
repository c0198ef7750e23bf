#include "app/documents.hpp"

#include <algorithm>

#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/io/npy.hpp"

namespace phasescope {
namespace {

constexpr std::uint64_t most_bytes = std::uint64_t{256} << 20;

std::string ending_of(const std::string& path)
{
    const auto dot = path.find_last_of("./");
    if (dot == std::string::npos || path[dot] == '/') return "";
    std::string ending = path.substr(dot);
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return ending;
}

Result<ReadScene> with_imported_rows(const std::string& bytes, const std::string& path, Scene scene)
{
    Result<Matrix> table = read_npy(bytes, path);
    if (!table) return table.error();
    Result<Rows> rows = imported_rows(std::move(table).value(), path);
    if (!rows) return rows.error();
    if (!has_sheet(scene, Sheet::score)) scene = with_encoding(scene, "rope");
    scene.content = {ContentKind::imported, scene.content.seed, std::move(rows).value(), {}};
    std::vector<Repair> repairs;
    ReadScene read{repaired(std::move(scene), &repairs), {}};
    for (const Repair& r : repairs) read.warnings.push_back(r.where + ": " + r.was + " → " + r.now);
    return read;
}

Result<Done> exported_numbers(const std::string& path, const FigureSpec& spec, bool csv)
{
    if (!spec.sheet) return Error{"the waves have no table of numbers", path, "export the matrix instead"};
    const Result<Picture> shown = picture(spec.scene, *spec.sheet);
    if (!shown) return shown.error();
    return write_file(path, [&](const Sink& sink) -> Result<Done> {
        if (!csv) return write_npy(shown->field, NumberType::f8, sink);
        return write_csv(shown->field, NumberType::f8, {"", shown->first_row, shown->first_col}, sink);
    });
}

}  // namespace

Result<ReadScene> opened(const std::string& path, const Scene& present)
{
    const Result<std::string> bytes = read_file(path, most_bytes);
    if (!bytes) return bytes.error();
    if (bytes->starts_with("\x93NUMPY")) return with_imported_rows(*bytes, path, present);
    if (!bytes->starts_with("\x89PNG")) return scene_from_text(*bytes, path);
    const Result<std::string> text = scene_text_in_png(*bytes, path);
    if (!text) return text.error();
    return scene_from_text(*text, path);
}

Result<Done> saved(const std::string& path, const Scene& scene)
{
    return write_file(path, scene_text(scene));
}

Result<Done> exported(const std::string& path, const FigureSpec& spec, const Language& language)
{
    const std::string ending = ending_of(path);
    if (ending == ".npy" || ending == ".csv") return exported_numbers(path, spec, ending == ".csv");
    const Result<FigureFormat> format = figure_format(path);
    if (!format) return format.error();
    const Result<std::string> bytes = figure(spec, *format, language);
    if (!bytes) return bytes.error();
    return write_file(path, *bytes);
}

}  // namespace phasescope
