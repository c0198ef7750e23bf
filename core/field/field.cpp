#include "core/field/field.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/field/mask.hpp"
#include "core/field/parts.hpp"
#include "core/field/raster_parts.hpp"

namespace phasescope {
namespace {

template <class... Cases>
struct Match : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

[[maybe_unused]] bool inside(const Field& field, const CellRect& cells)
{
    return cells.row0 >= 0 && cells.row0 < cells.row1 && cells.row1 <= row_count(field) && cells.col0 >= 0
           && cells.col0 < cells.col1 && cells.col1 <= col_count(field);
}

Field half(const Field& field, int sign)
{
    assert(row_count(field) == col_count(field));
    return std::visit(Match{
                          [](const WaveField&) -> Field {
                              assert(false && "a table of positions by channels has no transpose to compare with");
                              return {};
                          },
                          [sign](const auto& f) -> Field { return parts::part(f, sign); },
                      },
                      field);
}

}  // namespace

std::int64_t row_count(const Field& field)
{
    return std::visit(Match{
                          [](const WaveField& f) { return f.rows; },
                          [](const OffsetField& f) { return f.rows; },
                          [](const PieceField& f) { return f.rows; },
                          [](const ProductField& f) { return f.u.rows(); },
                          [](const StoredField& f) { return f.values.rows; },
                          [](const DifferenceField& f) { return row_count(f.terms.front().field); },
                      },
                      field);
}

std::int64_t col_count(const Field& field)
{
    return std::visit(Match{
                          [](const WaveField& f) { return f.channels.size(); },
                          [](const OffsetField& f) { return f.cols; },
                          [](const PieceField& f) { return f.cols; },
                          [](const ProductField& f) { return f.v.rows(); },
                          [](const StoredField& f) { return f.values.cols; },
                          [](const DifferenceField& f) { return col_count(f.terms.front().field); },
                      },
                      field);
}

std::int64_t column_group(const Field& field)
{
    if (const auto* both = std::get_if<DifferenceField>(&field))
        return std::max(column_group(both->terms.front().field), column_group(both->terms.back().field));
    const auto* wave = std::get_if<WaveField>(&field);
    return wave && wave->alternating && wave->channels.size() > 1 ? 2 : 1;
}

double value(const Field& field, std::int64_t row, std::int64_t col)
{
    assert(inside(field, {row, row + 1, col, col + 1}));
    if (const auto mask = mask_of(field); mask && mask->hides(row, col)) return std::numeric_limits<double>::quiet_NaN();
    return std::visit([=](const auto& f) { return parts::value(f, row, col); }, field);
}

double mean(const Field& field, const CellRect& cells)
{
    assert(inside(field, cells));
    if (const auto mask = mask_of(field); mask && !mask->hides_nothing_of(cells))
        return mask->hides_all_of(cells) ? std::numeric_limits<double>::quiet_NaN() : cut_mean(field, *mask, cells);
    return std::visit([&](const auto& f) { return parts::mean(f, cells); }, field);
}

double pixel(const Field& field, const CellRect& cells)
{
    if (const auto* waves = std::get_if<WaveField>(&field)) return parts::pixel(*waves, cells);
    if (const auto* both = std::get_if<DifferenceField>(&field))
        return pixel(both->terms.front().field, cells) - pixel(both->terms.back().field, cells);
    return mean(field, cells);
}

std::int64_t rows_under_pixel(const Field& field, std::int64_t count)
{
    if (const auto* both = std::get_if<DifferenceField>(&field))
        return std::max(rows_under_pixel(both->terms.front().field, count),
                        rows_under_pixel(both->terms.back().field, count));
    return std::holds_alternative<WaveField>(field) ? tent_length(count) : count;
}

FloatMatrix raster(const Field& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const RasterParts whole(field, {rows, cols});
    return whole.part({0, whole.height(), 0, whole.width()});
}

PicturePixels pixels_of(const Field& field, const Window& window, std::int64_t height, std::int64_t width, Showing showing)
{
    const std::int64_t rows = row_count(field), cols = col_count(field);
    if (showing == Showing::samples)
        return {cells_at_centres(window.row0, window.row1, height, rows),
                cells_at_centres(window.col0, window.col1, width, cols)};
    return {cells_under_pixels(window.row0, window.row1, height, rows),
            cells_under_pixels(window.col0, window.col1, width, cols, column_group(field))};
}

FloatMatrix raster(const Field& field, const Window& window, std::int64_t height, std::int64_t width)
{
    const PicturePixels pixels = pixels_of(field, window, height, width);
    return raster(field, pixels.rows, pixels.cols);
}

namespace {

/// Kinds without rows of their own in float: a band of doubles after another.
void own_rows(const auto& field, std::int64_t first, std::int64_t count, std::int64_t cols, std::span<float> out)
{
    if constexpr (requires { parts::rows_of(field, first, count, out); }) return parts::rows_of(field, first, count, out);
    constexpr std::int64_t band_numbers = std::int64_t{1} << 18;
    const std::int64_t step = std::max<std::int64_t>(1, band_numbers / std::max<std::int64_t>(cols, 1));
    std::vector<double> band;
    for (std::int64_t r = 0; r < count; r += step) {
        band.resize(static_cast<std::size_t>(std::min(step, count - r) * cols));
        parts::rows_of(field, first + r, std::min(step, count - r), band);
        std::ranges::transform(band, out.begin() + r * cols, [](double number) { return static_cast<float>(number); });
    }
}

void own_rows(const auto& field, std::int64_t first, std::int64_t count, std::int64_t, std::span<double> out)
{
    parts::rows_of(field, first, count, out);
}

template <class Number>
void shown_rows(const Field& field, std::int64_t first, std::int64_t count, std::span<Number> out)
{
    assert(first >= 0 && count >= 0 && first + count <= row_count(field));
    assert(static_cast<std::int64_t>(out.size()) == count * col_count(field));
    const std::int64_t cols = col_count(field);
    std::visit([&](const auto& f) { own_rows(f, first, count, cols, out); }, field);
    const auto mask = mask_of(field);
    if (!mask || !std::holds_alternative<ProductField>(field)) return;
    for (std::int64_t r = 0; r < count; ++r) {
        const std::int64_t shown = std::clamp<std::int64_t>(first + r - mask->key_lead + 1, 0, cols);
        const auto row = out.subspan(static_cast<std::size_t>(r * cols), static_cast<std::size_t>(cols));
        std::ranges::fill(row.subspan(static_cast<std::size_t>(shown)), std::numeric_limits<Number>::quiet_NaN());
    }
}

}  // namespace

void rows_of(const Field& field, std::int64_t first, std::int64_t count, std::span<double> out)
{
    shown_rows(field, first, count, out);
}

void rows_of(const Field& field, std::int64_t first, std::int64_t count, std::span<float> out)
{
    shown_rows(field, first, count, out);
}

Matrix dense(const Field& field)
{
    Matrix result(row_count(field), col_count(field));
    rows_of(field, 0, result.rows, result.values);
    return result;
}

Field symmetric_part(const Field& field)
{
    return half(field, +1);
}

Field antisymmetric_part(const Field& field)
{
    return half(field, -1);
}

namespace plain {

FloatMatrix raster(const Field& field, const AxisPixels& rows, const AxisPixels& cols)
{
    FloatMatrix picture(static_cast<std::int64_t>(rows.first.size()), static_cast<std::int64_t>(cols.first.size()));
    for (std::int64_t y = 0; y < picture.rows; ++y) {
        for (std::int64_t x = 0; x < picture.cols; ++x) {
            const std::int64_t row = rows.first[static_cast<std::size_t>(y)], col = cols.first[static_cast<std::size_t>(x)];
            picture(y, x) = static_cast<float>(phasescope::pixel(field, {row, row + rows.count, col, col + cols.count}));
        }
    }
    return picture;
}

double mean(const Field& field, const CellRect& cells)
{
    double sum = 0, count = 0;
    for (std::int64_t row = cells.row0; row < cells.row1; ++row) {
        for (std::int64_t col = cells.col0; col < cells.col1; ++col) {
            const double number = value(field, row, col);
            if (std::isnan(number)) continue;
            sum += number;
            ++count;
        }
    }
    return sum / count;
}

double pixel(const WaveField& field, const CellRect& cells)
{
    assert(field.reading == Reading::value);
    const std::int64_t count = cells.rows(), others = count | 1, before = (others - 1) / 2;
    double sum = 0;
    // A mean of `others` neighbouring means of `count` rows, whose middles lie about the middle of the cells.
    for (std::int64_t row = cells.row0 - before; row < cells.row0 - before + others; ++row)
        for (std::int64_t r = row; r < row + count; ++r)
            for (std::int64_t col = cells.col0; col < cells.col1; ++col) sum += parts::value(field, r, col);
    return sum / static_cast<double>(count * others * cells.cols());
}

}  // namespace plain
}  // namespace phasescope
