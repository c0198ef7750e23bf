#include "app/text/line_breaks.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace phasescope {
namespace {

struct Character {
    char32_t code;
    std::size_t size;  ///< bytes, at least 1
};

/// The character at the begin of a text that is not empty; bytes that are no UTF-8 stand for themselves.
Character first_of(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
    const char32_t lead = byte(0);
    const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (size == 1 || size > text.size()) return {lead, 1};
    char32_t code = lead & (0x7F >> size);
    for (std::size_t i = 1; i < size; ++i) code = code << 6 | (byte(i) & 0x3F);
    return {code, size};
}

bool is_one_of(std::u32string_view signs, char32_t character)
{
    return signs.find(character) != std::u32string_view::npos;
}

/// Whether a line may end between two characters that are neither spaces nor newlines.
bool may_break(char32_t before, char32_t after)
{
    if (before == ' ' || after == ' ' || (!is_wide(before) && !is_wide(after))) return false;
    constexpr std::u32string_view never_first = U"，。、；：？！）》」』】〕”’…—·～,.;:?!)]}%",
                                  never_last = U"（《「『【〔“‘([{";
    return !is_one_of(never_first, after) && !is_one_of(never_last, before);
}

constexpr std::u32string_view operators = U"=≈≠<>≤≥+−·×/";

/// Whether what stands on the two sides of a single space belongs together: a number and its %, parts of a formula. The
/// sign of a number is no operator.
bool binds(char32_t before_last, char32_t before, std::string_view after)
{
    if (after.empty()) return false;
    const auto [next, size] = first_of(after);
    const bool alone = after.size() > size && after[size] == ' ';
    return next == '%' || (is_one_of(operators, next) && alone) || (is_one_of(operators, before) && before_last == ' ');
}

/// The bytes up to the next place where a line may end, with the spaces that follow it.
struct Piece {
    std::size_t text, spaces;
};

/// `whole`: not at spaces of which both sides belong together.
Piece next_piece(std::string_view text, bool whole)
{
    Piece piece{0, 0};
    char32_t before_last = 0, before = 0;
    while (piece.text < text.size()) {
        const auto [code, size] = first_of(text.substr(piece.text));
        const bool bound = whole && code == ' ' && binds(before_last, before, text.substr(piece.text + size));
        if ((code == ' ' && !bound) || code == '\n') break;
        if (before != 0 && may_break(before, code)) return piece;
        before_last = std::exchange(before, code);
        piece.text += size;
    }
    while (piece.text + piece.spaces < text.size() && text[piece.text + piece.spaces] == ' ') ++piece.spaces;
    return piece;
}

/// The lines as they grow.
class Lines {
public:
    Lines(double most, const Measure& width) : most_(most), width_(width) {}

    void add(std::string_view piece, std::string_view spaces)
    {
        const double wide = width_(piece);
        if (!line_.empty() && used_ + waiting_width_ + wide > most_) end_line();
        if (wide > most_) return add_cut(piece, spaces);
        if (!line_.empty() || !piece.empty()) {
            line_.append(waiting_).append(piece);
            used_ += waiting_width_ + wide;
        }
        wait_with(spaces);
    }

    void end_line()
    {
        lines_.push_back(line_);
        line_.clear();
        used_ = 0;
        wait_with("");
    }

    std::vector<std::string> finished() &&
    {
        if (!line_.empty() || lines_.empty()) end_line();
        return std::move(lines_);
    }

private:
    /// A piece that is longer than a line.
    void add_cut(std::string_view piece, std::string_view spaces)
    {
        while (!piece.empty()) {
            const std::string_view character = piece.substr(0, first_of(piece).size);
            const double wide = width_(character);
            if (!line_.empty() && used_ + wide > most_) end_line();
            line_.append(character);
            used_ += wide;
            piece.remove_prefix(character.size());
        }
        wait_with(spaces);
    }

    /// Spaces count only where something follows them in the line.
    void wait_with(std::string_view spaces)
    {
        waiting_ = spaces;
        waiting_width_ = spaces.empty() ? 0 : width_(spaces);
    }

    double most_;
    const Measure& width_;
    std::vector<std::string> lines_;
    std::string line_;
    double used_ = 0;
    std::string_view waiting_;
    double waiting_width_ = 0;
};

}  // namespace

bool is_wide(char32_t c)
{
    constexpr std::array<std::array<char32_t, 2>, 9> ranges{{{0x1100, 0x115F},
                                                             {0x2E80, 0x303E},
                                                             {0x3041, 0xA4CF},
                                                             {0xAC00, 0xD7A3},
                                                             {0xF900, 0xFAFF},
                                                             {0xFE30, 0xFE4F},
                                                             {0xFF01, 0xFF60},
                                                             {0xFFE0, 0xFFE6},
                                                             {0x20000, 0x3FFFD}}};
    return std::ranges::any_of(ranges, [c](const auto& range) { return c >= range[0] && c <= range[1]; });
}

std::size_t columns_of(std::string_view text)
{
    std::size_t columns = 0;
    while (!text.empty()) {
        const auto [code, size] = first_of(text);
        const bool combines = code >= 0x300 && code < 0x370;
        columns += is_wide(code) ? 2 : combines ? 0 : 1;
        text.remove_prefix(size);
    }
    return columns;
}

std::string padded(std::string text, std::size_t columns)
{
    const std::size_t used = columns_of(text);
    if (used < columns) text.append(columns - used, ' ');
    return text;
}

std::vector<std::string> broken_lines(std::string_view text, double most, const Measure& width)
{
    Lines lines(most, width);
    while (!text.empty()) {
        if (text.front() == '\n') {
            lines.end_line();
            text.remove_prefix(1);
            continue;
        }
        Piece piece = next_piece(text, true);
        if (width(text.substr(0, piece.text)) > most) piece = next_piece(text, false);
        lines.add(text.substr(0, piece.text), text.substr(piece.text, piece.spaces));
        text.remove_prefix(piece.text + piece.spaces);
    }
    return std::move(lines).finished();
}

std::string with_break_marks(std::string_view text, std::string_view mark)
{
    std::string marked;
    while (!text.empty()) {
        const auto [letters, spaces] = next_piece(text, false);
        const std::size_t newline = letters + spaces < text.size() && text[letters + spaces] == '\n' ? 1 : 0;
        marked.append(text.substr(0, letters + spaces + newline));
        text.remove_prefix(letters + spaces + newline);
        if (spaces == 0 && newline == 0 && !text.empty()) marked.append(mark);
    }
    return marked;
}

}  // namespace phasescope
