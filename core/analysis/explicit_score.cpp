// The score as explicit numbers: every cell of it is computed and looked at.
#include <Eigen/Core>
#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/analysis/direction.hpp"

namespace phasescope {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const RowMajor> as_eigen(const Matrix& m)
{
    return {m.values.data(), m.rows, m.cols};
}

double largest_number(const Matrix& score)
{
    double largest = 0;
    for (const double number : score.values) largest = std::max(largest, std::abs(number));
    return largest;
}

/// The means of the 2n - 1 diagonals, the one of offset j - i = D at index D + n - 1. Each is the first cell plus the mean
/// departure from it, so that diagonals of equal cells lose no digits in the sum.
std::vector<double> diagonal_means(const Matrix& score)
{
    const std::int64_t n = score.rows;
    std::vector<double> means(static_cast<std::size_t>(2 * n - 1));
    const auto first_cell = [&](std::int64_t offset) { return offset < 0 ? score(-offset, 0) : score(0, offset); };
    for (std::int64_t i = 0; i < n; ++i)
        for (std::int64_t j = 0; j < n; ++j)
            means[static_cast<std::size_t>(j - i + n - 1)] += score(i, j) - first_cell(j - i);
    for (std::int64_t offset = 1 - n; offset < n; ++offset) {
        double& mean = means[static_cast<std::size_t>(offset + n - 1)];
        mean = first_cell(offset) + mean / static_cast<double>(n - std::abs(offset));
    }
    return means;
}

/// The three squared norms of which the index and the defect are ratios, in units of scale^2 so that none overflows.
struct SquaredNorms {
    double whole = 0, antisymmetric = 0, off_diagonal_mean = 0;
};
SquaredNorms squared_norms(const Matrix& score, const std::vector<double>& means, double scale)
{
    const auto squared = [scale](double number) { return (number / scale) * (number / scale); };
    SquaredNorms sums;
    for (std::int64_t i = 0; i < score.rows; ++i) {
        for (std::int64_t j = 0; j < score.cols; ++j) {
            sums.whole += squared(score(i, j));
            sums.antisymmetric += squared(score(i, j) - score(j, i));
            sums.off_diagonal_mean += squared(score(i, j) - means[static_cast<std::size_t>(j - i + score.rows - 1)]);
        }
    }
    return sums;
}

/// Calls visit(t, D, |S(t, t+D) - S(t, t-D)|) for all t and D inside, in the order of t, then D, until it says false.
template <class Visit>
void visit_differences(const Matrix& score, const Visit& visit)
{
    for (std::int64_t t = 0; t < score.rows; ++t)
        for (std::int64_t offset = 1; offset <= std::min(t, score.rows - 1 - t); ++offset)
            if (!visit(t, offset, std::abs(score(t, t + offset) - score(t, t - offset)))) return;
}

/// The most that exchanging query and key changes a score.
double greatest_exchange(const Matrix& score)
{
    double greatest = 0;
    for (std::int64_t i = 0; i < score.rows; ++i)
        for (std::int64_t j = 0; j < i; ++j) greatest = std::max(greatest, std::abs(score(i, j) - score(j, i)));
    return greatest;
}

Direction greatest_difference(const Matrix& score, std::int64_t first_position, double tolerance)
{
    Direction direction;
    direction.tolerance = tolerance;
    visit_differences(score, [&](std::int64_t, std::int64_t, double difference) {
        direction.max_difference = std::max(direction.max_difference, difference);
        return true;
    });
    visit_differences(score, [&](std::int64_t t, std::int64_t offset, double difference) {
        if (difference < direction.max_difference - tolerance) return true;
        direction.position = first_position + t;
        direction.offset = offset;
        return false;
    });
    direction.max_exchange = greatest_exchange(score);
    direction.sees_direction = direction.max_exchange > tolerance;
    return direction;
}

/// A bound on sqrt(sum over channels of the squared amplitude). Stored rows may be rotated ones, whose pair (a, b) has
/// the amplitude hypot(a, b) in both channels: then at most sqrt(2) times the norm of the row.
double reach(const Field& table)
{
    if (const auto* waves = std::get_if<WaveField>(&table)) {
        double sum = 0;
        for (const double amplitude : waves->channels.amplitude) sum += amplitude * amplitude;
        return std::sqrt(sum);
    }
    const auto& stored = std::get<StoredField>(table);
    return stored.values.values.empty() ? 0 : std::sqrt(2 * as_eigen(stored.values).rowwise().squaredNorm().maxCoeff());
}

/// All products of rows of u with rows of v: (n, n).
std::optional<Matrix> products(const Matrix& u, const Matrix& v, const Progress& progress)
{
    constexpr std::int64_t rows_at_once = 64;
    Matrix score(u.rows, v.rows);
    Eigen::Map<RowMajor> out(score.values.data(), score.rows, score.cols);
    for (std::int64_t row = 0; row < u.rows; row += rows_at_once) {
        if (!progress(static_cast<double>(row) / static_cast<double>(u.rows))) return std::nullopt;
        const std::int64_t count = std::min(rows_at_once, u.rows - row);
        out.middleRows(row, count).noalias() = as_eigen(u).middleRows(row, count) * as_eigen(v).transpose();
    }
    return score;
}

}  // namespace

double rounding_tolerance(const ScoreTables& tables)
{
    // A product of two entries that are each off by 4e-16 of their amplitudes (stored ones that have grown by 1e-15:
    // turned_rows.hpp) is off by 8e-16 (2e-15) of both; adding d of them leaves d * 2^-53 more (Higham 2002, section 3.1);
    // by Cauchy-Schwarz the sum over channels is at most reach * reach. Where the query grows as the key shrinks that would
    // be far too much.
    const auto d = static_cast<double>(col_count(tables.query));
    const double of_entries = std::holds_alternative<StoredField>(tables.query) ? 2e-15 : 8e-16;
    const double together = tables.reach ? *tables.reach : reach(tables.query) * reach(tables.key);
    return 2 * (of_entries + d * 0x1p-53) * together;
}

ScoreStructure measured(const Matrix& score, std::int64_t first_position, double tolerance)
{
    assert(score.rows == score.cols && score.rows > 0);
    const std::int64_t n = score.rows;
    const std::vector<double> means = diagonal_means(score);

    ScoreStructure result;
    result.direction = greatest_difference(score, first_position, tolerance);
    if (const double scale = largest_number(score); scale > 0) {
        const SquaredNorms sums = squared_norms(score, means, scale);
        result.direction.index = std::sqrt(sums.antisymmetric / sums.whole) / 2;
        result.toeplitz_defect = std::sqrt(sums.off_diagonal_mean / sums.whole);
    }
    for (std::int64_t distance = 0; distance < n; ++distance)
        result.by_distance.push_back(means[static_cast<std::size_t>(n - 1 - distance)]);
    return result;
}

std::optional<ScoreStructure> measured(const ScoreTables& tables, std::int64_t first_position, const Progress& progress)
{
    const Progress rows = step_of(progress, 0, 0.3), scores = step_of(progress, 0.3, 1);
    if (!rows(0)) return std::nullopt;
    const Matrix query = dense(tables.query);
    if (!rows(0.5)) return std::nullopt;
    const bool same = tables.query == tables.key;
    const Matrix key = same ? Matrix{} : dense(tables.key);
    const std::optional<Matrix> score = products(query, same ? query : key, scores);
    if (!score) return std::nullopt;
    return measured(*score, first_position, rounding_tolerance(tables));
}

}  // namespace phasescope
