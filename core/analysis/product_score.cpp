// The score as a product of two tables: its norms follow from d x d products of the tables with themselves.
//
// With M = (U + V) / 2 and N = (U - V) / 2 the score U V^T differs from its transpose by 2 (N M^T - M N^T), whose
// squared norm is 8 (tr(N^T N M^T M) - tr((M^T N)^2)): exactly 0 where U = V, and without the loss of digits of
// ||S||^2 - tr(S S) where they are close.
#include <Eigen/Core>
#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/analysis/direction.hpp"

namespace phasescope {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr std::int64_t rows_at_once = 4096;
constexpr std::int64_t columns_at_once = 256;

/// Successive columns of some successive rows of both tables, brought to size 1, and their half sum and half difference.
struct Columns {
    RowMajor u, v, half_sum, half_difference;

    Columns(const ProductField& score, double scale, std::int64_t row, std::int64_t col)
    {
        const std::int64_t rows = std::min(rows_at_once, score.u.rows() - row),
                           cols = std::min(columns_at_once, score.u.cols() - col);
        const auto block = [&](const Matrix& table) {
            return Eigen::Map<const RowMajor>(table.values.data(), table.rows, table.cols).block(row, col, rows, cols);
        };
        u = block(score.u.matrix()) / scale;
        v = block(score.v.matrix()) / scale;
        half_sum = (u + v) / 2;
        half_difference = (u - v) / 2;
    }
};

/// The part of X^T X, X = U, V, M, N, and of M^T N that lies in column block a and column block b.
class GramBlocks {
public:
    void add(const Columns& a, const Columns& b)
    {
        add_product(uu_, a.u, b.u);
        add_product(vv_, a.v, b.v);
        add_product(mm_, a.half_sum, b.half_sum);
        add_product(nn_, a.half_difference, b.half_difference);
        add_product(mn_, a.half_sum, b.half_difference);
        add_product(nm_, a.half_difference, b.half_sum);
    }

    double whole() const { return uu_.cwiseProduct(vv_).sum(); }
    double antisymmetric() const { return 8 * (nn_.cwiseProduct(mm_).sum() - mn_.cwiseProduct(nm_).sum()); }

private:
    static void add_product(RowMajor& sum, const RowMajor& a, const RowMajor& b)
    {
        if (sum.size() == 0) sum = RowMajor::Zero(a.cols(), b.cols());
        sum.noalias() += a.transpose() * b;
    }

    RowMajor uu_, vv_, mm_, nn_, mn_, nm_;
};

double largest_entry(const ProductField& score)
{
    double largest = 0;
    for (const Matrix* table : {&score.u.matrix(), &score.v.matrix()})
        for (const double number : table->values) largest = std::max(largest, std::abs(number));
    return largest;
}

}  // namespace

std::optional<double> direction_index(const ProductField& score, const Progress& progress)
{
    assert(score.u.rows() == score.v.rows() && score.u.cols() == score.v.cols());
    const double scale = largest_entry(score);
    if (scale == 0) return 0;
    const Progress part = step_of(progress, 0, 1);
    const std::int64_t blocks = (score.u.cols() + columns_at_once - 1) / columns_at_once;
    double whole = 0, antisymmetric = 0, done = 0;
    for (std::int64_t a = 0; a < blocks; ++a) {
        for (std::int64_t b = a; b < blocks; ++b, ++done) {
            GramBlocks gram;
            for (std::int64_t row = 0; row < score.u.rows(); row += rows_at_once) {
                const double within = static_cast<double>(row) / static_cast<double>(score.u.rows());
                if (!part(2 * (done + within) / static_cast<double>(blocks * (blocks + 1)))) return std::nullopt;
                const Columns left(score, scale, row, a * columns_at_once);
                gram.add(left, a == b ? left : Columns(score, scale, row, b * columns_at_once));
            }
            const double times = a == b ? 1 : 2;
            whole += times * gram.whole();
            antisymmetric += times * gram.antisymmetric();
        }
    }
    return whole > 0 ? std::sqrt(std::max(0.0, antisymmetric) / whole) / 2 : 0;
}

}  // namespace phasescope
