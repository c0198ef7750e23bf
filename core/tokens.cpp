#include "core/tokens.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "core/utf8.hpp"

namespace phasescope {
namespace {

/// What a character does to the tokens around it.
enum class LetterKind { letter, space, alone, apostrophe, flag, mark };

struct Range {
    char32_t first, last;
};

constexpr std::array spaces{Range{0x00, 0x20},     Range{0x7F, 0xA0},     Range{0x1680, 0x1680}, Range{0x2000, 0x200B},
                            Range{0x2028, 0x202F}, Range{0x205F, 0x2060}, Range{0x3000, 0x3000}, Range{0xFEFF, 0xFEFF}};

/// Combining marks, variation selectors, skin tones, tags, and the zero-width joiner.
constexpr std::array marks{Range{0x0300, 0x036F},   Range{0x1AB0, 0x1AFF},   Range{0x1DC0, 0x1DFF},  Range{0x200D, 0x200D},
                           Range{0x20D0, 0x20FF},   Range{0x3099, 0x309A},   Range{0xFE00, 0xFE0F},  Range{0xFE20, 0xFE2F},
                           Range{0x1F3FB, 0x1F3FF}, Range{0xE0020, 0xE007F}, Range{0xE0100, 0xE01EF}};

/// Punctuation, symbols, emoji, and scripts that are written without spaces, by blocks of Unicode.
constexpr std::array lonely{
    Range{0x21, 0x2F},       Range{0x3A, 0x40},      Range{0x5B, 0x60},     Range{0x7B, 0x7E},     Range{0xA1, 0xA9},
    Range{0xAB, 0xB1},       Range{0xB4, 0xB4},      Range{0xB6, 0xB8},     Range{0xBB, 0xBB},     Range{0xBF, 0xBF},
    Range{0xD7, 0xD7},       Range{0xF7, 0xF7},      Range{0x2010, 0x2027}, Range{0x2030, 0x205E}, Range{0x20A0, 0x20CF},
    Range{0x2190, 0x2BFF},   Range{0x2E00, 0x2FFF},  Range{0x3001, 0x30FF}, Range{0x3100, 0x312F}, Range{0x31A0, 0x4DBF},
    Range{0x4E00, 0x9FFF},   Range{0xF900, 0xFAFF},  Range{0xFE10, 0xFE1F}, Range{0xFE30, 0xFE6F}, Range{0xFF01, 0xFF0F},
    Range{0xFF1A, 0xFF20},   Range{0xFF3B, 0xFF40},  Range{0xFF5B, 0xFF9F}, Range{0xFFE0, 0xFFFD}, Range{0x1F000, 0x1FAFF},
    Range{0x1B000, 0x1B16F}, Range{0x20000, 0x323AF}};

bool is_in(std::span<const Range> ranges, char32_t character)
{
    return std::ranges::any_of(ranges, [=](Range range) { return character >= range.first && character <= range.last; });
}

LetterKind kind_of(char32_t character)
{
    if (is_in(spaces, character)) return LetterKind::space;
    if (character == '\'' || character == 0x2019) return LetterKind::apostrophe;
    if (character >= 0x1F1E6 && character <= 0x1F1FF) return LetterKind::flag;
    if (is_in(marks, character)) return LetterKind::mark;
    return is_in(lonely, character) ? LetterKind::alone : LetterKind::letter;
}

struct Character {
    std::string_view bytes;
    char32_t code;
    LetterKind kind;
};

/// The characters of valid UTF-8 (RFC 3629, section 3).
std::vector<Character> characters_of(std::string_view text)
{
    std::vector<Character> characters;
    while (!text.empty()) {
        const auto lead = static_cast<unsigned char>(text[0]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        auto code = static_cast<char32_t>(size == 1 ? lead : lead & (0x7F >> size));
        for (std::size_t i = 1; i < size; ++i) code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
        characters.push_back({text.substr(0, size), code, kind_of(code)});
        text.remove_prefix(size);
    }
    return characters;
}

/// Whether a character goes on with the token that the one before ended; `whole` says what that token
/// is, and `size` of how many characters.
bool continues(const Character& before, const Character& here, LetterKind whole, std::size_t size)
{
    constexpr char32_t joiner = 0x200D;
    if (before.kind == LetterKind::space || here.kind == LetterKind::space) return false;
    if (here.kind == LetterKind::mark || before.code == joiner) return true;
    if (here.kind == LetterKind::flag) return before.kind == LetterKind::flag && size == 1;
    return here.kind == LetterKind::letter && whole == LetterKind::letter;
}

std::vector<std::string> split(std::vector<Character> characters)
{
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (characters[i].kind != LetterKind::apostrophe) continue;
        const auto in_word = [&](std::size_t at) {
            return at < characters.size()
                   && (characters[at].kind == LetterKind::letter || characters[at].kind == LetterKind::mark);
        };
        const bool within = i > 0 && in_word(i - 1) && in_word(i + 1);
        characters[i].kind = within ? LetterKind::letter : LetterKind::alone;
    }
    std::vector<std::string> tokens;
    LetterKind whole = LetterKind::space;
    std::size_t size = 0;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const Character& here = characters[i];
        if (here.kind == LetterKind::space) continue;
        if (i > 0 && continues(characters[i - 1], here, whole, size)) {
            tokens.back() += here.bytes;
            ++size;
            continue;
        }
        tokens.emplace_back(here.bytes);
        whole = here.kind == LetterKind::mark ? LetterKind::letter : here.kind;
        size = 1;
    }
    return tokens;
}

}  // namespace

Result<std::vector<std::string>> tokens_of(std::string_view line)
{
    if (line.size() > most_text_bytes)
        return Error{"the text is too long", std::to_string(line.size()) + " bytes",
                     "use at most " + std::to_string(most_text_bytes)};
    if (const std::size_t bad = first_invalid_utf8(line); bad != std::string_view::npos)
        return Error{"the text is not UTF-8", "byte " + std::to_string(bad), "save or type it as UTF-8"};
    std::vector<std::string> tokens = split(characters_of(line));
    if (tokens.size() > most_tokens)
        return Error{"the text has too many tokens", std::to_string(tokens.size()) + " tokens",
                     "use at most " + std::to_string(most_tokens)};
    return tokens;
}

}  // namespace phasescope
