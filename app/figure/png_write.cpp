#include <png.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <csetjmp>
#include <cstring>
#include <optional>

#include "app/figure/figure.hpp"
#include "app/figure/png.hpp"

namespace phasescope {
namespace {

struct Output {
    std::string bytes;
    std::string message;
};

void append(png_structp png, png_bytep data, std::size_t size)
{
    try {
        static_cast<Output*>(png_get_io_ptr(png))->bytes.append(reinterpret_cast<const char*>(data), size);
    } catch (const std::exception&) {
        png_error(png, "not enough memory");
    }
}

void flush(png_structp) {}

[[noreturn]] void fail(png_structp png, png_const_charp message)
{
    static_cast<Output*>(png_get_error_ptr(png))->message = message;
    png_longjmp(png, 1);
}

void ignore(png_structp, png_const_charp) {}

/// A text chunk whose strings belong to the caller.
png_text text_chunk(const char* key, const std::string& text, int compression)
{
    png_text chunk{};
    chunk.compression = compression;
    chunk.key = const_cast<char*>(key);
    chunk.text = const_cast<char*>(text.c_str());
    (compression == PNG_TEXT_COMPRESSION_NONE ? chunk.text_length : chunk.itxt_length) = text.size();
    return chunk;
}

std::vector<png_text> text_chunks(const PngWords& words)
{
    std::vector<png_text> chunks;
    if (!words.software.empty()) chunks.push_back(text_chunk("Software", words.software, PNG_TEXT_COMPRESSION_NONE));
    if (!words.description.empty())
        chunks.push_back(text_chunk("Description", words.description, PNG_ITXT_COMPRESSION_NONE));
    // Scenes are short unless they carry imported rows.
    const bool is_long = words.scene.size() > 4096;
    if (!words.scene.empty())
        chunks.push_back(
            text_chunk(png_scene_key, words.scene, is_long ? PNG_ITXT_COMPRESSION_zTXt : PNG_ITXT_COMPRESSION_NONE));
    return chunks;
}

void set_header(png_structp png, png_infop info, const PngImage& image)
{
    const int type = image.channels == 1   ? PNG_COLOR_TYPE_PALETTE
                     : image.channels == 3 ? PNG_COLOR_TYPE_RGB
                                           : PNG_COLOR_TYPE_RGB_ALPHA;
    png_set_IHDR(png, info, static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height), 8, type,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (image.channels != 1) return;
    std::array<png_color, 256> palette{};
    std::ranges::transform(image.palette, palette.begin(), [](Rgb c) { return png_color{c.r, c.g, c.b}; });
    png_set_PLTE(png, info, palette.data(), static_cast<int>(image.palette.size()));
}

/// Writes everything. Holds nothing that a jump out of libpng would leave behind.
void write_all(png_structp png, png_infop info, const PngImage& image, const PngWords& words, std::vector<png_text>& texts)
{
    set_header(png, info, image);
    if (words.dpi > 0) {
        const auto per_metre = static_cast<png_uint_32>(std::lround(words.dpi / 0.0254));
        png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    }
    if (!texts.empty()) png_set_text(png, info, texts.data(), static_cast<int>(texts.size()));
    // Colours of a map repeat; differences of them do not: unfiltered rows are packed smaller, and faster.
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(png, 6);
    png_write_info(png, info);
    const auto stride = static_cast<std::size_t>(image.width * image.channels);
    for (std::size_t row = 0; row < static_cast<std::size_t>(image.height); ++row)
        png_write_row(png, image.bytes.data() + row * stride);
    png_write_end(png, nullptr);
}

/// False where libpng gave up.
bool guarded(png_structp png, png_infop info, const PngImage& image, const PngWords& words, std::vector<png_text>& texts)
{
    if (setjmp(png_jmpbuf(png))) return false;
    write_all(png, info, image, words, texts);
    return true;
}

}  // namespace

Result<std::string> png_bytes(const PngImage& image, const PngWords& words)
{
    assert(image.bytes.size() == static_cast<std::size_t>(image.width * image.height * image.channels));
    assert(image.channels != 1 || (!image.palette.empty() && image.palette.size() <= 256));
    Output output;
    std::vector<png_text> texts = text_chunks(words);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &output, fail, ignore);
    png_infop info = png ? png_create_info_struct(png) : nullptr;
    if (!info) {
        png_destroy_write_struct(&png, nullptr);
        return Error{"the picture could not be written", "PNG", "libpng did not start"};
    }
    png_set_write_fn(png, &output, append, flush);
    const bool done = guarded(png, info, image, words, texts);
    png_destroy_write_struct(&png, &info);
    if (!done) return Error{"the picture could not be written", "PNG", output.message};
    return std::move(output.bytes);
}

PngImage with_palette(PngImage image)
{
    if (image.channels != 3) return image;
    // Open addressing: at most 256 of 1024 places are taken.
    std::array<std::int16_t, 1024> places;
    places.fill(-1);
    std::vector<Rgb> palette;
    std::vector<std::uint8_t> indices;
    const std::size_t count = image.bytes.size() / 3;
    indices.reserve(count);
    for (std::size_t pixel = 0; pixel < count; ++pixel) {
        const std::uint8_t* at = image.bytes.data() + 3 * pixel;
        const Rgb colour{at[0], at[1], at[2]};
        std::size_t place = (colour.r * 7919u + colour.g * 104729u + colour.b * 1299709u) >> 4 & 1023u;
        while (places[place] >= 0 && palette[static_cast<std::size_t>(places[place])] != colour) place = (place + 1) & 1023u;
        if (places[place] < 0) {
            if (palette.size() == 256) return image;
            places[place] = static_cast<std::int16_t>(palette.size());
            palette.push_back(colour);
        }
        indices.push_back(static_cast<std::uint8_t>(places[place]));
    }
    return {image.width, image.height, 1, std::move(palette), std::move(indices)};
}

}  // namespace phasescope
