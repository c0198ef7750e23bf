// Tables of numbers from files: NPY, NPZ, safetensors and lists of its shards, CSV and TSV.
#pragma once

#include <string>
#include <vector>

#include "core/io/table_entry.hpp"
#include "core/matrix.hpp"
#include "core/result.hpp"

namespace phasescope {

/// What tables a file holds, in its order, also those that cannot be used here (text, three dimensions). What kind of file
/// it is, its first bytes tell, and its name where they do not.
Result<std::vector<TableEntry>> tables_in(const std::string& path);

/// One table as (rows, cols), NaN and infinities among its numbers. See array_layout for what becomes of the dimensions of
/// an array. `name` may be "" where chosen_table finds the one that is meant. What was chosen, and how many numbers are not
/// finite, is in the report.
Result<Matrix> read_table(const std::string& path, const std::string& name, const TableReading& reading,
                          TableReport& report);

/// The same for those who need no report.
Result<Matrix> read_table(const std::string& path, const std::string& name, bool transposed);

/// "9 of 96 numbers are not finite, the first in row 3, column 4 (counted from 0)"; "" where all are.
std::string non_finite_sentence(const Matrix& table);

}  // namespace phasescope
