// The table of numbers that a scene names: from its file into the scene.
#pragma once

#include <string>
#include <vector>

#include "core/io/table_entry.hpp"
#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// The scene with a table of a file in place of its encoding's own numbers, with the settings that the table determines, and
/// as long as the table where its rows are positions. `name` as for read_table. An Error where the encoding takes no table,
/// or none of this shape. What was chosen among several tables, and which numbers are not finite, is said in `notes`.
Result<Scene> with_table(Scene scene, const std::string& path, const std::string& name, bool transposed,
                         std::vector<std::string>* notes = nullptr);

/// The names of the encodings that take a table.
std::vector<std::string> table_takers();

/// The names of those that take this one.
std::vector<std::string> takers_of(const Matrix& table);

/// Reads the table that the scene of a file names but does not hold: looked for in `folder`, then from where the program
/// runs. Where it cannot be read the encoding's own numbers remain, and so does what is named; the warnings say why.
Scene with_named_table(Scene scene, const std::string& folder, std::vector<std::string>& warnings);

/// The scene as a file at `path` keeps it: a table that lies in the same folder, or below, is named from there.
Scene named_from(Scene scene, const std::string& path);

/// The folder that a file lies in.
std::string folder_of_file(const std::string& path);

/// The scene with rows and columns of its imported table exchanged; an Error where the encoding takes none of that shape.
Result<Scene> with_transposed_table(Scene scene);

/// Those tables of a file that can stand for numbers in rows and columns, the ones that are called as tables of positions
/// are first; where there is none, those with one row.
std::vector<TableEntry> importable(const std::vector<TableEntry>& tables);

}  // namespace phasescope
