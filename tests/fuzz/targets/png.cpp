// The settings in a PNG: the bytes as a picture whose sums of chunks are made right, and as the chunk that holds a scene.
#include <zlib.h>

#include <algorithm>
#include <string>

#include "app/figure/figure.hpp"
#include "core/utf8.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {
namespace {

constexpr std::string_view signature("\x89PNG\r\n\x1a\n", 8);

std::string big_endian(std::uint64_t number)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFF);
    return bytes;
}

std::string sum_of(std::string_view bytes)
{
    return big_endian(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

/// The picture with the right sum behind each chunk that is whole.
std::string with_right_sums(std::string_view bytes)
{
    std::string picture(bytes);
    for (std::size_t at = signature.size(); at + 12 <= picture.size();) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(picture[at + i]);
        if (length > picture.size() - at - 12) break;
        picture.replace(at + 8 + length, 4, sum_of(std::string_view(picture).substr(at + 4, length + 4)));
        at += length + 12;
    }
    return picture;
}

std::string chunk(std::string_view body)
{
    const std::string text = "iTXt" + std::string(png_scene_key) + '\0' + std::string(body);
    return big_endian(text.size() - 4) + text + sum_of(text);
}

}  // namespace

void png(std::string_view bytes)
{
    if (bytes.starts_with(signature)) {
        is_read(scene_text_in_png(bytes, source));
        is_read(scene_text_in_png(with_right_sums(bytes), source));
        return;
    }
    is_read(scene_text_in_png(std::string(signature) + chunk(bytes), source));
    using namespace std::string_literals;
    const Result<std::string> plain = scene_text_in_png(std::string(signature) + chunk("\0\0\0\0"s.append(bytes)), source);
    require(is_read(plain) && *plain == bytes, "text that is not packed is found as it is");
}

}  // namespace phasescope::fuzz
