// Spreads of any field from its cells, about the mean that is known: nothing cancels.
#include <algorithm>

#include "core/field/part.hpp"
#include "core/field/spread_parts.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"

namespace phasescope::spreads {
namespace {

/// Of columns col0 .. col1 - 1 of some rows, each `width` numbers long.
float spread_of(std::span<const double> numbers, std::int64_t width, std::int64_t col0, std::int64_t col1)
{
    const std::int64_t rows = std::ssize(numbers) / width;
    const auto over_numbers = [&](const auto& term) {
        double sum = 0, count = 0;
        for (std::int64_t row = 0; row < rows; ++row) {
            for (std::int64_t col = col0; col < col1; ++col) {
                const double number = numbers[static_cast<std::size_t>(row * width + col)];
                const bool is_number = !std::isnan(number);
                sum += is_number ? term(number) : 0;
                count += is_number;
            }
        }
        return sum / count;  // 0 / 0 where no cell holds a number
    };
    const double mean = over_numbers([](double number) { return number; });
    return root(over_numbers([mean](double number) { return (number - mean) * (number - mean); }));
}

/// A band of rows is about so high where pixels are lower, so that tables are multiplied some rows at a time.
constexpr std::int64_t band_rows = 64;

/// Rows first .. first + count - 1 as rows_of() has them, tables multiplied in registers.
void fill_band(const Field& field, std::int64_t first, std::int64_t count, std::span<double> out)
{
    const auto* product = std::get_if<ProductField>(&field);
    if (!product || product->u.cols() == 0) return rows_of(field, first, count, out);
    const auto width = static_cast<std::size_t>(product->u.cols());
    const auto rows = std::span(product->u.matrix().values)
                          .subspan(static_cast<std::size_t>(first) * width, static_cast<std::size_t>(count) * width);
    std::ranges::fill(out, 0);
    add_dot_products(rows, product->v.matrix().values, product->v.cols(), out);
    if (!product->causal) return;
    for (std::int64_t row = 0; row < count; ++row) {
        const std::int64_t cols = product->v.rows();
        const std::int64_t shown = std::clamp<std::int64_t>(first + row - product->key_lead + 1, 0, cols);
        std::fill(out.begin() + row * cols + shown, out.begin() + (row + 1) * cols, NAN);
    }
}

/// The rows of pixels from y on that lie in one band from the first cell of row y on: how far they go.
std::int64_t end_of_band(const AxisPixels& rows, std::int64_t y, std::int64_t end)
{
    const std::int64_t top = rows.first[static_cast<std::size_t>(y)], most = std::max(rows.count, band_rows);
    const auto lies_in_band = [&](std::int64_t pixel) {
        const std::int64_t first = rows.first[static_cast<std::size_t>(pixel)];
        return first >= top && first + rows.count <= top + most;
    };
    while (y < end && lies_in_band(y)) ++y;
    return y;
}

/// A row of pixels, given the numbers of its rows from column `left` on, `width` of each.
void paint_row(std::span<const double> numbers, std::int64_t width, const AxisPixels& cols, std::int64_t left,
               std::span<float> out)
{
    for (std::size_t x = 0; x < out.size(); ++x) {
        const std::int64_t col = cols.first[x] - left;
        out[x] = spread_of(numbers, width, col, col + cols.count);
    }
}

/// What one cell takes, and what a band of rows takes besides: multiplications.
struct BandCost {
    double cell, band;
};

BandCost cost_of_bands(const Field& field, const Grid& grid);

double offsets_of_band(const Grid& grid)
{
    return grid.window_cols() + static_cast<double>(std::max(grid.row_cells, band_rows));
}

BandCost cost_of(const WaveField&, const Grid&)
{
    return {10, 0};
}

/// Every offset that a band of rows meets is computed once.
BandCost cost_of(const OffsetField& field, const Grid& grid)
{
    constexpr double cosine = 3;
    return {5, cosine * static_cast<double>(field.difference.size() + field.sum.size()) * offsets_of_band(grid)};
}

BandCost cost_of(const PieceField&, const Grid& grid)
{
    constexpr double search = 50;
    return {5, search * offsets_of_band(grid)};
}

BandCost cost_of(const ProductField& field, const Grid&)
{
    return {5 + multiplication_in_registers * static_cast<double>(field.u.cols()), 0};
}

BandCost cost_of(const StoredField&, const Grid&)
{
    return {10, 0};
}

BandCost cost_of(const DifferenceField& field, const Grid& grid)
{
    const BandCost first = cost_of_bands(field.terms.front().field, grid),
                   second = cost_of_bands(field.terms.back().field, grid);
    return {5 + first.cell + second.cell, first.band + second.band};
}

BandCost cost_of_bands(const Field& field, const Grid& grid)
{
    return std::visit([&](const auto& kind) { return cost_of(kind, grid); }, field);
}

}  // namespace

FloatMatrix raster_by_cells(const Field& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const std::int64_t top = std::ranges::min(rows.first), bottom = std::ranges::max(rows.first);
    const std::int64_t left = std::ranges::min(cols.first), right = std::ranges::max(cols.first);
    const std::int64_t width = right + cols.count - left;
    const Field part = part_of(field, {top, bottom + rows.count, left, right + cols.count});
    FloatMatrix picture(std::ssize(rows.first), std::ssize(cols.first));
    parallel_for(picture.rows, 8, [&](std::int64_t begin, std::int64_t end) {
        std::vector<double> band;
        for (std::int64_t y = begin; y < end;) {
            const std::int64_t until = end_of_band(rows, y, end), first = rows.first[static_cast<std::size_t>(y)];
            const auto of_band =
                std::span(rows.first).subspan(static_cast<std::size_t>(y), static_cast<std::size_t>(until - y));
            const std::int64_t count = std::ranges::max(of_band) + rows.count - first;
            band.resize(static_cast<std::size_t>(count * width));
            fill_band(part, first - top, count, band);
            for (; y < until; ++y) {
                const std::int64_t row = rows.first[static_cast<std::size_t>(y)] - first;
                const auto of_pixels = std::span(band).subspan(static_cast<std::size_t>(row * width),
                                                               static_cast<std::size_t>(rows.count * width));
                paint_row(of_pixels, width, cols, left, picture.row(y));
            }
        }
    });
    return picture;
}

void visit_cut_pixels(const Field& field, const AxisPixels& rows, const AxisPixels& cols, FloatMatrix& picture)
{
    const Mask mask = *mask_of(field);
    parallel_for(picture.rows, 8, [&](std::int64_t begin, std::int64_t end) {
        std::vector<double> numbers(static_cast<std::size_t>(rows.count * cols.count));
        for (std::int64_t y = begin; y < end; ++y) {
            for (std::int64_t x = 0; x < picture.cols; ++x) {
                const std::int64_t row = rows.first[static_cast<std::size_t>(y)],
                                   col = cols.first[static_cast<std::size_t>(x)];
                const CellRect cells{row, row + rows.count, col, col + cols.count};
                if (mask.hides_nothing_of(cells)) continue;
                picture(y, x) = NAN;
                if (mask.hides_all_of(cells)) continue;
                fill_band(part_of(field, cells), 0, rows.count, numbers);
                picture(y, x) = spread_of(numbers, cols.count, 0, cols.count);
            }
        }
    });
}

double effort_by_cells(const Field& field, const Grid& grid)
{
    constexpr double visit = 15;
    const BandCost cost = cost_of_bands(field, grid);
    const double bands = grid.window_rows() / static_cast<double>(std::max(grid.row_cells, band_rows));
    return (visit + cost.cell) * grid.window_rows() * grid.window_cols() + cost.band * std::ceil(bands);
}

double effort_of_cut_cells(const Field& field, const Grid& grid)
{
    Grid one = grid;
    one.rows = one.cols = 1;
    return grid.cut_pixels() * effort_by_cells(field, one);
}

}  // namespace phasescope::spreads
