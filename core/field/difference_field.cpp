#include <algorithm>
#include <cassert>
#include <functional>

#include "core/field/parts.hpp"

namespace phasescope {

bool DifferenceField::operator==(const DifferenceField& other) const
{
    return terms == other.terms;
}

Field difference(Field first, Field second)
{
    assert(row_count(first) == row_count(second) && col_count(first) == col_count(second));
    DifferenceField result;
    result.terms.push_back({std::move(first)});
    result.terms.push_back({std::move(second)});
    return result;
}

namespace parts {
namespace {

const Field& first_of(const DifferenceField& field)
{
    return field.terms.front().field;
}

const Field& second_of(const DifferenceField& field)
{
    return field.terms.back().field;
}

}  // namespace

double value(const DifferenceField& field, std::int64_t row, std::int64_t col)
{
    return phasescope::value(first_of(field), row, col) - phasescope::value(second_of(field), row, col);
}

double mean(const DifferenceField& field, const CellRect& cells)
{
    return phasescope::mean(first_of(field), cells) - phasescope::mean(second_of(field), cells);
}

FloatMatrix raster(const DifferenceField& field, const AxisPixels& rows, const AxisPixels& cols)
{
    FloatMatrix result = phasescope::raster(first_of(field), rows, cols);
    const FloatMatrix second = phasescope::raster(second_of(field), rows, cols);
    std::ranges::transform(result.values, second.values, result.values.begin(), std::minus{});
    return result;
}

void rows_of(const DifferenceField& field, std::int64_t first, std::int64_t count, std::span<double> out)
{
    std::vector<double> second(out.size());
    phasescope::rows_of(first_of(field), first, count, out);
    phasescope::rows_of(second_of(field), first, count, second);
    std::ranges::transform(out, second, out.begin(), std::minus{});
}

DifferenceField part(const DifferenceField& field, int sign)
{
    const auto half = [sign](const Field& term) { return sign > 0 ? symmetric_part(term) : antisymmetric_part(term); };
    return std::get<DifferenceField>(difference(half(first_of(field)), half(second_of(field))));
}

}  // namespace parts
}  // namespace phasescope
