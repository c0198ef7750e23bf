#include "app/text/wrapped.hpp"

#include <vector>

#include "app/plot/markup.hpp"

namespace phasescope {
namespace {

/// Bytes of the character that begins with this one.
std::size_t bytes_of(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/// Chinese characters, kana, full-width forms and their punctuation: U+2E80 on, but for surrogates and private use.
bool is_wide(std::string_view character)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 4) return byte(1) >= 0x9F;
    if (character.size() != 3) return false;
    const unsigned code = (byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
    return code >= 0x2E80;
}

/// Punctuation that must not begin a line.
bool closes(std::string_view character)
{
    for (const std::string_view mark : {"，", "。", "；", "：", "、", "）", "？"})
        if (character == mark) return true;
    return false;
}

/// A run of characters that stays together, and whether a space stood before it.
struct Piece {
    std::string text;
    bool spaced = false;
};

std::vector<Piece> pieces_of(std::string_view line)
{
    std::vector<Piece> pieces;
    bool spaced = false, open = false;
    for (std::size_t at = 0; at < line.size();) {
        const std::string_view character = line.substr(at, bytes_of(static_cast<unsigned char>(line[at])));
        at += character.size();
        if (character == " ") {
            spaced = true;
            open = false;
            continue;
        }
        const bool wide = is_wide(character);
        if (!open && !(closes(character) && !pieces.empty() && !spaced)) pieces.push_back({"", spaced});
        pieces.back().text += character;
        spaced = false;
        open = !wide;
    }
    return pieces;
}

std::string wrapped_line(std::string_view line, std::size_t columns, std::string_view line_end)
{
    std::string text;
    std::size_t used = 0;
    for (const Piece& piece : pieces_of(line)) {
        const std::size_t width = columns_of(piece.text), gap = piece.spaced ? 1 : 0;
        if (used > 0 && used + gap + width > columns) {
            text += line_end;
            used = 0;
        } else if (used > 0 && piece.spaced) {
            text += ' ';
            ++used;
        }
        text += piece.text;
        used += width;
    }
    return text;
}

}  // namespace

std::string typed_text(std::string_view marked_up)
{
    std::string text;
    for (const Run& run : runs_of(marked_up)) {
        if (run.level != 0) text += run.level > 0 ? '^' : '_';
        text += run.level != 0 && run.text.size() > 1 ? "(" + run.text + ")" : run.text;
    }
    return text;
}

std::size_t columns_of(std::string_view text)
{
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view character = text.substr(at, bytes_of(static_cast<unsigned char>(text[at])));
        columns += is_wide(character) ? 2 : 1;
        at += character.size();
    }
    return columns;
}

std::string wrapped(std::string_view text, std::size_t columns, std::string_view line_end)
{
    std::string page;
    while (true) {
        const std::size_t end = text.find('\n');
        page += wrapped_line(text.substr(0, end), columns, line_end);
        if (end == std::string_view::npos) return page;
        page += '\n';
        text.remove_prefix(end + 1);
    }
}

}  // namespace phasescope
