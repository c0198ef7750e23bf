#include "core/analysis/row_fit.hpp"

#include <Eigen/Eigenvalues>
#include <cassert>

namespace phasescope {

RowFit fitted_step(const Matrix& rows)
{
    assert(rows.rows >= 4);
    // One type of matrix only, and no products of expressions: each kind of product takes the compiler a second.
    using Numbers = Eigen::MatrixXd;
    const Eigen::Index fitted = rows.rows / 2, tried = (rows.rows - 1) / 2;
    Numbers here(fitted, rows.cols), next(fitted, rows.cols), other(tried, rows.cols), after(tried, rows.cols);
    const auto copy = [&](std::int64_t row, Numbers& to, Eigen::Index i) {
        for (std::int64_t col = 0; col < rows.cols; ++col) to(i, col) = rows(row, col);
    };
    for (Eigen::Index i = 0; i < fitted; ++i) {
        copy(2 * i, here, i);
        copy(2 * i + 1, next, i);
    }
    for (Eigen::Index i = 0; i < tried; ++i) {
        copy(2 * i + 1, other, i);
        copy(2 * i + 2, after, i);
    }
    // With fewer fitted rows than columns M = next^T here (here here^T)^+: only products of rows are needed.
    const bool few = fitted <= rows.cols;
    const Numbers across = here.transpose();
    const Numbers gram = few ? here * across : across * here;
    const Eigen::SelfAdjointEigenSolver<Numbers> solver(gram);
    const Numbers& vectors = solver.eigenvectors();
    // Directions whose share of the rows is lost in the rounding of the products are left out.
    const double least = 1e-13 * solver.eigenvalues().cwiseAbs().maxCoeff();
    Numbers divided = vectors.transpose();
    for (Eigen::Index i = 0; i < divided.rows(); ++i) {
        const double value = solver.eigenvalues()(i);
        divided.row(i) *= value > least ? 1 / value : 0;
    }
    const Numbers pseudo = vectors * divided;
    Numbers guess;
    if (few) {
        const Numbers products = other * across, weights = products * pseudo;
        guess = weights * next;
    } else {
        const Numbers products = across * next, step = pseudo * products;
        guess = other * step;
    }
    RowFit result;
    for (Eigen::Index i = 0; i < tried; ++i) {
        const double length = after.row(i).norm();
        const double residual = length > 0 ? (after.row(i) - guess.row(i)).norm() / length : 0;
        if (residual > result.residual) result = {residual, 2 * i + 1};
    }
    return result;
}

}  // namespace phasescope
