#include "tests/app/table_files.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "core/io/npy.hpp"
#include "tests/app/program.hpp"
#include "tests/core/binary.hpp"

namespace phasescope::test {

Matrix counted(std::int64_t rows, std::int64_t cols)
{
    Matrix table(rows, cols);
    std::iota(table.values.begin(), table.values.end(), 1.0);
    return table;
}

void save_npy(const std::filesystem::path& path, const Matrix& table)
{
    std::string bytes;
    const auto done = write_npy(StoredField{table}, NumberType::f8, [&](std::string_view piece) {
        bytes += piece;
        return true;
    });
    ASSERT_TRUE(done);
    write_bytes(path, bytes);
}

void save_safetensors(const std::filesystem::path& path, const NamedTables& tables)
{
    std::string header = "{", data;
    for (const auto& [name, table] : tables) {
        const std::string cols = std::to_string(table.cols);
        const std::string shape = table.rows == 1 ? cols : std::to_string(table.rows) + "," + cols;
        const std::string begin = std::to_string(data.size());
        data += f4_bytes({table.values.begin(), table.values.end()});
        header.append(header.size() > 1 ? "," : "")
            .append("\"" + name + "\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":[" + begin + ","
                    + std::to_string(data.size()) + "]}");
    }
    header += "}";
    write_bytes(path, little(std::uint64_t{header.size()}) + header + data);
}

}  // namespace phasescope::test
