// NPZ files: a zip archive of NPY files, stored or deflated, as numpy.savez and numpy.savez_compressed write it.
#pragma once

#include <string_view>
#include <vector>

#include "core/io/open_file.hpp"
#include "core/io/table_entry.hpp"
#include "core/matrix.hpp"
#include "core/result.hpp"

namespace phasescope {

/// The arrays in the order of the archive, without ".npy" in their names; what else is in the archive is left out.
/// An array whose header cannot be read is listed without shape, and not usable.
Result<std::vector<TableEntry>> npz_tables(const OpenFile& file);

/// The numbers of one array; the sum of its bytes (CRC-32) is checked. For `name` see chosen_table.
Result<Matrix> read_npz(const OpenFile& file, std::string_view name, const TableReading& reading, TableReport& report);

}  // namespace phasescope
