// The score as a product of two tables: its norms follow from d x d products of the tables with themselves.
//
// With M = (U + V) / 2 and N = (U - V) / 2 the score U V^T differs from its transpose by 2 (N M^T - M N^T), whose
// squared norm is 8 (tr(N^T N M^T M) - tr((M^T N)^2)): exactly 0 where U = V, and without the loss of digits of
// ||S||^2 - tr(S S) where they are close.
#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "core/analysis/direction.hpp"

namespace phasescope {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr std::int64_t most_rows_at_once = 4096;
constexpr std::int64_t columns_at_once = 256;
constexpr std::int64_t block_numbers_at_once = std::int64_t{1} << 18;

/// The rows of both tables, some successive ones at a time.
class RowBlocks {
public:
    explicit RowBlocks(const ScoreRows& tables)
        : tables_(tables), height_(std::clamp<std::int64_t>(block_numbers_at_once / tables.cols(), 1, most_rows_at_once))
    {
    }

    /// Calls work(rows, share of the table that lies before them) until it says false; whether it never did.
    bool each(const auto& work) const
    {
        for (std::int64_t row = 0; row < tables_.rows(); row += height_) {
            const double before = static_cast<double>(row) / static_cast<double>(tables_.rows());
            if (!work(tables_.at(row, std::min(height_, tables_.rows() - row)), before)) return false;
        }
        return true;
    }

private:
    const ScoreRows& tables_;
    std::int64_t height_;
};

/// Successive columns of some rows of both tables, brought to size 1, and their half sum and half difference.
struct Columns {
    RowMajor u, v, half_sum, half_difference;

    Columns(const QueryKey& rows, double scale, std::int64_t col)
    {
        const auto block = [&](const Matrix& table) {
            return Eigen::Map<const RowMajor>(table.values.data(), table.rows, table.cols)
                .middleCols(col, std::min(columns_at_once, table.cols - col));
        };
        u = block(rows.query) / scale;
        v = block(rows.key) / scale;
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

/// Empty where cancelled.
std::optional<double> largest_entry(const RowBlocks& blocks, const Progress& progress)
{
    double largest = 0;
    const bool finished = blocks.each([&](const QueryKey& rows, double before) {
        for (const Matrix* table : {&rows.query, &rows.key})
            for (const double number : table->values) largest = std::max(largest, std::abs(number));
        return progress(before);
    });
    return finished ? std::optional(largest) : std::nullopt;
}

}  // namespace

std::optional<double> direction_index(const ScoreRows& tables, const Progress& progress)
{
    if (tables.cols() == 0) return 0;
    const RowBlocks row_blocks(tables);
    const auto scale = largest_entry(row_blocks, step_of(progress, 0, 0.1));
    if (!scale) return std::nullopt;
    if (*scale == 0) return 0;
    const Progress part = step_of(progress, 0.1, 1);
    const std::int64_t blocks = (tables.cols() + columns_at_once - 1) / columns_at_once;
    double whole = 0, antisymmetric = 0, done = 0;
    for (std::int64_t a = 0; a < blocks; ++a) {
        for (std::int64_t b = a; b < blocks; ++b, ++done) {
            GramBlocks gram;
            const bool finished = row_blocks.each([&](const QueryKey& rows, double before) {
                if (!part(2 * (done + before) / static_cast<double>(blocks * (blocks + 1)))) return false;
                const Columns left(rows, *scale, a * columns_at_once);
                if (a == b)
                    gram.add(left, left);
                else
                    gram.add(left, Columns(rows, *scale, b * columns_at_once));
                return true;
            });
            if (!finished) return std::nullopt;
            const double times = a == b ? 1 : 2;
            whole += times * gram.whole();
            antisymmetric += times * gram.antisymmetric();
        }
    }
    return whole > 0 ? std::sqrt(std::max(0.0, antisymmetric) / whole) / 2 : 0;
}

}  // namespace phasescope
