// The list of the parts of a model that is too large for one file: model.safetensors.index.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/io/table_entry.hpp"
#include "core/matrix.hpp"
#include "core/result.hpp"

namespace phasescope {

/// Whether the text is such a list: it says of each tensor in which file it lies.
bool looks_like_shard_list(std::string_view json_text);
bool is_shard_list(const std::string& path);

/// The tensors of the files that lie beside the list; those of files that do not are listed without shape, and not usable.
Result<std::vector<TableEntry>> sharded_tables(std::string_view json_text, const std::string& path);

/// One tensor from the file that holds it, which lies beside the list. For `name` see chosen_table.
Result<Matrix> read_sharded(std::string_view json_text, const std::string& path, std::string_view name,
                            const TableReading& reading, TableReport& report);

}  // namespace phasescope
