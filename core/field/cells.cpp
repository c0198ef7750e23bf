#include "core/field/cells.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace phasescope {

namespace {

/// A pair's cells get equally many pixels where these are hardly narrower than cells: else one of the two would get more of
/// them than the other over some stretch, which looks like an edge in the numbers where it becomes the other way round.
/// Pixels are given out by twos, counted from where the first whole pair begins. Pairs at the ends of the window may be cut.
std::vector<std::int64_t> cells_of_pairs(double begin, double scale, std::int64_t pixels)
{
    const auto centre = [&](std::int64_t pixel) { return begin + (static_cast<double>(pixel) + 0.5) * scale; };
    const std::int64_t odd = std::llround((2 * std::ceil(begin / 2) - begin) / scale) % 2;
    const auto pair = [&](std::int64_t pixel) {
        const std::int64_t two = (pixel + odd) / 2 * 2 - odd;
        const std::int64_t first = std::max(two, std::int64_t{0}), last = std::min(two + 1, pixels - 1);
        return static_cast<std::int64_t>(std::floor((centre(first) + centre(last)) / 4));
    };
    std::vector<std::int64_t> cells;
    for (std::int64_t from = 0, to = 0; from < pixels; from = to) {
        const std::int64_t first = 2 * pair(from);
        while (to < pixels && 2 * pair(to) == first) ++to;
        const bool begins = from > 0, ends = to < pixels;
        for (std::int64_t i = from; i < to; ++i) {
            const bool by_place = centre(i) >= static_cast<double>(first + 1) && !(begins && i == from);
            const bool second = begins && ends ? 2 * (i - from) >= to - from : by_place || (ends && i + 1 == to);
            cells.push_back(first + second);
        }
    }
    return cells;
}

}  // namespace

AxisPixels cells_under_pixels(double begin, double end, std::int64_t pixels, std::int64_t cells, std::int64_t group)
{
    assert(begin < end && pixels > 0 && cells > 0 && group > 0);
    const double scale = (end - begin) / static_cast<double>(pixels);
    const bool single = scale <= 1;
    const double step = single ? 1 : static_cast<double>(group);

    AxisPixels axis;
    axis.count = single ? 1 : static_cast<std::int64_t>(std::ceil(scale / step) * step);
    axis.count = std::min(axis.count, cells);
    constexpr double narrow = 1.0 / 3;  // pixels of this width: a cell has three
    if (group == 2 && single && scale > narrow) {
        axis.first = cells_of_pairs(begin, scale, pixels);
        for (std::int64_t& cell : axis.first) cell = std::clamp(cell, std::int64_t{0}, cells - 1);
        return axis;
    }
    axis.first.reserve(static_cast<std::size_t>(pixels));
    for (std::int64_t i = 0; i < pixels; ++i) {
        const double centre = begin + (static_cast<double>(i) + 0.5) * scale;
        const double low =
            single ? std::floor(centre) : step * std::floor((centre - static_cast<double>(axis.count) / 2) / step + 0.5);
        axis.first.push_back(std::clamp(static_cast<std::int64_t>(low), std::int64_t{0}, cells - axis.count));
    }
    return axis;
}

AxisPixels cells_at_centres(double begin, double end, std::int64_t pixels, std::int64_t cells)
{
    assert(begin < end && pixels > 0 && cells > 0);
    AxisPixels axis;
    for (std::int64_t i = 0; i < pixels; ++i) {
        const double centre = begin + (static_cast<double>(i) + 0.5) * (end - begin) / static_cast<double>(pixels);
        axis.first.push_back(std::clamp(static_cast<std::int64_t>(std::floor(centre)), std::int64_t{0}, cells - 1));
    }
    return axis;
}

}  // namespace phasescope
