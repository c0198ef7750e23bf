// PNG files through libpng: the same image and words give the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/colour/colormap.hpp"
#include "core/result.hpp"

namespace phasescope {

/// Rows from top to bottom without gaps: one byte a pixel where there is a palette, else three (RGB) or four (RGBA).
struct PngImage {
    std::int64_t width = 0, height = 0;
    int channels = 3;          ///< 1, 3 or 4
    std::vector<Rgb> palette;  ///< for one channel
    std::vector<std::uint8_t> bytes;
};

/// What stands beside the pixels. Empty texts are left out.
struct PngWords {
    double dpi = 0;             ///< 0: none
    std::string scene = {};     ///< under png_scene_key
    std::string software = {};  ///< Latin letters
    std::string description = {};
};

Result<std::string> png_bytes(const PngImage& image, const PngWords& words);

/// The image with a palette, where it is opaque and has at most 256 colours; else itself.
PngImage with_palette(PngImage image);

}  // namespace phasescope
