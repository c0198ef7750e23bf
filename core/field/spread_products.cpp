// Spreads of products of rows.
//
// With u = U + u' and v = V + v' about their means the variance over all pairs is that of u' . V, of U . v' and of u' . v':
// with the covariances A of the rows u and B of the rows v, sum_ab A_ab (B_ab + V_a V_b) + U_a U_b B_ab. That is a product
// of two tables of the pairs a <= b, and no large numbers cancel in it.
#include <algorithm>

#include "core/field/spread_parts.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"

namespace phasescope::spreads {
namespace {

std::int64_t pair_count(std::int64_t width)
{
    return width * (width + 1) / 2;
}

/// The covariances a <= b of `count` rows from `first` on and the products of their means, each row after row; NaN where no
/// row holds numbers. Rows whose first number is NaN are left out.
void moments(const Matrix& table, std::int64_t first, std::int64_t count, std::span<double> covariance,
             std::span<double> squares)
{
    const auto width = static_cast<std::size_t>(table.cols);
    std::vector<double> mean(width), apart(width);
    double rows = 0;
    const auto for_each_row = [&](const auto& use) {
        for (std::int64_t r = first; r < first + count; ++r)
            if (!std::isnan(table.row(r).front())) use(table.row(r));
    };
    for_each_row([&](std::span<const double> row) {
        ++rows;
        for (std::size_t a = 0; a < width; ++a) mean[a] += row[a];
    });
    for (double& number : mean) number /= rows;
    std::ranges::fill(covariance, 0);
    for_each_row([&](std::span<const double> row) {
        for (std::size_t a = 0; a < width; ++a) apart[a] = row[a] - mean[a];
        double* sum = covariance.data();
        for (std::size_t a = 0; a < width; ++a)
            for (std::size_t b = a; b < width; ++b) *sum++ += apart[a] * apart[b];
    });
    for (double& number : covariance) number /= rows;
    double* square = squares.data();
    for (std::size_t a = 0; a < width; ++a)
        for (std::size_t b = a; b < width; ++b) *square++ = mean[a] * mean[b];
}

/// For each pixel of one axis its covariances, and the products of its means.
Matrix moment_table(const Matrix& table, const AxisPixels& pixels)
{
    const auto pairs = static_cast<std::size_t>(pair_count(table.cols));
    Matrix result(std::ssize(pixels.first), 2 * static_cast<std::int64_t>(pairs));
    parallel_for(result.rows, 4, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            moments(table, pixels.first[static_cast<std::size_t>(i)], pixels.count, result.row(i).first(pairs),
                    result.row(i).last(pairs));
    });
    return result;
}

/// What queries are multiplied with: covariances and products of means together, then covariances; pairs a < b count twice.
void weigh_keys(Matrix& keys, std::int64_t width)
{
    const std::int64_t pairs = pair_count(width);
    parallel_for(keys.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const auto covariance = keys.row(i).first(static_cast<std::size_t>(pairs)),
                       squares = keys.row(i).last(static_cast<std::size_t>(pairs));
            std::size_t at = 0;
            for (std::int64_t a = 0; a < width; ++a)
                for (std::int64_t b = a; b < width; ++b, ++at) {
                    const double times = a == b ? 1 : 2, of_rows = covariance[at];
                    covariance[at] = times * (of_rows + squares[at]);
                    squares[at] = times * of_rows;
                }
        }
    });
}

FloatMatrix raster_by_moments(const ProductField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const Matrix queries = moment_table(field.u.matrix(), rows);
    Matrix keys = moment_table(field.v.matrix(), cols);
    weigh_keys(keys, field.v.cols());
    FloatMatrix picture(queries.rows, keys.rows);
    parallel_for(queries.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        Matrix variances(end - begin, keys.rows);
        add_dot_products(std::span(queries.values)
                             .subspan(static_cast<std::size_t>(begin * queries.cols),
                                      static_cast<std::size_t>((end - begin) * queries.cols)),
                         keys.values, keys.cols, variances.values);
        std::ranges::transform(variances.values, picture.row(begin).begin(), root);
    });
    return picture;
}

double effort_by_moments(const ProductField& field, const Grid& grid)
{
    const auto pairs = static_cast<double>(pair_count(field.u.cols()));
    const double all =
        multiplication_in_registers * pairs * (2 * grid.pixels() + 2 * (grid.window_rows() + grid.window_cols()));
    return field.causal ? all + effort_of_cut_cells(field, grid) : all;
}

}  // namespace

double effort(const ProductField& field, const Grid& grid)
{
    return std::min(effort_by_cells(field, grid), effort_by_moments(field, grid));
}

FloatMatrix raster(const ProductField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const Grid grid = grid_of(rows, cols);
    if (field.u.cols() == 0 || effort_by_cells(field, grid) <= effort_by_moments(field, grid))
        return raster_by_cells(field, rows, cols);
    FloatMatrix picture = raster_by_moments(field, rows, cols);
    if (field.causal) visit_cut_pixels(field, rows, cols, picture);
    return picture;
}

}  // namespace phasescope::spreads
