#include "core/field/cells.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace phasescope {

AxisPixels cells_under_pixels(double begin, double end, std::int64_t pixels, std::int64_t cells, std::int64_t group)
{
    assert(begin < end && pixels > 0 && cells > 0 && group > 0);
    const double scale = (end - begin) / static_cast<double>(pixels);
    const bool single = scale <= 1;
    const double step = single ? 1 : static_cast<double>(group);

    AxisPixels axis;
    axis.count = single ? 1 : static_cast<std::int64_t>(std::ceil(scale / step) * step);
    axis.count = std::min(axis.count, cells);
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
