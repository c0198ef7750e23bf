#include "core/rounding.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>

namespace phasescope {
namespace {

/// Bits of the fraction with the leading one, and the least and greatest exponent of normal numbers 2^e <= x < 2^(e + 1).
struct Shape {
    int digits, least, greatest;
};

constexpr Shape shape_of(FloatFormat format)
{
    constexpr std::array<Shape, float_format_names.size()> shapes{
        {{53, -1022, 1023}, {24, -126, 127}, {11, -126, 127}, {8, -126, 127}, {11, -14, 15}}};
    return shapes[static_cast<std::size_t>(format)];
}

/// 2^exponent of a normal double.
constexpr double power_of_two(int exponent)
{
    return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

constexpr std::int64_t end_of_positions = std::int64_t{1} << 31;

/// How many positions that are numbers of the format lie below `number`, which is one of them, or infinity.
std::int64_t numbers_below(FloatFormat format, double number)
{
    const Shape shape = shape_of(format);
    if (std::isinf(number)) return numbers_below(format, largest_number(format)) + 1;
    const double all = power_of_two(shape.digits);  // up to here every whole number
    if (number <= all) return static_cast<std::int64_t>(number);
    const int exponent = std::ilogb(number);
    const double within = (number - power_of_two(exponent)) / power_of_two(exponent - shape.digits + 1);
    return static_cast<std::int64_t>(all + (exponent - shape.digits) * power_of_two(shape.digits - 1) + within);
}

/// The first position from `low` on, at most `high`, of which `is` is true; it stays true.
template <class Is>
std::int64_t first_of(std::int64_t low, std::int64_t high, const Is& is)
{
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (is(middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/// `high` where `low` is 0, else the one of the two doubles around high + low whose last bit is odd: what is rounded from it
/// to two bits less is rounded as high + low itself would be.
double to_odd(double high, double low)
{
    const auto bits = std::bit_cast<std::uint64_t>(high);
    if (!(low != 0) || high == 0 || !std::isfinite(high) || bits % 2 == 1) return high;
    const bool outwards = (low > 0) == (high > 0);
    return std::bit_cast<double>(outwards ? bits + 1 : bits - 1);
}

}  // namespace

double rounded(FloatFormat format, double number)
{
    if (format == FloatFormat::fp64 || !std::isfinite(number)) return number;
    const Shape shape = shape_of(format);
    if (std::abs(number) < power_of_two(shape.least)) {
        const double step = power_of_two(shape.least - shape.digits + 1);
        return std::copysign(std::nearbyint(std::abs(number) / step) * step, number);
    }
    // The bits of a double count its numbers: half a step less one, and one more where the last bit that stays is odd.
    const int dropped = 53 - shape.digits;
    const auto bits = std::bit_cast<std::uint64_t>(number);
    const std::uint64_t half = std::uint64_t{1} << (dropped - 1), odd = bits >> dropped & 1;
    const double nearest = std::bit_cast<double>((bits + half - 1 + odd) >> dropped << dropped);
    return std::abs(nearest) > largest_number(format) ? std::copysign(INFINITY, number) : nearest;
}

double rounded(FloatFormat format, double high, double low)
{
    return format == FloatFormat::fp64 ? high : rounded(format, to_odd(high, low));
}

double rounded_product(FloatFormat format, double a, double b)
{
    const double product = a * b;
    return rounded(format, product, std::fma(a, b, -product));
}

double largest_number(FloatFormat format)
{
    const Shape shape = shape_of(format);
    return (2 - power_of_two(1 - shape.digits)) * power_of_two(shape.greatest);
}

double spacing(FloatFormat format, double number)
{
    const Shape shape = shape_of(format);
    if (std::isnan(number)) return number;
    if (std::abs(number) > largest_number(format)) return INFINITY;
    const int exponent = number == 0 ? shape.least : std::max(std::ilogb(number), shape.least);
    return std::ldexp(1, exponent - shape.digits + 1);
}

std::int64_t distinct_positions(FloatFormat format, std::int64_t count, std::int64_t first)
{
    assert(first >= 0 && count > 0 && first + count <= end_of_positions);
    const auto number = [format](std::int64_t position) { return rounded(format, static_cast<double>(position)); };
    // Numbers of the format between the two ends are positions themselves, and are met.
    return numbers_below(format, number(first + count - 1)) - numbers_below(format, number(first)) + 1;
}

SamePositions same_positions(FloatFormat format, std::int64_t position)
{
    assert(position >= 0 && position < end_of_positions);
    const auto number = [format](std::int64_t p) { return rounded(format, static_cast<double>(p)); };
    const double same = number(position);
    const std::int64_t first = first_of(0, position, [&](std::int64_t p) { return number(p) == same; });
    const std::int64_t end = first_of(position, end_of_positions, [&](std::int64_t p) { return number(p) != same; });
    return {first, end - 1, same};
}

std::optional<SamePositions> first_collision(FloatFormat format, std::int64_t count, std::int64_t first)
{
    assert(first >= 0 && count > 0 && first + count <= end_of_positions);
    const std::int64_t last = first + count - 1;
    // Below, every position is a number of the format.
    const std::int64_t all = std::int64_t{1} << shape_of(format).digits;
    for (std::int64_t position = std::max(first, all); position <= last;) {
        SamePositions same = same_positions(format, position);
        same.first = std::max(same.first, first);
        same.last = std::min(same.last, last);
        if (same.first < same.last) return same;
        position = same.last + 1;
    }
    return std::nullopt;
}

}  // namespace phasescope
