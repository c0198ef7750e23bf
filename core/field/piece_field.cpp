#include <algorithm>
#include <vector>

#include "core/field/parts.hpp"
#include "core/parallel.hpp"

namespace phasescope::parts {

double value(const PieceField& field, std::int64_t row, std::int64_t col)
{
    return field.lines.at(col + field.key_lead - row);
}

double mean(const PieceField& field, const CellRect& cells)
{
    return field.lines.mean(cells.col0 + field.key_lead - cells.row0, cells.rows(), cells.cols());
}

FloatMatrix raster(const PieceField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    FloatMatrix picture(static_cast<std::int64_t>(rows.first.size()), static_cast<std::int64_t>(cols.first.size()));
    parallel_for(picture.rows, 8, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t y = begin; y < end; ++y) {
            const std::int64_t lead = field.key_lead - rows.first[static_cast<std::size_t>(y)];
            for (std::int64_t x = 0; x < picture.cols; ++x)
                picture(y, x) = static_cast<float>(
                    field.lines.mean(cols.first[static_cast<std::size_t>(x)] + lead, rows.count, cols.count));
        }
    });
    return picture;
}

namespace {

/// Every offset is looked up once.
template <class Number>
void piece_rows(const PieceField& field, std::int64_t first, std::int64_t count, std::span<Number> out)
{
    std::vector<Number> offsets(static_cast<std::size_t>(field.cols + count - 1));
    const std::int64_t least = field.key_lead - (first + count - 1);
    for (std::size_t i = 0; i < offsets.size(); ++i)
        offsets[i] = static_cast<Number>(field.lines.at(least + static_cast<std::int64_t>(i)));
    copy_diagonals<Number>(std::move(offsets), shown_offsets(field, first, count), count, field.cols, out);
}

}  // namespace

void rows_of(const PieceField& field, std::int64_t first, std::int64_t count, std::span<double> out)
{
    piece_rows(field, first, count, out);
}

void rows_of(const PieceField& field, std::int64_t first, std::int64_t count, std::span<float> out)
{
    piece_rows(field, first, count, out);
}

PieceField part(const PieceField& field, int sign)
{
    return {field.rows, field.cols, 0, combined(0.5, field.lines, 0.5 * sign, field.lines.reversed()), false};
}

}  // namespace phasescope::parts
