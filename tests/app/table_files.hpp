// Small files of tables, made for a test.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/matrix.hpp"

namespace phasescope::test {

/// 1, 2, 3, ... row by row.
Matrix counted(std::int64_t rows, std::int64_t cols);

void save_npy(const std::filesystem::path& path, const Matrix& table);

using NamedTables = std::vector<std::pair<std::string, Matrix>>;

/// As F32; a table of one row is a tensor of one dimension.
void save_safetensors(const std::filesystem::path& path, const NamedTables& tables);

}  // namespace phasescope::test
