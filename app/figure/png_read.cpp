// Finds the scene in a PNG by walking over its chunks. The pixels are never decoded, and nothing in the file is
// trusted: every length is checked against the bytes that are there, and inflated text is bounded.
#include <zlib.h>

#include <array>
#include <optional>

#include "app/figure/figure.hpp"

namespace phasescope {
namespace {

constexpr std::string_view signature("\x89PNG\r\n\x1a\n", 8);
constexpr std::size_t longest_scene = std::size_t{64} << 20;

std::uint32_t number_at(std::string_view bytes, std::size_t at)
{
    std::uint32_t number = 0;
    for (const char c : bytes.substr(at, 4)) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

std::uint32_t checksum(std::string_view bytes)
{
    return static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

/// The text before the next zero byte; both are taken off `rest`. Empty where no zero byte is left.
std::optional<std::string_view> taken_string(std::string_view& rest)
{
    const std::size_t zero = rest.find('\0');
    if (zero == rest.npos) return std::nullopt;
    const std::string_view text = rest.substr(0, zero);
    rest.remove_prefix(zero + 1);
    return text;
}

/// zlib data as text; nothing where it is broken or longer than longest_scene.
std::optional<std::string> inflated(std::string_view packed)
{
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return std::nullopt;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string text;
    std::array<char, 65536> piece;
    int state = Z_OK;
    while (state == Z_OK && text.size() <= longest_scene) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        state = inflate(&stream, Z_NO_FLUSH);
        text.append(piece.data(), piece.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END || text.size() > longest_scene) return std::nullopt;
    return text;
}

/// The text of an iTXt chunk (PNG specification, 11.3.3.4) if it has our key.
struct Found {
    bool is_scene = false;
    std::optional<std::string> text;  ///< nothing where the chunk is damaged
};

Found scene_in(std::string_view chunk)
{
    const auto key = taken_string(chunk);
    if (!key || *key != png_scene_key) return {};
    if (chunk.size() < 2) return {true, std::nullopt};
    const char packed = chunk[0], method = chunk[1];
    chunk.remove_prefix(2);
    if (!taken_string(chunk) || !taken_string(chunk)) return {true, std::nullopt};
    if (packed == 0 && chunk.size() <= longest_scene) return {true, std::string(chunk)};
    if (packed == 1 && method == 0) return {true, inflated(chunk)};
    return {true, std::nullopt};
}

Error broken(std::string_view source, std::size_t at)
{
    return {"the PNG is damaged or cut off", std::string(source) + ", byte " + std::to_string(at), "copy the file again"};
}

}  // namespace

Result<std::string> scene_text_in_png(std::string_view bytes, std::string_view source)
{
    if (!bytes.starts_with(signature)) return Error{"not a PNG", std::string(source), "open a picture made by Phasescope"};
    // A chunk: length of its data, four letters, data, checksum of letters and data.
    for (std::size_t at = signature.size(); at < bytes.size();) {
        if (bytes.size() - at < 12) return broken(source, at);
        const std::size_t length = number_at(bytes, at);
        if (length > bytes.size() - at - 12) return broken(source, at);
        const std::string_view kind = bytes.substr(at + 4, 4), body = bytes.substr(at + 4, 4 + length);
        if (kind == "IEND") break;
        if (kind == "iTXt") {
            if (checksum(body) != number_at(bytes, at + 8 + length)) return broken(source, at);
            Found found = scene_in(body.substr(4));
            if (found.text) return std::move(*found.text);
            if (found.is_scene)
                return Error{"the settings in the PNG cannot be read", std::string(source) + ", byte " + std::to_string(at),
                             "copy the file again"};
        }
        at += 12 + length;
    }
    return Error{"a PNG without Phasescope settings", std::string(source),
                 "only pictures made by Phasescope carry them; editing programs may remove them"};
}

}  // namespace phasescope
