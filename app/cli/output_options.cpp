#include "app/cli/output_options.hpp"

#include <algorithm>

#include "app/cli/option_words.hpp"
#include "app/cli/values.hpp"
#include "app/cli/view_words.hpp"
#include "app/colour/colormap.hpp"
#include "app/figure/numbers.hpp"
#include "app/text/language.hpp"
#include "core/picture.hpp"

namespace phasescope {
namespace {

/// What the command's view or sheet names.
std::optional<Refusal> read_view(const Words& words, Command& command)
{
    command.figure.scene = command.scene;
    const std::vector<std::string> valid = view_words(words.action);
    const std::string what = words.action == Action::render ? "view" : "sheet";
    if (!words.subject)
        return misuse({"no " + what + " named", std::string(command_info(words.action).name), "such as " + valid.front()});
    if (std::ranges::find(valid, *words.subject) == valid.end()) return misuse(unknown_word(what, *words.subject, valid));
    if (const auto error = show_word(command.figure, words.action, *words.subject)) return misuse(*error);
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

/// The size of a sheet, and how its first row and column are labelled.
struct Extent {
    std::int64_t rows = 0, cols = 0, first_row = 0, first_col = 0;
};

/// The cells that --rows and --cols ask for, in the labels of the sheet.
std::optional<Refusal> read_cells(const Words& words, const Extent& extent, CellRect& cells)
{
    cells = {0, extent.rows, 0, extent.cols};
    if (const std::string* word = words.find("--rows")) {
        const auto range = whole_range_value("--rows", *word, extent.first_row, extent.first_row + extent.rows);
        if (!range) return misuse(range.error());
        cells.row0 = range->begin - extent.first_row;
        cells.row1 = range->end - extent.first_row;
    }
    if (const std::string* word = words.find("--cols")) {
        const auto range = whole_range_value("--cols", *word, extent.first_col, extent.first_col + extent.cols);
        if (!range) return misuse(range.error());
        cells.col0 = range->begin - extent.first_col;
        cells.col1 = range->end - extent.first_col;
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
    const Extent extent{shown->row_count(), shown->col_count(), shown->first_row, shown->first_col};
    if (auto refusal = read_cells(words, extent, cells)) return refusal;
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
            return misuse(unknown_word("colormap", *word, option_words("--colormap")));
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
    if (const std::string* word = words.find("--pixels")) {
        const auto showing = option_word_value("--pixels", *word);
        if (!showing) return misuse(showing.error());
        look.showing = static_cast<Showing>(*showing);
    }
    return {};
}

/// Size, resolution and kind of the figure, whose look has been read.
std::optional<Refusal> read_figure(const Words& words, FigureSpec& figure)
{
    const FigureSize standard = standard_size(figure);
    figure.width = standard.width;
    figure.height = standard.height;
    if (const std::string* word = words.find("--size")) {
        const auto size = size_value("--size", *word, least_side, longest_side);
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
    figure.bare_sized = figure.bare && words.has("--size");
    return {};
}

/// Options that say nothing about what is shown.
std::optional<Refusal> refuse_senseless(const Words& words, const FigureSpec& figure)
{
    const auto refused = [&](const char* option, const std::string& why) -> std::optional<Refusal> {
        if (!words.has(option)) return {};
        return misuse({*words.subject + " " + why + " and has no such option", option, "leave it out"});
    };
    if (!figure.beside.empty()) return refused("--bare", "shows several sheets");
    if (figure.sheet) return {};
    if (figure.curves == Curves::frequencies)
        if (auto refusal = refused("--rows", "is a figure of curves")) return refusal;
    for (const char* option : {"--cols", "--colormap", "--range", "--bare", "--transpose"})
        if (auto refusal = refused(option, "is a figure of curves")) return refusal;
    return {};
}

std::optional<Refusal> read_number_format(const Words& words, Command& command)
{
    const auto dot = command.output.rfind('.');
    const std::string ending = dot == std::string::npos ? "" : command.output.substr(dot + 1);
    const std::string* format = words.find("--format");
    const bool known = ending == "npy" || ending == "csv";
    if (format) {
        const auto index = option_word_value("--format", *format);
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
        const auto index = option_word_value("--dtype", *type);
        if (!index) return misuse(index.error());
        command.number_type = static_cast<NumberType>(*index);
    }
    return {};
}

}  // namespace

std::optional<Refusal> read_taste(const Words& words, Command& command)
{
    if (const std::string* code = words.find("--language")) {
        const auto codes = option_words("--language");
        if (std::ranges::find(codes, *code) == codes.end()) return misuse(unknown_word("language", *code, codes));
        command.language = *code;
    }
    if (const std::string* theme = words.find("--theme")) {
        const auto index = option_word_value("--theme", *theme);
        if (!index) return misuse(index.error());
        command.theme = *theme;
    }
    return {};
}

std::optional<Refusal> read_render_options(const Words& words, Command& command)
{
    if (auto refusal = read_view(words, command)) return refusal;
    if (auto refusal = read_output(words, command)) return refusal;
    const auto format = figure_format(command.output);
    if (!format) return misuse(format.error());
    command.figure_format = *format;

    FigureSpec& figure = command.figure;
    if (auto refusal = refuse_senseless(words, figure)) return refusal;
    // The waves are drawn along the positions of the matrix.
    std::vector<Sheet> sheets{figure.sheet.value_or(Sheet::matrix)};
    sheets.insert(sheets.end(), figure.beside.begin(), figure.beside.end());
    for (const Sheet sheet : sheets) {
        if (auto refusal = read_window(words, figure.scene, sheet)) return refusal;
        if (auto refusal = read_look(words, figure.scene.look(sheet))) return refusal;
    }
    if (auto refusal = read_figure(words, figure)) return refusal;
    if (figure.bare && command.figure_format != FigureFormat::png)
        return misuse({"--bare writes pixels", command.output, "name a .png file"});

    if (const std::string* title = words.find("--title")) figure.scene.caption = *title;
    if (command.theme == "dark") figure.background = FigureBackground::dark;
    if (words.has("--transparent")) figure.background = FigureBackground::transparent;
    return {};
}

std::optional<Refusal> read_export_options(const Words& words, Command& command)
{
    if (auto refusal = read_view(words, command)) return refusal;
    if (auto refusal = read_output(words, command)) return refusal;
    if (auto refusal = read_number_format(words, command)) return refusal;
    const auto whole = numbers_of(command.figure);
    if (!whole) return misuse(whole.error());
    const Extent extent{whole->row_count(), whole->col_count(), whole->labels.first_row, whole->labels.first_col};
    return read_cells(words, extent, command.cells);
}

}  // namespace phasescope
