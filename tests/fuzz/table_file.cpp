#include "tests/fuzz/table_file.hpp"

#include <algorithm>
#include <cmath>

#include "core/io/table_file.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/memory_file.hpp"

namespace phasescope::fuzz {
namespace {

Matrix exchanged(const Matrix& table)
{
    Matrix other(table.cols, table.rows);
    for (std::int64_t row = 0; row < table.rows; ++row)
        for (std::int64_t col = 0; col < table.cols; ++col) other(col, row) = table(row, col);
    return other;
}

void require_table(const std::string& path, const std::string& name)
{
    const Result<Matrix> table = read_table(path, name, false);
    if (!is_read(table)) return;
    require(table->rows > 0 && table->cols > 0, "a table has rows and columns");
    require(std::ssize(table->values) == table->rows * table->cols, "a table has rows times columns numbers");
    const Result<Matrix> turned = read_table(path, name, true);
    require(is_read(turned) && same_numbers(exchanged(*table), *turned), "rows and columns are exchanged");
    TableReport report;
    const Result<Matrix> again = read_table(path, name, {}, report);
    require(is_read(again) && same_numbers(*table, *again), "the same numbers are read twice");
    const bool all_finite = std::ranges::all_of(table->values, [](double number) { return std::isfinite(number); });
    const bool counted = std::ranges::any_of(
        report.notes, [](const std::string& note) { return note.find("numbers are not finite") != std::string::npos; });
    require(all_finite != counted, "numbers that are not finite are counted, and no others");
}

}  // namespace

void require_tables(std::string_view bytes)
{
    static MemoryFile file;
    file.hold(bytes);
    const Result<std::vector<TableEntry>> tables = tables_in(file.path());
    if (!is_read(tables)) return;
    constexpr std::size_t most = 4;
    for (std::size_t i = 0; i < std::min(most, tables->size()); ++i) require_table(file.path(), (*tables)[i].name);
    require_table(file.path(), "");
}

}  // namespace phasescope::fuzz
