// Safetensors files: 8 bytes of header length, a header in JSON, then the tensors one after another
// (https://github.com/huggingface/safetensors).
#pragma once

#include <string_view>
#include <vector>

#include "core/io/open_file.hpp"
#include "core/io/table_entry.hpp"
#include "core/matrix.hpp"
#include "core/result.hpp"

namespace phasescope {

/// The tensors in the order of their bytes. The header is checked whole: each tensor lies inside the file, takes the bytes
/// that its shape needs, and neither overlaps another nor leaves a gap.
Result<std::vector<TableEntry>> safetensors_tables(const OpenFile& file);

/// The numbers of one tensor of floats of at least 16 bits, whole numbers, truth values or complex numbers; no other bytes
/// are read but its own. For `name` see chosen_table.
Result<Matrix> read_safetensors(const OpenFile& file, std::string_view name, const TableReading& reading,
                                TableReport& report);

}  // namespace phasescope
