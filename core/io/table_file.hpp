// Tables of numbers from files: NPY, NPZ, safetensors, CSV and TSV.
#pragma once

#include <string>
#include <vector>

#include "core/io/table_entry.hpp"
#include "core/matrix.hpp"
#include "core/result.hpp"

namespace phasescope {

/// What tables a file holds, in its order, also those that cannot be used here (whole numbers, three dimensions). What
/// kind of file it is, its first bytes tell, and its name where they do not.
Result<std::vector<TableEntry>> tables_in(const std::string& path);

/// One table as (rows, cols). A single dimension is one row, leading dimensions of size 1 do not count. `name` may be ""
/// where the file holds one table, or only one of rows and columns. `transposed`: rows and columns exchanged. NaN and
/// infinity are Errors unless they are allowed; places in messages are those of the file.
Result<Matrix> read_table(const std::string& path, const std::string& name, bool transposed, bool allow_non_finite = false);

}  // namespace phasescope
