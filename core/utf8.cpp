#include "core/utf8.hpp"

#include <cassert>
#include <vector>

namespace phasescope {
namespace {

bool continues(std::string_view text, std::size_t at)
{
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

/// Bytes of the character at the begin of `text`; 0 where there is none (RFC 3629, section 4).
std::size_t character_size(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4 || !continues(text, 1)) return 0;
    if (first < 0xE0) return 2;
    const auto second = static_cast<unsigned char>(text[1]);
    if (!continues(text, 2)) return 0;
    if (first < 0xF0) {
        const bool overlong = first == 0xE0 && second < 0xA0, surrogate = first == 0xED && second >= 0xA0;
        return overlong || surrogate ? 0 : 3;
    }
    const bool overlong = first == 0xF0 && second < 0x90, beyond = first == 0xF4 && second >= 0x90;
    return continues(text, 3) && !overlong && !beyond ? 4 : 0;
}

/// Control characters of ASCII and of Latin-1, and the line and paragraph separators U+2028 and U+2029.
bool breaks_line(std::string_view character)
{
    const auto first = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return first < 0x20 || first == 0x7F;
    if (character.size() == 2) return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
    return character == "\u2028" || character == "\u2029";
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = character_size(text.substr(at));
        if (size == 0) return at;
        at += size;
    }
    return std::string_view::npos;
}

std::string one_line(std::string_view text, std::size_t most)
{
    constexpr std::string_view unknown = "\uFFFD", ellipsis = "…";
    assert(most >= ellipsis.size());
    std::string line;
    std::size_t room_end = 0;  // the longest part of the line that leaves room for the ellipsis
    while (!text.empty()) {
        const std::size_t size = character_size(text);
        const std::string_view character = text.substr(0, size);
        line += size == 0 ? unknown : breaks_line(character) ? std::string_view(" ") : character;
        if (line.size() > most) return line.substr(0, room_end) + std::string(ellipsis);
        if (line.size() + ellipsis.size() <= most) room_end = line.size();
        text.remove_prefix(size == 0 ? 1 : size);
    }
    return line;
}

std::string shortened_line(std::string_view text, std::size_t most)
{
    assert(most >= 3);
    // A byte that is no UTF-8 becomes three.
    std::string line = one_line(text, 3 * text.size() + 3);
    std::vector<std::size_t> letters;
    for (std::size_t at = 0; at < line.size(); ++at)
        if (!continues(line, at)) letters.push_back(at);
    if (letters.size() <= most) return line;
    const std::size_t after = (most - 1) / 3, before = most - 1 - after;
    return line.substr(0, letters[before]) + "…" + line.substr(letters[letters.size() - after]);
}

}  // namespace phasescope
