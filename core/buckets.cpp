#include "core/buckets.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cassert>
#include <cmath>
#include <numeric>

namespace phasescope {
namespace {

using Whole = boost::multiprecision::cpp_int;

/// The number x with x^root = a^a_power b^b_power, for a > b >= 1 and a_power, root >= 0; b_power may be negative.
struct Root {
    std::int64_t floor;
    bool whole;  ///< x is a whole number
};

Whole power(std::int64_t base, std::int64_t exponent)
{
    return pow(Whole(base), static_cast<unsigned>(exponent));
}

/// -1, 0 or 1 as n is below, at or above x.
int compared(std::int64_t n, std::int64_t a, std::int64_t a_power, std::int64_t b, std::int64_t b_power, std::int64_t root)
{
    const Whole left = power(n, root) * power(b, std::max<std::int64_t>(0, -b_power));
    return left.compare(power(a, a_power) * power(b, std::max<std::int64_t>(0, b_power)));
}

Root root_of(std::int64_t a, std::int64_t a_power, std::int64_t b, std::int64_t b_power, std::int64_t root)
{
    const auto share = [&](std::int64_t exponent) { return static_cast<double>(exponent) / static_cast<double>(root); };
    const double guess =
        std::exp(share(a_power) * std::log(static_cast<double>(a)) + share(b_power) * std::log(static_cast<double>(b)));
    // The exponent stays below 50, and each of its roundings below 1e-14: the guess is good to 1e-13 of itself.
    const double nearest = std::round(guess);
    if (std::abs(guess - nearest) > 1e-12 * guess) return {static_cast<std::int64_t>(std::floor(guess)), false};
    const auto n = static_cast<std::int64_t>(nearest);
    const int side = compared(n, a, a_power, b, b_power, root);
    return {side > 0 ? n - 1 : n, side == 0};
}

/// 0, 1, .. count - 1.
std::vector<std::int64_t> one_each(std::int64_t count)
{
    std::vector<std::int64_t> least(static_cast<std::size_t>(count));
    std::iota(least.begin(), least.end(), 0);
    return least;
}

}  // namespace

std::int64_t DistanceClasses::of(std::int64_t distance) const
{
    return std::ranges::upper_bound(least, distance) - least.begin() - 1;
}

DistanceClasses t5_classes(std::int64_t count, std::int64_t max_distance)
{
    assert(count >= 2);
    const std::int64_t exact = count / 2, far = count - exact, furthest = std::max(max_distance, exact + 1);
    DistanceClasses classes{one_each(exact + 1)};
    // Bucket exact + b begins at the least r with (r / exact)^far >= (furthest / exact)^b.
    for (std::int64_t b = 1; b < far; ++b) {
        const Root root = root_of(furthest, b, exact, far - b, far);
        classes.least.push_back(root.whole ? root.floor : root.floor + 1);
    }
    return classes;
}

DistanceClasses deberta_classes(std::int64_t bucket_size, std::int64_t max_position, std::int64_t count)
{
    assert(bucket_size >= 4 && count >= 2);
    const std::int64_t middle = bucket_size / 2, far = middle - 1, furthest = std::max(max_position, middle + 2) - 1;
    DistanceClasses classes{one_each(std::min(middle + 1, count))};
    // Bucket middle + b begins at the least r with (r / middle)^far > (furthest / middle)^(b - 1).
    for (std::int64_t b = 1; middle + b < count; ++b)
        classes.least.push_back(root_of(furthest, b - 1, middle, far - b + 1, far).floor + 1);
    return classes;
}

DistanceClasses clipped_classes(std::int64_t reach)
{
    assert(reach >= 1);
    return {one_each(reach + 1)};
}

OffsetLines over_offsets(const DistanceClasses& classes, const std::function<double(std::int64_t)>& value)
{
    const std::int64_t count = classes.count();
    assert(count >= 2 && classes.least[0] == 0 && classes.least[1] == 1);
    const auto begin_of = [&](std::int64_t b) {
        return b < count ? classes.least[static_cast<std::size_t>(b)] : greatest_offset + 1;
    };
    std::vector<OffsetPiece> pieces;
    const auto add = [&](std::int64_t first, double number) {
        if (pieces.empty() || pieces.back().at_zero != number) pieces.push_back({first, number, 0});
    };
    for (std::int64_t b = count - 1; b > 0; --b)
        if (begin_of(b) < begin_of(b + 1)) add(1 - begin_of(b + 1), value(-b));
    for (std::int64_t b = 0; b < count; ++b)
        if (begin_of(b) < begin_of(b + 1)) add(begin_of(b), value(b));
    return OffsetLines(std::move(pieces));
}

}  // namespace phasescope
