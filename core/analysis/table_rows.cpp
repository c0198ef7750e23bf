#include "core/analysis/table_rows.hpp"
#include "core/dot.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <span>

namespace phasescope {
namespace {

/// The rows of some positions, each moved on by `shift`.
QueryKey chosen_rows(const ScoreRows& tables, const std::vector<std::int64_t>& positions, std::int64_t shift)
{
    const auto count = static_cast<std::int64_t>(positions.size());
    QueryKey chosen{Matrix(count, tables.cols()), Matrix(count, tables.cols())};
    for (std::int64_t i = 0; i < count; ++i) {
        const QueryKey row = tables.at(positions[static_cast<std::size_t>(i)] + shift, 1);
        std::ranges::copy(row.query.values, chosen.query.row(i).begin());
        std::ranges::copy(row.key.values, chosen.key.row(i).begin());
    }
    return chosen;
}

/// The largest change of the scores of all pairs of `positions` when both move on by `shift`.
double change_by_shift(const ScoreRows& tables, const std::vector<std::int64_t>& positions, std::int64_t shift)
{
    const QueryKey here = chosen_rows(tables, positions, 0), later = chosen_rows(tables, positions, shift);
    double largest = 0;
    for (std::int64_t i = 0; i < here.query.rows; ++i)
        for (std::int64_t j = 0; j < here.key.rows; ++j)
            largest = std::max(
                largest, std::abs(dot(later.query.row(i), later.key.row(j)) - dot(here.query.row(i), here.key.row(j))));
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

NormRange norm_range(const ScoreRows& tables)
{
    NormRange range{std::numeric_limits<double>::infinity(), 0};
    for (const std::int64_t p : evenly_spaced(tables.rows(), 4096)) {
        const double length = norm(tables.at(p, 1).query.values);
        range = {std::min(range.least, length), std::max(range.greatest, length)};
    }
    return range;
}

std::optional<double> offset_residual(const ScoreRows& tables)
{
    const std::int64_t n = tables.rows();
    if (n < 2) return std::nullopt;
    double largest = 0;
    for (const std::int64_t before : evenly_spaced(n - 1, 8)) {
        const std::int64_t shift = before + 1;
        largest = std::max(largest, change_by_shift(tables, evenly_spaced(n - shift, 8), shift));
    }
    return largest;
}

}  // namespace phasescope
