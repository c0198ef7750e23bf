#include <Eigen/Core>
#include <algorithm>

#include "core/field/parts.hpp"
#include "core/field/thin_tables.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const RowMajor> view(const Matrix& m)
{
    return {m.values.data(), m.rows, m.cols};
}

/// The mean rows under the pixels of one axis: (pixels, columns of the table).
Matrix mean_rows(const SharedRows& table, const AxisPixels& pixels)
{
    Matrix result(static_cast<std::int64_t>(pixels.first.size()), table.cols());
    parallel_for(result.rows, 1 + 100'000 / std::max<std::int64_t>(pixels.count * table.cols(), 1),
                 [&](std::int64_t begin, std::int64_t end) {
                     for (std::int64_t i = begin; i < end; ++i)
                         table.mean(pixels.first[static_cast<std::size_t>(i)], pixels.count, result.row(i));
                 });
    return result;
}

}  // namespace

ThinTables thin_tables(const ProductField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    return {mean_rows(field.u, rows), mean_rows(field.v, cols)};
}

FloatMatrix products(const ThinTables& tables, const CellRect& pixels)
{
    const auto between = [](const Matrix& table, std::int64_t begin, std::int64_t end) {
        return std::span(table.values)
            .subspan(static_cast<std::size_t>(begin * table.cols), static_cast<std::size_t>((end - begin) * table.cols));
    };
    Matrix numbers(pixels.rows(), pixels.cols());
    parallel_for(numbers.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        const auto out = std::span(numbers.values)
                             .subspan(static_cast<std::size_t>(begin * numbers.cols),
                                      static_cast<std::size_t>((end - begin) * numbers.cols));
        if (tables.u.cols > 0)
            add_dot_products(between(tables.u, pixels.row0 + begin, pixels.row0 + end),
                             between(tables.v, pixels.col0, pixels.col1), tables.u.cols, out);
    });
    FloatMatrix picture(numbers.rows, numbers.cols);
    std::ranges::transform(numbers.values, picture.values.begin(), [](double number) { return static_cast<float>(number); });
    return picture;
}

namespace parts {

double value(const ProductField& field, std::int64_t row, std::int64_t col)
{
    return view(field.u.matrix()).row(row).dot(view(field.v.matrix()).row(col));
}

double mean(const ProductField& field, const CellRect& cells)
{
    Eigen::RowVectorXd u(field.u.cols()), v(field.v.cols());
    field.u.mean(cells.row0, cells.rows(), {u.data(), static_cast<std::size_t>(u.size())});
    field.v.mean(cells.col0, cells.cols(), {v.data(), static_cast<std::size_t>(v.size())});
    return u.dot(v);
}

FloatMatrix raster(const ProductField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const ThinTables tables = thin_tables(field, rows, cols);
    return products(tables, {0, tables.u.rows, 0, tables.v.rows});
}

ProductField part(const ProductField& field, int sign)
{
    // u_i . v_j + sign u_j . v_i over 2 is the product of the joined tables [u, v]/2 and [v, sign u].
    const Matrix &u = field.u.matrix(), &v = field.v.matrix();
    Matrix left(u.rows, 2 * u.cols), right(u.rows, 2 * u.cols);
    for (std::int64_t i = 0; i < u.rows; ++i) {
        for (std::int64_t c = 0; c < u.cols; ++c) {
            left(i, c) = u(i, c) / 2;
            left(i, c + u.cols) = v(i, c) / 2;
            right(i, c) = v(i, c);
            right(i, c + u.cols) = sign * u(i, c);
        }
    }
    return {std::move(left), std::move(right)};
}

}  // namespace parts
}  // namespace phasescope
