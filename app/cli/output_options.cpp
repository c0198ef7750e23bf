#include "app/cli/output_options.hpp"

#include <algorithm>

#include "app/cli/values.hpp"
#include "app/colour/colormap.hpp"
#include "app/text/language.hpp"
#include "core/picture.hpp"

namespace phasescope {
namespace {

constexpr int least_pixels = 16, most_pixels = 20000;
constexpr double least_dpi = 10, most_dpi = 2400;

Refusal misuse(Error error)
{
    return {std::move(error), 2};
}

/// The view or sheet that the command names; "waves" only where it is allowed.
std::optional<Refusal> read_sheet(const Words& words, Command& command, bool waves_too)
{
    std::vector<std::string> valid(sheet_names.begin(), sheet_names.end());
    if (waves_too) valid.insert(valid.begin() + 2, "waves");
    const std::string what = waves_too ? "view" : "sheet";
    if (!words.subject)
        return misuse({"no " + what + " named", std::string(command_info(words.action).name), "such as " + valid.front()});
    if (std::ranges::find(valid, *words.subject) == valid.end()) return misuse(unknown_word(what, *words.subject, valid));
    if (*words.subject == "waves") return {};
    const auto sheet = static_cast<Sheet>(std::ranges::find(sheet_names, *words.subject) - sheet_names.begin());
    if (!has_sheet(command.scene, sheet)) return misuse(picture(command.scene, sheet).error());
    command.sheet = sheet;
    return {};
}

std::optional<Refusal> read_output(const Words& words, Command& command)
{
    const std::string* path = words.find("--output");
    if (!path || path->empty())
        return misuse({"no file named", std::string(command_info(words.action).name), "add -o FILE"});
    command.output = *path;
    return {};
}

/// The cells that --rows and --cols ask for, in the labels of the sheet.
std::optional<Refusal> read_cells(const Words& words, const Picture& picture, CellRect& cells)
{
    cells = {0, picture.row_count(), 0, picture.col_count()};
    if (const std::string* word = words.find("--rows")) {
        const std::int64_t first = picture.first_row;
        const auto range = whole_range_value("--rows", *word, first, first + picture.row_count());
        if (!range) return misuse(range.error());
        cells.row0 = range->begin - first;
        cells.row1 = range->end - first;
    }
    if (const std::string* word = words.find("--cols")) {
        const std::int64_t first = picture.first_col;
        const auto range = whole_range_value("--cols", *word, first, first + picture.col_count());
        if (!range) return misuse(range.error());
        cells.col0 = range->begin - first;
        cells.col1 = range->end - first;
    }
    return {};
}

/// The part of the sheet that is drawn. The side that no option names stays as the scene has it.
std::optional<Refusal> read_window(const Words& words, Scene& scene, Sheet sheet)
{
    if (!words.has("--rows") && !words.has("--cols")) return {};
    const auto shown = picture(scene, sheet);
    if (!shown) return misuse(shown.error());
    CellRect cells;
    if (auto refusal = read_cells(words, *shown, cells)) return refusal;
    Window window = shown_window(*shown, scene.look(sheet));
    if (words.has("--rows")) {
        window.row0 = static_cast<double>(cells.row0);
        window.row1 = static_cast<double>(cells.row1);
    }
    if (words.has("--cols")) {
        window.col0 = static_cast<double>(cells.col0);
        window.col1 = static_cast<double>(cells.col1);
    }
    scene.look(sheet).window = window;
    return {};
}

std::optional<Refusal> read_look(const Words& words, Look& look)
{
    if (const std::string* word = words.find("--colormap")) {
        const Colormap* map = find_colormap(*word);
        if (!map) {
            std::vector<std::string> names;
            for (const Colormap& known : colormaps()) names.emplace_back(known.name);
            return misuse(unknown_word("colormap", *word, names));
        }
        look.colormap = map->name;
    }
    if (const std::string* word = words.find("--range")) {
        const auto range = range_value("--range", *word);
        if (!range) return misuse(range.error());
        look.range = RangeMode::fixed;
        look.symmetric = false;
        look.lo = range->lo;
        look.hi = range->hi;
    }
    if (words.has("--transpose")) look.transposed = true;
    return {};
}

std::optional<Refusal> read_figure(const Words& words, FigureSpec& figure)
{
    if (const std::string* word = words.find("--size")) {
        const auto size = size_value("--size", *word, least_pixels, most_pixels);
        if (!size) return misuse(size.error());
        figure.width = size->width;
        figure.height = size->height;
    }
    if (const std::string* word = words.find("--dpi")) {
        const auto dpi = number_value("--dpi", *word, least_dpi, most_dpi);
        if (!dpi) return misuse(dpi.error());
        figure.dpi = *dpi;
    }
    figure.bare = words.has("--bare");
    return {};
}

/// Options that say nothing about curves.
std::optional<Refusal> refuse_for_waves(const Words& words)
{
    for (const char* option : {"--cols", "--colormap", "--range", "--bare", "--transpose"})
        if (words.has(option)) return misuse({"waves are curves and have no such option", option, "leave it out"});
    return {};
}

std::optional<Refusal> read_number_format(const Words& words, Command& command)
{
    const auto dot = command.output.rfind('.');
    const std::string ending = dot == std::string::npos ? "" : command.output.substr(dot + 1);
    const std::string* format = words.find("--format");
    const bool known = ending == "npy" || ending == "csv";
    if (format) {
        const auto index = choice_value("--format", *format, {"npy", "csv"});
        if (!index) return misuse(index.error());
        if (known && *format != ending) return misuse({"--format contradicts the file's ending", command.output, *format});
        command.number_format = static_cast<ExportFormat>(*index);
    } else if (command.output == "-") {
        command.number_format = ExportFormat::csv;
    } else if (!known) {
        return misuse(
            {"numbers cannot be written in this format", command.output, "endings: .npy or .csv, or - for standard output"});
    } else {
        command.number_format = ending == "npy" ? ExportFormat::npy : ExportFormat::csv;
    }
    if (const std::string* type = words.find("--dtype")) {
        const auto index = choice_value("--dtype", *type, {"f4", "f8"});
        if (!index) return misuse(index.error());
        command.number_type = static_cast<NumberType>(*index);
    }
    return {};
}

}  // namespace

std::optional<Refusal> read_taste(const Words& words, Command& command)
{
    if (const std::string* code = words.find("--language")) {
        const auto codes = language_codes();
        if (std::ranges::find(codes, *code) == codes.end()) return misuse(unknown_word("language", *code, codes));
        command.language = *code;
    }
    if (const std::string* theme = words.find("--theme")) {
        const auto index = choice_value("--theme", *theme, {"light", "dark"});
        if (!index) return misuse(index.error());
        command.theme = *theme;
    }
    return {};
}

std::optional<Refusal> read_render_options(const Words& words, Command& command)
{
    if (auto refusal = read_sheet(words, command, true)) return refusal;
    if (auto refusal = read_output(words, command)) return refusal;
    const auto format = figure_format(command.output);
    if (!format) return misuse(format.error());
    command.figure_format = *format;

    if (auto refusal = read_figure(words, command.figure)) return refusal;
    if (command.figure.bare && command.figure_format != FigureFormat::png)
        return misuse({"--bare writes pixels", command.output, "name a .png file"});
    if (!command.sheet)
        if (auto refusal = refuse_for_waves(words)) return refusal;
    // The waves are drawn along the positions of the matrix.
    const Sheet sheet = command.sheet.value_or(Sheet::matrix);
    if (auto refusal = read_window(words, command.scene, sheet)) return refusal;
    if (auto refusal = read_look(words, command.scene.look(sheet))) return refusal;

    if (const std::string* title = words.find("--title")) command.scene.caption = *title;
    if (command.theme == "dark") command.figure.background = FigureBackground::dark;
    if (words.has("--transparent")) command.figure.background = FigureBackground::transparent;
    command.figure.scene = command.scene;
    command.figure.sheet = command.sheet;
    return {};
}

std::optional<Refusal> read_export_options(const Words& words, Command& command)
{
    if (auto refusal = read_sheet(words, command, false)) return refusal;
    if (auto refusal = read_output(words, command)) return refusal;
    if (auto refusal = read_number_format(words, command)) return refusal;
    const auto whole = picture(command.scene, *command.sheet);
    if (!whole) return misuse(whole.error());
    return read_cells(words, *whole, command.cells);
}

}  // namespace phasescope
