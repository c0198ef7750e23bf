// Opens PNG files in tests: pixels through libpng, chunks by walking over them.
#pragma once

#include <gtest/gtest.h>
#include <png.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/colour/colormap.hpp"

namespace phasescope {

struct OpenedPng {
    std::int64_t width = 0, height = 0;
    std::vector<std::uint8_t> rgba;

    Rgb at(std::int64_t x, std::int64_t y) const
    {
        const std::uint8_t* p = rgba.data() + 4 * (y * width + x);
        return {p[0], p[1], p[2]};
    }
    std::uint8_t opacity(std::int64_t x, std::int64_t y) const
    {
        return rgba[static_cast<std::size_t>(4 * (y * width + x) + 3)];
    }
};

inline OpenedPng opened_png(const std::string& bytes)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    EXPECT_TRUE(png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) << image.message;
    image.format = PNG_FORMAT_RGBA;
    OpenedPng opened{image.width, image.height, std::vector<std::uint8_t>(PNG_IMAGE_SIZE(image))};
    EXPECT_TRUE(png_image_finish_read(&image, nullptr, opened.rgba.data(), 0, nullptr)) << image.message;
    return opened;
}

struct Chunk {
    std::string kind, data;
};

inline std::vector<Chunk> chunks_of(const std::string& png)
{
    std::vector<Chunk> chunks;
    for (std::size_t at = 8; at + 12 <= png.size();) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(png[at + i]);
        chunks.push_back({png.substr(at + 4, 4), png.substr(at + 8, length)});
        at += 12 + length;
    }
    return chunks;
}

/// The data of the only chunk of this kind.
inline std::string chunk_of(const std::string& png, std::string_view kind)
{
    std::vector<std::string> found;
    for (const Chunk& chunk : chunks_of(png))
        if (chunk.kind == kind) found.push_back(chunk.data);
    EXPECT_EQ(found.size(), 1u) << kind;
    return found.empty() ? "" : found.front();
}

}  // namespace phasescope
