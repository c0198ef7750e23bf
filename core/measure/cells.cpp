// Measures of cells of sheets and of rows of the table.
#include <algorithm>
#include <cmath>

#include "core/dot.hpp"
#include "core/measure/list.hpp"
#include "core/picture.hpp"

namespace phasescope {
namespace {

/// The most cells that are looked through.
constexpr std::int64_t most_cells = std::int64_t{1} << 22;

Result<Picture> sheet_of(const Scene& scene, const MeasureValue& value)
{
    const auto found = std::ranges::find(sheet_names, value.text);
    if (found == sheet_names.end()) return Error{"there is no sheet of this name", value.text, ""};
    return picture(scene, static_cast<Sheet>(found - sheet_names.begin()));
}

/// Of whole numbers such as buckets, as such.
Measured number_of(const Picture& sheet, double number)
{
    if (sheet.palette == Palette::classes && std::isfinite(number)) return whole_number(static_cast<std::int64_t>(number));
    return real_number(number);
}

Result<Measured> cell(const Scene& scene, MeasureValues values)
{
    const Result<Picture> sheet = sheet_of(scene, values[0]);
    if (!sheet) return sheet.error();
    const Result<std::int64_t> row = whole_of(values[1]), col = whole_of(values[2]);
    if (!row) return row.error();
    if (!col) return col.error();
    const std::int64_t r = *row - sheet->first_row, c = *col - sheet->first_col;
    if (r < 0 || c < 0 || r >= sheet->row_count() || c >= sheet->col_count())
        return Error{"there is no such cell", values[1].text + ", " + values[2].text, ""};
    const double number = value(sheet->field, r, c);
    if (std::isnan(number)) return Error{"the cell holds no number", values[1].text + ", " + values[2].text, ""};
    return number_of(*sheet, number);
}

/// The least or the greatest number of a sheet.
Result<Measured> extreme(const Scene& scene, const MeasureValue& name, bool greatest)
{
    const Result<Picture> sheet = sheet_of(scene, name);
    if (!sheet) return sheet.error();
    if (sheet->row_count() * sheet->col_count() > most_cells) return Error{"the sheet is too large for this", name.text, ""};
    double found = NAN;
    for (const double number : dense(sheet->field).values)
        if (!std::isnan(number) && !(greatest ? found >= number : found <= number)) found = number;
    if (std::isnan(found)) return Error{"the sheet holds no number", name.text, ""};
    return number_of(*sheet, found);
}

/// A row of what is added to the input, by its position.
Result<std::vector<double>> row_of(const Scene& scene, const MeasureValue& position)
{
    const Mechanism mechanism = mechanism_of(scene);
    if (!std::holds_alternative<AddedToInput>(mechanism) && !std::holds_alternative<AddedRows>(mechanism))
        return Error{"nothing is added to the input", scene.encoding, "rows can be measured where a table is added"};
    const Result<Picture> table = picture(scene, mechanism, Sheet::matrix);
    if (!table) return table.error();
    const Result<std::int64_t> at = whole_of(position);
    if (!at) return at.error();
    const std::int64_t row = *at - table->first_row;
    if (row < 0 || row >= table->row_count()) return Error{"the position is not among those shown", position.text, ""};
    std::vector<double> numbers(static_cast<std::size_t>(table->col_count()));
    rows_of(table->field, row, 1, std::span<double>(numbers));
    if (std::isnan(numbers.front())) return Error{"the position has no row", position.text, ""};
    return numbers;
}

template <class Of>
Result<Measured> of_row(const Scene& scene, MeasureValues values, Of of)
{
    const auto row = row_of(scene, values[0]);
    if (!row) return row.error();
    return real_number(of(*row));
}

template <class Of>
Result<Measured> of_rows(const Scene& scene, MeasureValues values, Of of)
{
    const auto first = row_of(scene, values[0]), second = row_of(scene, values[1]);
    if (!first) return first.error();
    if (!second) return second.error();
    return real_number(of(*first, *second));
}

using Row = std::vector<double>;

constexpr std::array<Measure, 8> list{{
    {{"cell", "SHEET ROW COL", "a cell, by its labels"}, 3, cell},
    {{"least", "SHEET", "the least number of a sheet"},
     1,
     [](const Scene& scene, MeasureValues values) { return extreme(scene, values[0], false); }},
    {{"greatest", "SHEET", "the greatest number of a sheet"},
     1,
     [](const Scene& scene, MeasureValues values) { return extreme(scene, values[0], true); }},
    {{"norm", "P", "Euclidean norm of a row"},
     1,
     [](const Scene& scene, MeasureValues values) {
         return of_row(scene, values, [](const Row& row) { return std::sqrt(dot(row, row)); });
     }},
    {{"norm_squared", "P", "its square"},
     1,
     [](const Scene& scene, MeasureValues values) {
         return of_row(scene, values, [](const Row& row) { return dot(row, row); });
     }},
    {{"dot", "P Q", "dot product of two rows"},
     2,
     [](const Scene& scene, MeasureValues values) {
         return of_rows(scene, values, [](const Row& a, const Row& b) { return dot(a, b); });
     }},
    {{"cosine", "P Q", "cosine of two rows"},
     2,
     [](const Scene& scene, MeasureValues values) {
         return of_rows(scene, values,
                        [](const Row& a, const Row& b) { return dot(a, b) / std::sqrt(dot(a, a) * dot(b, b)); });
     }},
    {{"apart", "P Q", "Euclidean distance of two rows"},
     2,
     [](const Scene& scene, MeasureValues values) {
         return of_rows(scene, values, [](const Row& a, const Row& b) {
             double sum = 0;
             for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
             return std::sqrt(sum);
         });
     }},
}};

}  // namespace

std::span<const Measure> cell_measures()
{
    return list;
}

}  // namespace phasescope
