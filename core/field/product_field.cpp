#include <Eigen/Core>

#include "core/field/parts.hpp"

namespace phasescope {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const RowMajor> view(const Matrix& m)
{
    return {m.values.data(), m.rows, m.cols};
}

/// The mean row of table rows first .. first + count - 1.
Eigen::RowVectorXd mean_row(const Matrix& table, std::int64_t first, std::int64_t count)
{
    return view(table).middleRows(first, count).colwise().mean();
}

RowMajor averaged(const Matrix& table, const AxisPixels& pixels)
{
    RowMajor result(static_cast<Eigen::Index>(pixels.first.size()), table.cols);
    for (std::size_t i = 0; i < pixels.first.size(); ++i)
        result.row(static_cast<Eigen::Index>(i)) = mean_row(table, pixels.first[i], pixels.count);
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
    const RowMajor product = averaged(field.u, rows) * averaged(field.v, cols).transpose();
    FloatMatrix picture(product.rows(), product.cols());
    std::transform(product.data(), product.data() + product.size(), picture.values.begin(),
                   [](double v) { return static_cast<float>(v); });
    return picture;
}

ProductField part(const ProductField& field, int sign)
{
    // u_i . v_j + sign u_j . v_i over 2 is the product of the joined tables [u, v]/2 and [v, sign u].
    ProductField result{Matrix(field.u.rows, 2 * field.u.cols), Matrix(field.u.rows, 2 * field.u.cols)};
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
