#include "core/io/zip_end.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace phasescope {
namespace {

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t count)
{
    std::uint64_t number = 0;
    for (std::size_t i = count; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
    return number;
}

/// `count` bytes from `at` on, fewer where the file ends before.
Result<std::string> bytes_at(const OpenFile& file, std::uint64_t at, std::uint64_t count)
{
    std::string bytes(static_cast<std::size_t>(std::min(count, file.size() - std::min(at, file.size()))), '\0');
    if (const Result<Done> done = file.read(at, bytes); !done) return done.error();
    return bytes;
}

}  // namespace

Result<std::uint64_t> claimed_zip_entries(const OpenFile& file)
{
    constexpr std::size_t end_size = 22, locator_size = 20, end64_size = 56, most_comment = 65535;
    const std::uint64_t tail_size = std::min<std::uint64_t>(file.size(), end_size + locator_size + most_comment);
    const Result<std::string> tail = bytes_at(file, file.size() - tail_size, tail_size);
    if (!tail) return tail.error();
    const std::size_t end = tail->rfind("PK\x05\x06");
    if (end == std::string::npos || tail->size() - end < end_size) return std::uint64_t{0};
    const std::uint64_t claimed = number_at(*tail, end + 10, 2);
    if (end < locator_size || tail->compare(end - locator_size, 4, "PK\x06\x07") != 0) return claimed;
    const Result<std::string> end64 = bytes_at(file, number_at(*tail, end - locator_size + 8, 8), end64_size);
    if (!end64) return end64.error();
    if (end64->size() < end64_size) return claimed;
    // 0xFFFF stands for the number in the larger record.
    return std::max(claimed == 0xFFFF ? 0 : claimed, number_at(*end64, 32, 8));
}

}  // namespace phasescope
