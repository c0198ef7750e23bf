#include "core/field/part.hpp"

#include <algorithm>
#include <cassert>

namespace phasescope {
namespace {

Matrix rows_between(const Matrix& table, std::int64_t begin, std::int64_t end)
{
    Matrix part(end - begin, table.cols);
    for (std::int64_t r = begin; r < end; ++r) std::ranges::copy(table.row(r), part.row(r - begin).begin());
    return part;
}

/// The terms moved along their argument: term(x) of the result is term(x + by).
WaveTerms moved(WaveTerms terms, std::int64_t by)
{
    for (std::size_t t = 0; t < terms.phase.size(); ++t) terms.phase[t] += phase_at(by, terms.frequency[t]);
    return terms;
}

Field part(const WaveField& field, const CellRect& cells)
{
    WaveField result{cells.rows(), field.first_position + cells.row0, {}, false, field.reading};
    // Neighbours stay sine and cosine of one pair only where the cut does not part a pair.
    result.alternating = field.alternating && cells.col0 % 2 == 0;
    for (std::int64_t c = cells.col0; c < cells.col1; ++c) {
        const auto i = static_cast<std::size_t>(c);
        result.channels.add(field.channels.amplitude[i], field.channels.frequency[i], field.channels.phase[i]);
    }
    return result;
}

/// Row r and column c of the part are the positions first + r and first + c + by of the whole.
Field part(const OffsetField& field, const CellRect& cells)
{
    const std::int64_t by = cells.col0 - cells.row0;
    return OffsetField{cells.rows(),
                       cells.cols(),
                       field.first_position + cells.row0,
                       moved(field.difference, by),
                       moved(field.sum, by),
                       field.key_lead + by,
                       field.causal};
}

Field part(const PieceField& field, const CellRect& cells)
{
    return PieceField{cells.rows(), cells.cols(), field.key_lead + cells.col0 - cells.row0, field.lines, field.causal};
}

Field part(const ProductField& field, const CellRect& cells)
{
    return ProductField{rows_between(field.u.matrix(), cells.row0, cells.row1),
                        rows_between(field.v.matrix(), cells.col0, cells.col1), field.key_lead + cells.col0 - cells.row0,
                        field.causal};
}

Field part(const StoredField& field, const CellRect& cells)
{
    StoredField result{Matrix(cells.rows(), cells.cols()), field.reading};
    for (std::int64_t r = 0; r < cells.rows(); ++r) {
        const auto from = field.values.row(cells.row0 + r).subspan(static_cast<std::size_t>(cells.col0));
        std::ranges::copy(from.first(static_cast<std::size_t>(cells.cols())), result.values.row(r).begin());
    }
    return result;
}

Field part(const DifferenceField& field, const CellRect& cells)
{
    return difference(part_of(field.terms.front().field, cells), part_of(field.terms.back().field, cells));
}

}  // namespace

Field part_of(const Field& field, const CellRect& cells)
{
    assert(cells.row0 >= 0 && cells.row0 < cells.row1 && cells.row1 <= row_count(field));
    assert(cells.col0 >= 0 && cells.col0 < cells.col1 && cells.col1 <= col_count(field));
    return std::visit([&](const auto& kind) { return part(kind, cells); }, field);
}

}  // namespace phasescope
