// The window: everything that needs a display.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/lessons/lesson_shelf.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// What the command line asks of the window.
struct WindowOptions {
    Scene scene;                        ///< repaired
    bool scene_given = false;           ///< false: the scene of the last sitting may come back instead
    std::string scene_path;             ///< the scene file that was opened; "" where none was
    std::string to_open;                ///< a file that is opened as if it were dropped; "" where none is
    std::vector<std::string> notices;   ///< what is to be said about the scene, one line each
    std::string language;               ///< "" for the one of the last sitting
    std::optional<ShelfLesson> lesson;  ///< to begin with
    std::string theme;                  ///< "light", "dark", or "" for the one of the last sitting
};

/// Shows the window until it is closed. Returns the exit code: 0, or 3 where there is no display or no GL 3.3.
int run_window(const WindowOptions& options);

}  // namespace phasescope
