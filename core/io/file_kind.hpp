// What kind of file it is, for every door that files come in by.
#pragma once

#include "core/io/open_file.hpp"
#include "core/result.hpp"

namespace phasescope {

/// `json` is a scene, a lesson, a configuration or a list of shards: its keys tell. `text` is a table in text.
enum class FileKind { empty, npy, npz, safetensors, text, json, picture, pickle, unknown };

/// By the first bytes, and by the name where they do not tell: a file may be called anything.
Result<FileKind> kind_of(const OpenFile& file);

/// Whether tables are read from such files. JSON holds one where it is a configuration with lists, or a list of shards.
bool holds_tables(FileKind kind);

}  // namespace phasescope
