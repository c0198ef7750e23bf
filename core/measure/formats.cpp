// Measures of what number formats make of positions, angles and values.
#include <algorithm>
#include <cmath>

#include "core/analysis/precision.hpp"
#include "core/measure/list.hpp"
#include "core/rounding.hpp"

namespace phasescope {
namespace {

Result<FloatFormat> format_of(const MeasureValue& value)
{
    const auto found = std::ranges::find(float_format_names, value.text);
    if (found == float_format_names.end()) return Error{"there is no number format of this name", value.text, ""};
    return static_cast<FloatFormat>(found - float_format_names.begin());
}

template <double (*of)(FloatFormat, double)>
Result<Measured> of_number(const Scene&, MeasureValues values)
{
    const Result<FloatFormat> format = format_of(values[0]);
    if (!format) return format.error();
    if (!values[1].number) return Error{"a number is needed", values[1].text, ""};
    return plain_number(of(*format, *values[1].number));
}

Result<Measured> distinct(const Scene&, MeasureValues values)
{
    const Result<FloatFormat> format = format_of(values[0]);
    if (!format) return format.error();
    const Result<std::int64_t> count = whole_of(values[1]);
    if (!count) return count.error();
    if (*count < 1 || *count > max_length) return Error{"there are not as many positions", values[1].text, ""};
    return whole_number(distinct_positions(*format, *count));
}

template <double (*of)(const Scene&, std::int64_t)>
Result<Measured> at_position(const Scene& scene, MeasureValues values)
{
    if (!has_precision(mechanism_of(scene)))
        return Error{"formats are studied of waves over the position", scene.encoding, ""};
    const Result<std::int64_t> position = whole_of(values[0]);
    if (!position) return position.error();
    if (*position < 0 || *position > max_length) return Error{"there is no such position", values[0].text, ""};
    return real_number(of(scene, *position));
}

double rounded_once(FloatFormat format, double number)
{
    return rounded(format, number);
}

constexpr std::array<Measure, 5> list{{
    {{"distinct", "FORMAT N", "different numbers among the positions 0 to N - 1"}, 2, distinct},
    {{"rounded", "FORMAT X", "the nearest number of the format"}, 2, of_number<rounded_once>},
    {{"spacing", "FORMAT X", "from a number of the format to the next"}, 2, of_number<spacing>},
    {{"angle_error", "P", "largest error of an angle at a position, in radians, in the scene's formats"},
     1,
     at_position<angle_error>},
    {{"value_error", "P", "largest error of a value up to a position, in the scene's formats"}, 1, at_position<value_error>},
}};

}  // namespace

std::span<const Measure> format_measures()
{
    return list;
}

}  // namespace phasescope
