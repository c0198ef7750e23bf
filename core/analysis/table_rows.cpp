#include "core/analysis/table_rows.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

namespace phasescope {
namespace {

double dot(std::span<const double> a, std::span<const double> b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

Matrix chosen_rows(const Field& table, const std::vector<std::int64_t>& rows, std::int64_t shift)
{
    Matrix result(static_cast<std::int64_t>(rows.size()), col_count(table));
    for (std::int64_t i = 0; i < result.rows; ++i)
        rows_of(table, rows[static_cast<std::size_t>(i)] + shift, 1, result.row(i));
    return result;
}

/// The largest change of the scores of all pairs of `positions` when both move on by `shift`.
double change_by_shift(const ScoreTables& tables, const std::vector<std::int64_t>& positions, std::int64_t shift)
{
    const Matrix query = chosen_rows(tables.query, positions, 0), key = chosen_rows(tables.key, positions, 0);
    const Matrix later_query = chosen_rows(tables.query, positions, shift),
                 later_key = chosen_rows(tables.key, positions, shift);
    double largest = 0;
    for (std::int64_t i = 0; i < query.rows; ++i)
        for (std::int64_t j = 0; j < key.rows; ++j)
            largest = std::max(largest, std::abs(dot(later_query.row(i), later_key.row(j)) - dot(query.row(i), key.row(j))));
    return largest;
}

}  // namespace

std::vector<std::int64_t> evenly_spaced(std::int64_t count, std::int64_t most)
{
    assert(count > 0 && most > 1);
    const std::int64_t samples = std::min(count, most);
    std::vector<std::int64_t> result;
    for (std::int64_t i = 0; i < samples; ++i) result.push_back(samples == 1 ? 0 : i * (count - 1) / (samples - 1));
    return result;
}

NormRange norm_range(const Field& table)
{
    NormRange range{std::numeric_limits<double>::infinity(), 0};
    std::vector<double> row(static_cast<std::size_t>(col_count(table)));
    for (const std::int64_t p : evenly_spaced(row_count(table), 4096)) {
        rows_of(table, p, 1, row);
        const double norm = std::sqrt(dot(row, row));
        range = {std::min(range.least, norm), std::max(range.greatest, norm)};
    }
    return range;
}

std::optional<double> offset_residual(const ScoreTables& tables)
{
    const std::int64_t n = row_count(tables.query);
    if (n < 2) return std::nullopt;
    double largest = 0;
    for (const std::int64_t before : evenly_spaced(n - 1, 8)) {
        const std::int64_t shift = before + 1;
        largest = std::max(largest, change_by_shift(tables, evenly_spaced(n - shift, 8), shift));
    }
    return largest;
}

}  // namespace phasescope
