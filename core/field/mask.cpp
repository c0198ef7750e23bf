#include "core/field/mask.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <span>
#include <vector>

#include "core/field/cut_waves.hpp"
#include "core/field/parts.hpp"
#include "core/parallel.hpp"

namespace phasescope {
namespace {

/// Any score: row by row.
template <class Kind>
double mean_over_rows(const Kind& field, const Mask& mask, const CellRect& cells)
{
    double sum = 0, count = 0;
    for (std::int64_t row = cells.row0; row < cells.row1; ++row) {
        const std::int64_t end = std::min(cells.col1, row - mask.key_lead + 1);
        if (end <= cells.col0) continue;
        const auto shown = static_cast<double>(end - cells.col0);
        sum += shown * parts::mean(field, {row, row + 1, cells.col0, end});
        count += shown;
    }
    return sum / count;
}

/// Waves of the offset in closed form; the one of j + i too, where there are many rows.
double cut(const OffsetField& field, const Mask& mask, const CellRect& cells)
{
    constexpr std::int64_t few_rows = 4096;
    if (field.sum.size() > 0 && cells.rows() <= few_rows) return mean_over_rows(field, mask, cells);
    const CutPairs pairs{cells.rows(), cells.cols(), cells.col0 + mask.key_lead - cells.row0};
    double sum = sum_over_offsets(field.difference, pairs, -mask.key_lead);
    // Query 0 is the position first_position + row0, and keys count from there on.
    if (field.sum.size() > 0)
        sum += sum_over_sums(field.sum, pairs, 2 * (field.first_position + cells.row0) - mask.key_lead);
    return sum / pairs.count();
}

double cut(const PieceField& field, const Mask& mask, const CellRect& cells)
{
    return field.lines.mean(cells.col0 + mask.key_lead - cells.row0, cells.rows(), cells.cols(), 0);
}

bool holds_numbers(std::span<const double> row)
{
    return row.empty() || !std::isnan(row.front());
}

/// The keys that a query sees are those of the query before it and a few more: their sum grows with the rows.
double cut(const ProductField& field, const Mask& mask, const CellRect& cells)
{
    std::vector<double> keys(static_cast<std::size_t>(field.v.cols()));
    double seen = 0, sum = 0, count = 0;
    std::int64_t next = cells.col0;
    for (std::int64_t row = cells.row0; row < cells.row1; ++row) {
        for (const std::int64_t end = std::min(cells.col1, row - mask.key_lead + 1); next < end; ++next) {
            const auto key = field.v.matrix().row(next);
            if (!holds_numbers(key)) continue;
            std::ranges::transform(keys, key, keys.begin(), std::plus{});
            ++seen;
        }
        const auto query = field.u.matrix().row(row);
        if (seen == 0 || !holds_numbers(query)) continue;
        sum += std::inner_product(query.begin(), query.end(), keys.begin(), 0.0);
        count += seen;
    }
    return sum / count;
}

double cut(const auto& field, const Mask& mask, const CellRect& cells)
{
    return mean_over_rows(field, mask, cells);
}

/// Whether cells at the same distance from the diagonal hold the same number.
bool is_function_of_offset(const Field& field)
{
    const auto* offsets = std::get_if<OffsetField>(&field);
    return std::holds_alternative<PieceField>(field) || (offsets && offsets->sum.size() == 0);
}

}  // namespace

std::optional<Mask> mask_of(const Field& field)
{
    return std::visit(
        [](const auto& f) -> std::optional<Mask> {
            if constexpr (requires { f.causal; })
                if (f.causal) return Mask{f.key_lead};
            return std::nullopt;
        },
        field);
}

double cut_mean(const Field& field, const Mask& mask, const CellRect& cells)
{
    return std::visit([&](const auto& f) { return cut(f, mask, cells); }, field);
}

void apply(const Mask& mask, const Field& field, const AxisPixels& rows, const AxisPixels& cols, FloatMatrix& picture)
{
    const bool by_offset = is_function_of_offset(field);
    parallel_for(picture.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        std::map<std::int64_t, double> known;  // by the distance of the pixel from the diagonal
        for (std::int64_t y = begin; y < end; ++y) {
            for (std::int64_t x = picture.cols - 1; x >= 0; --x) {
                const std::int64_t row = rows.first[static_cast<std::size_t>(y)],
                                   col = cols.first[static_cast<std::size_t>(x)];
                const CellRect cells{row, row + rows.count, col, col + cols.count};
                if (mask.hides_nothing_of(cells)) break;
                double mean = nothing;
                if (!mask.hides_all_of(cells)) {
                    const auto met = by_offset ? known.find(col - row) : known.end();
                    mean = met != known.end() ? met->second : cut_mean(field, mask, cells);
                    if (by_offset) known[col - row] = mean;
                }
                picture(y, x) = static_cast<float>(mean);
            }
        }
    });
}

Field masked(Field field, bool causal)
{
    std::visit(
        [causal](auto& f) {
            if constexpr (requires { f.causal; }) f.causal = causal;
        },
        field);
    return field;
}

}  // namespace phasescope
