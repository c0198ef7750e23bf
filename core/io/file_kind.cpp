#include "core/io/file_kind.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/utf8.hpp"

namespace phasescope {
namespace {

/// The letters behind the last point of the name, in small letters.
std::string ending(std::string_view path)
{
    path = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
    const std::size_t point = path.rfind('.');
    std::string letters(point == std::string_view::npos ? "" : path.substr(point + 1));
    for (char& letter : letters)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return letters;
}

/// Text as far as the first bytes show; a letter that they cut through does no harm.
bool looks_like_text(std::string_view begin)
{
    const std::size_t wrong = first_invalid_utf8(begin);
    const bool utf8 = wrong == std::string_view::npos || wrong + 4 > begin.size();
    return utf8 && std::ranges::none_of(begin, [](char letter) {
               return static_cast<unsigned char>(letter) < ' ' && letter != '\t' && letter != '\n' && letter != '\r';
           });
}

FileKind kind_by_name(std::string_view letters)
{
    if (letters == "npy") return FileKind::npy;
    if (letters == "npz") return FileKind::npz;
    if (letters == "safetensors") return FileKind::safetensors;
    if (letters == "csv" || letters == "tsv" || letters == "txt") return FileKind::text;
    if (letters == "json") return FileKind::json;
    return FileKind::unknown;
}

FileKind kind_by_content(std::string_view begin, const std::string& path)
{
    using namespace std::string_view_literals;
    if (begin.empty()) return FileKind::empty;
    if (begin.starts_with("\x93NUMPY"sv)) return FileKind::npy;
    if (begin.starts_with("\x89PNG"sv)) return FileKind::picture;
    if (begin.starts_with("PK\x03\x04"sv) || begin.starts_with("PK\x05\x06"sv)) return FileKind::npz;
    // A header of less than 4 GiB, then its first letter. Its length may begin with the letter '{' too.
    if (begin.size() > 8 && begin[8] == '{' && begin.substr(4, 4) == "\0\0\0\0"sv) return FileKind::safetensors;
    if (begin.size() > 1 && begin[0] == '\x80' && begin[1] >= 2 && begin[1] <= 5) return FileKind::pickle;
    const std::size_t first = begin.find_first_not_of("\xef\xbb\xbf \t\r\n"sv);
    const bool braced = first != std::string_view::npos && (begin[first] == '{' || begin[first] == '[');
    if (braced && begin.find('\0') == std::string_view::npos) return FileKind::json;
    const FileKind named = kind_by_name(ending(path));
    if (named != FileKind::unknown) return named;
    return looks_like_text(begin) ? FileKind::text : FileKind::unknown;
}

}  // namespace

Result<FileKind> kind_of(const OpenFile& file)
{
    std::array<char, 4096> bytes{};
    const auto begin = std::span(bytes).first(static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), bytes.size())));
    if (const Result<Done> done = file.read(0, begin); !done) return done.error();
    return kind_by_content(std::string_view(begin.data(), begin.size()), file.path());
}

bool holds_tables(FileKind kind)
{
    return kind == FileKind::npy || kind == FileKind::npz || kind == FileKind::safetensors || kind == FileKind::text;
}

}  // namespace phasescope
