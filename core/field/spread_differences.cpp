// Spreads of differences: two functions of the offset are another one; of other fields every cell is visited.
#include <algorithm>

#include "core/field/spread.hpp"
#include "core/field/spread_parts.hpp"
#include "core/field/wave_variance.hpp"

namespace phasescope::spreads {
namespace {

/// Gives the difference a mask that hides what either hides; false where the two do not lie alike.
bool takes_masks(auto& result, const auto& first, const auto& second)
{
    if (first.causal && second.causal && first.key_lead != second.key_lead) return false;
    result.causal = first.causal || second.causal;
    result.key_lead = first.causal ? first.key_lead : second.key_lead;
    return true;
}

/// The terms of the first less those of the second. What both have in the same place cancels at once.
WaveTerms less(WaveTerms first, const WaveTerms& second)
{
    const std::size_t common = first.amplitude.size();
    for (std::size_t k = 0; k < second.amplitude.size(); ++k) {
        if (k < common && first.frequency[k] == second.frequency[k] && first.phase[k] == second.phase[k])
            first.amplitude[k] -= second.amplitude[k];
        else
            first.add(-second.amplitude[k], second.frequency[k], second.phase[k]);
    }
    return first;
}

std::optional<Field> less(const OffsetField& first, const OffsetField& second)
{
    OffsetField result = first;
    if (!takes_masks(result, first, second) || first.first_position != second.first_position) return std::nullopt;
    result.difference = less(first.difference, second.difference);
    result.sum = less(first.sum, second.sum);
    return result;
}

std::optional<Field> less(const PieceField& first, const PieceField& second)
{
    PieceField result = first;
    if (!takes_masks(result, first, second) || first.key_lead != second.key_lead) return std::nullopt;
    result.lines = combined(1, first.lines, -1, second.lines);
    return result;
}

std::optional<Field> less(const auto&, const auto&)
{
    return std::nullopt;
}

/// The difference as one field of the kind of both; empty where there is none.
std::optional<Field> joined(const DifferenceField& field)
{
    return std::visit([](const auto& first, const auto& second) { return less(first, second); }, field.terms.front().field,
                      field.terms.back().field);
}

/// Waves and straight pieces, one of which is taken from the other: which does not matter to how they spread.
struct WavesAndPieces {
    const OffsetField* waves = nullptr;
    const PieceField* pieces = nullptr;
    OffsetField masks;  ///< hides what either hides
};

/// Empty where the two are something else.
std::optional<WavesAndPieces> waves_and_pieces(const DifferenceField& field)
{
    WavesAndPieces both;
    for (const FieldTerm& term : field.terms) {
        if (const auto* waves = std::get_if<OffsetField>(&term.field)) both.waves = waves;
        if (const auto* pieces = std::get_if<PieceField>(&term.field)) both.pieces = pieces;
    }
    if (!both.waves || !both.pieces || both.waves->sum.size() > 0) return std::nullopt;
    return takes_masks(both.masks, *both.waves, *both.pieces) ? std::optional(both) : std::nullopt;
}

double effort(const WavesAndPieces& both, const Grid& grid)
{
    constexpr double pixel = 30, search = 50;
    const auto terms = static_cast<double>(both.waves->difference.size());
    return pixel * grid.pixels() + effort_of_values(terms, grid.window_offsets()) + search * grid.window_offsets()
           + effort_of_variances({grid.row_cells, grid.col_cells}, grid.differences);
}

FloatMatrix raster(const WavesAndPieces& both, const AxisPixels& rows, const AxisPixels& cols)
{
    const Distinct differences = distinct(rows, cols, -1);
    const auto [least, greatest] = std::ranges::minmax(differences.values);
    const std::int64_t last = both.masks.causal ? -both.masks.key_lead : greatest_offset;
    const std::int64_t low = least - rows.count + 1, high = std::min(greatest + cols.count - 1, last);
    OffsetValues values(both.waves->difference, low, std::max(low, high));
    values.subtract(both.pieces->lines, both.pieces->key_lead);
    return scattered(differences, values.variances({rows.count, cols.count}, differences.values, last), rows, cols);
}

}  // namespace

double effort(const DifferenceField& field, const Grid& grid)
{
    const std::optional<Field> one = joined(field);
    if (one) return std::visit([&](const auto& kind) { return effort(kind, grid); }, *one);
    const auto both = waves_and_pieces(field);
    return std::min(both ? effort(*both, grid) : INFINITY, effort_by_cells(field, grid));
}

FloatMatrix raster(const DifferenceField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    if (const std::optional<Field> one = joined(field)) return spread_raster(*one, rows, cols);
    const Grid grid = grid_of(rows, cols);
    const auto both = waves_and_pieces(field);
    if (both && effort(*both, grid) <= effort_by_cells(field, grid)) return raster(*both, rows, cols);
    return raster_by_cells(field, rows, cols);
}

}  // namespace phasescope::spreads
