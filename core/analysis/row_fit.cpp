#include "core/analysis/row_fit.hpp"

#include <Eigen/Dense>
#include <cassert>

namespace phasescope {

RowFit fitted_step(const Matrix& rows)
{
    assert(rows.rows >= 4);
    using Numbers = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const Eigen::Map<const Numbers> all(rows.values.data(), rows.rows, rows.cols);
    const Eigen::Index fitted = rows.rows / 2, tried = (rows.rows - 1) / 2;
    Numbers here(fitted, rows.cols), next(fitted, rows.cols), other(tried, rows.cols), after(tried, rows.cols);
    for (Eigen::Index i = 0; i < fitted; ++i) {
        here.row(i) = all.row(2 * i);
        next.row(i) = all.row(2 * i + 1);
    }
    for (Eigen::Index i = 0; i < tried; ++i) {
        other.row(i) = all.row(2 * i + 1);
        after.row(i) = all.row(2 * i + 2);
    }
    // With fewer fitted rows than columns M = next^T here (here here^T)^+: only products of rows are needed.
    const bool few = fitted <= rows.cols;
    const Eigen::MatrixXd gram = few ? Eigen::MatrixXd(here * here.transpose()) : Eigen::MatrixXd(here.transpose() * here);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram);
    // Directions whose share of the rows is lost in the rounding of the products are left out.
    const double least = 1e-13 * solver.eigenvalues().cwiseAbs().maxCoeff();
    const Eigen::VectorXd inverse =
        solver.eigenvalues().unaryExpr([&](double value) { return value > least ? 1 / value : 0; });
    const Eigen::MatrixXd pseudo = solver.eigenvectors() * inverse.asDiagonal() * solver.eigenvectors().transpose();
    const Eigen::MatrixXd guess = few ? Eigen::MatrixXd(other * here.transpose() * pseudo * next)
                                      : Eigen::MatrixXd(other * (pseudo * (here.transpose() * next)));
    RowFit result;
    for (Eigen::Index i = 0; i < tried; ++i) {
        const double length = after.row(i).norm();
        const double residual = length > 0 ? (after.row(i) - guess.row(i)).norm() / length : 0;
        if (residual > result.residual) result = {residual, 2 * i + 1};
    }
    return result;
}

}  // namespace phasescope
