// Finds framed boxes in the pixels of a figure.
#pragma once

#include <vector>

#include "tests/app/open_png.hpp"

namespace phasescope {

/// The colours of frames that are one pixel thick, on light and on dark pages.
inline constexpr Rgb light_frame{0x8b, 0x92, 0x9c}, dark_frame{0x6b, 0x72, 0x80};

/// The pixels inside a frame.
struct FramedBox {
    std::int64_t x = 0, y = 0, width = 0, height = 0;
};

/// All boxes of at least that many pixels in both directions: by their upper edge, then from left to right.
inline std::vector<FramedBox> framed_boxes(const OpenedPng& png, Rgb frame, std::int64_t least = 60)
{
    const auto is_frame = [&](std::int64_t x, std::int64_t y) {
        return x >= 0 && y >= 0 && x < png.width && y < png.height && png.at(x, y) == frame;
    };
    const auto run = [&](std::int64_t x, std::int64_t y, std::int64_t dx, std::int64_t dy) {
        std::int64_t length = 0;
        while (is_frame(x, y)) x += dx, y += dy, ++length;
        return length;
    };
    std::vector<FramedBox> boxes;
    for (std::int64_t y = 0; y < png.height; ++y)
        for (std::int64_t x = 0; x < png.width; ++x) {
            if (!is_frame(x, y) || is_frame(x - 1, y) || is_frame(x, y - 1)) continue;
            const std::int64_t width = run(x, y, 1, 0) - 2, height = run(x, y, 0, 1) - 2;
            if (width >= least && height >= least) boxes.push_back({x + 1, y + 1, width, height});
        }
    return boxes;
}

}  // namespace phasescope
