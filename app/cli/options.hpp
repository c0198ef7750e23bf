// What the command line asks for, with everything in it checked: the scene is valid, the numbers are in range.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/cli/words.hpp"
#include "app/figure/figure.hpp"
#include "app/lessons/lesson_shelf.hpp"
#include "core/io/npy.hpp"
#include "core/scene.hpp"

namespace phasescope {

enum class ExportFormat { npy, csv };

/// The table that is to be recognised.
struct TableToMatch {
    std::string path;
    std::string tensor;  ///< "" where the file holds one table
    bool transposed = false;
};

struct Command {
    Action action = Action::window;
    Scene scene;                        ///< repaired
    bool scene_given = false;           ///< some word was about the scene
    std::string scene_path;             ///< the file that the scene was read from; "" where none was
    std::string to_open;                ///< a file that the window opens as if it were dropped; "" where none is
    std::vector<std::string> warnings;  ///< about the scene, one line each

    FigureSpec figure;  ///< render and export: what is shown, with the look that was asked for
    FigureFormat figure_format = FigureFormat::png;
    CellRect cells;  ///< export: the part that is written
    ExportFormat number_format = ExportFormat::csv;
    NumberType number_type = NumberType::f8;
    std::string output;                 ///< path, or "-" for standard output
    bool json = false;                  ///< instead of a table
    TableToMatch table;                 ///< match
    std::string language;               ///< "" where none was asked for: the system's
    std::string theme;                  ///< "light", "dark" or ""
    std::optional<ShelfLesson> lesson;  ///< begun in the window
};

/// The command, or a text to print instead of one, or why there is none.
std::variant<Command, Answer, Refusal> parsed_command(int argc, const char* const* argv);

}  // namespace phasescope
