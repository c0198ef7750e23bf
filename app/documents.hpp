// Files that the window opens and writes.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "app/figure/figure.hpp"
#include "app/session.hpp"
#include "core/match/match_table.hpp"

namespace phasescope {

/// What became of the present scene, and what should be said about it.
struct Opened {
    Scene scene;
    std::vector<std::string> remarks;
    bool from_scene_file = false;          ///< or from a picture that holds a scene
    std::optional<TableMatch> match = {};  ///< what a table turned out to be
};

/// The scene in a file: a scene file, or a picture that Phasescope wrote. A model's configuration and a table of numbers
/// change the present scene; where a file holds several tables the answer is a question. A lesson is given as it is.
Result<std::variant<Opened, TableQuestion, ShelfLesson>> opened(const std::string& path, const Scene& present);

/// The present scene with a table of a file: in place of its encoding's numbers where it takes any, as rows of the query
/// where they act on the score and the table has no name, else as a learned table. Where mistakes are looked at the scene
/// shows what the table is like instead.
Result<Opened> opened_table(const std::string& path, const std::string& name, bool transposed, const Scene& present);

Result<Done> saved(const std::string& path, const Scene& scene);

/// What the export dialog writes: a figure or the numbers, by the ending of the path. What is to be said about the figure:
/// letters that no font has; "" for nothing.
Result<std::string> exported(const std::string& path, const FigureSpec& figure, const Language& language);

}  // namespace phasescope
