#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "core/field/parts.hpp"
#include "core/kernels/dot_products.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const RowMajor> view(const Matrix& m)
{
    return {m.values.data(), m.rows, m.cols};
}

/// The mean of table rows first .. first + count - 1; rows that hold no numbers are left out.
Eigen::RowVectorXd mean_row(const Matrix& table, std::int64_t first, std::int64_t count)
{
    if (table.cols == 0) return {};
    const auto rows = view(table).middleRows(first, count);
    const Eigen::Index defined = (rows.col(0).array() == rows.col(0).array()).count();  // NaN differs from itself
    if (defined == count || defined == 0) return rows.colwise().mean();
    Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(table.cols);
    for (Eigen::Index r = 0; r < count; ++r)
        if (!std::isnan(rows(r, 0))) sum += rows.row(r);
    return sum / static_cast<double>(defined);
}

/// The mean rows under the pixels of one axis: (pixels, columns of the table).
Matrix mean_rows(const Matrix& table, const AxisPixels& pixels)
{
    Matrix result(static_cast<std::int64_t>(pixels.first.size()), table.cols);
    parallel_for(result.rows, 1 + 100'000 / std::max<std::int64_t>(pixels.count * table.cols, 1),
                 [&](std::int64_t begin, std::int64_t end) {
                     for (std::int64_t i = begin; i < end; ++i) {
                         const std::span<double> row = result.row(i);
                         Eigen::Map<Eigen::RowVectorXd>(row.data(), table.cols) =
                             mean_row(table, pixels.first[static_cast<std::size_t>(i)], pixels.count);
                     }
                 });
    return result;
}

}  // namespace

namespace parts {

double value(const ProductField& field, std::int64_t row, std::int64_t col)
{
    return view(field.u).row(row).dot(view(field.v).row(col));
}

double mean(const ProductField& field, const CellRect& cells)
{
    return mean_row(field.u, cells.row0, cells.rows()).dot(mean_row(field.v, cells.col0, cells.cols()));
}

FloatMatrix raster(const ProductField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    const Matrix u = mean_rows(field.u, rows), v = mean_rows(field.v, cols);
    Matrix products(u.rows, v.rows);
    parallel_for(u.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        const auto part = [=](auto&& matrix) {
            return std::span(matrix.values)
                .subspan(static_cast<std::size_t>(begin * matrix.cols),
                         static_cast<std::size_t>((end - begin) * matrix.cols));
        };
        if (u.cols > 0) add_dot_products(part(u), v.values, u.cols, part(products));
    });
    FloatMatrix picture(products.rows, products.cols);
    std::ranges::transform(products.values, picture.values.begin(),
                           [](double number) { return static_cast<float>(number); });
    return picture;
}

void rows_of(const ProductField& field, std::int64_t first, std::int64_t count, std::span<double> out)
{
    Eigen::Map<RowMajor>(out.data(), count, field.v.rows).noalias() =
        view(field.u).middleRows(first, count) * view(field.v).transpose();
}

ProductField part(const ProductField& field, int sign)
{
    // u_i . v_j + sign u_j . v_i over 2 is the product of the joined tables [u, v]/2 and [v, sign u].
    ProductField result{Matrix(field.u.rows, 2 * field.u.cols), Matrix(field.u.rows, 2 * field.u.cols), 0, false};
    for (std::int64_t i = 0; i < field.u.rows; ++i) {
        for (std::int64_t c = 0; c < field.u.cols; ++c) {
            result.u(i, c) = field.u(i, c) / 2;
            result.u(i, c + field.u.cols) = field.v(i, c) / 2;
            result.v(i, c) = field.v(i, c);
            result.v(i, c + field.u.cols) = sign * field.u(i, c);
        }
    }
    return result;
}

}  // namespace parts
}  // namespace phasescope
