// Zip archives, written by hand, so that a test can lie in any field (PKWARE's APPNOTE.TXT 6.3.9, section 4.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/core/binary.hpp"

namespace phasescope {

/// CRC-32 of zip: polynomial 0xEDB88320, bits turned over before and after.
inline std::uint32_t crc32_of(std::string_view bytes)
{
    std::uint32_t crc = ~0u;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0u);
    }
    return ~crc;
}

/// Deflate without packing (RFC 1951, section 3.2.4): for at most 65535 bytes.
inline std::string deflated(const std::string& bytes)
{
    const auto length = static_cast<std::uint16_t>(bytes.size());
    return '\x01' + little(length) + little(static_cast<std::uint16_t>(~length)) + bytes;
}

struct ZipPart {
    std::string name = {};
    std::string bytes = {};  ///< as stored in the archive
    std::uint16_t method = 0;
    std::uint16_t flags = 0;
    std::uint32_t crc = crc32_of(bytes);
    std::uint64_t packed_size = bytes.size();
    std::uint64_t size = bytes.size();
    std::optional<std::uint64_t> local_size = std::nullopt;  ///< where the local header says otherwise
    std::optional<std::uint32_t> offset = std::nullopt;      ///< where the directory says otherwise
};

/// What a zip64 directory claims; a usual one where there is none.
struct Zip64 {
    std::optional<std::uint64_t> entries = std::nullopt;
    std::optional<std::uint64_t> directory_size = std::nullopt;
    std::optional<std::uint64_t> directory_begin = std::nullopt;
};

inline std::string zip_bytes(const std::vector<ZipPart>& parts, const std::optional<Zip64>& zip64 = std::nullopt)
{
    const auto small = [](std::uint64_t number) { return little(static_cast<std::uint32_t>(number)); };
    const auto sizes = [&](const ZipPart& part, std::uint64_t size) {
        if (!zip64) return little(part.crc) + small(part.packed_size) + small(size);
        return little(part.crc) + small(~0u) + small(~0u);
    };
    const auto extra = [&](const ZipPart& part, std::uint64_t size) {
        if (!zip64) return std::string();
        return little(std::uint16_t{1}) + little(std::uint16_t{16}) + little(size) + little(part.packed_size);
    };
    const auto fixed = [](const ZipPart& part) {  // version needed, flags, method, time, date
        return little(std::uint16_t{45}) + little(part.flags) + little(part.method) + little(std::uint32_t{0x21 << 16});
    };
    std::string bytes, directory;
    for (const ZipPart& part : parts) {
        const auto name_size = little(static_cast<std::uint16_t>(part.name.size()));
        const std::string local_extra = extra(part, part.local_size.value_or(part.size)),
                          central_extra = extra(part, part.size);
        directory += "PK\x01\x02" + little(std::uint16_t{45}) + fixed(part) + sizes(part, part.size) + name_size
                     + little(static_cast<std::uint16_t>(central_extra.size())) + std::string(10, '\0')
                     + little(part.offset.value_or(static_cast<std::uint32_t>(bytes.size()))) + part.name + central_extra;
        bytes += "PK\x03\x04" + fixed(part) + sizes(part, part.local_size.value_or(part.size)) + name_size
                 + little(static_cast<std::uint16_t>(local_extra.size())) + part.name + local_extra + part.bytes;
    }
    const std::uint64_t begin = bytes.size(), end = begin + directory.size();
    bytes += directory;
    if (zip64) {
        const std::uint64_t entries = zip64->entries.value_or(parts.size());
        bytes += "PK\x06\x06" + little(std::uint64_t{44}) + little(std::uint32_t{45 << 16 | 45}) + std::string(8, '\0')
                 + little(entries) + little(entries) + little(zip64->directory_size.value_or(directory.size()))
                 + little(zip64->directory_begin.value_or(begin));
        bytes += "PK\x06\x07" + little(std::uint32_t{0}) + little(end) + little(std::uint32_t{1});
    }
    const auto entries = little(static_cast<std::uint16_t>(zip64 ? 0xFFFF : parts.size()));
    return bytes + "PK\x05\x06" + std::string(4, '\0') + entries + entries + small(zip64 ? ~0u : directory.size())
           + small(zip64 ? ~0u : begin) + std::string(2, '\0');
}

}  // namespace phasescope
