#include "app/panels/rich_text.hpp"

#include <string>
#include <vector>

#include "app/panels/paint.hpp"

namespace phasescope {
namespace {

/// Bytes of the letter that begins here.
std::size_t letter_size(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(size, text.size() - at);
}

/// Chinese letters and signs, which take lines that break anywhere between them: U+2E80 and beyond, in three bytes or more.
bool is_wide(std::string_view letter)
{
    return letter.size() >= 3 && static_cast<unsigned char>(letter[0]) >= 0xE2
           && !(static_cast<unsigned char>(letter[0]) == 0xE2 && static_cast<unsigned char>(letter[1]) < 0xBA);
}

/// Signs that no line may begin with.
bool ends_words(std::string_view letter)
{
    for (const std::string_view sign : {"，", "。", "、", "；", "：", "？", "！", "）", "”", "》", "％"})
        if (letter == sign) return true;
    return false;
}

/// Pieces that stay whole on a line: words with the spaces behind them, single Chinese letters with the signs behind them.
std::vector<std::string> pieces_of(std::string_view text)
{
    std::vector<std::string> pieces(1);
    bool may_break = false;
    int depth = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view letter = text.substr(at, letter_size(text, at));
        at += letter.size();
        if (letter == "{") ++depth;
        if (letter == "}") --depth;
        const bool wide = is_wide(letter);
        if (depth == 0 && letter != " " && !ends_words(letter) && (may_break || (wide && !pieces.back().empty())))
            pieces.emplace_back();
        pieces.back() += letter;
        may_break = depth == 0 && (letter == " " || wide);
    }
    return pieces;
}

std::string_view without_last_spaces(std::string_view piece)
{
    return piece.substr(0, piece.find_last_not_of(' ') + 1);
}

}  // namespace

float paint_rich_text(const Ui& ui, ImFont* font, ImVec2 at, float width, ImU32 colour, std::string_view marked_up,
                      bool draw)
{
    const float step = std::floor(font->FontSize * 1.42F);
    float x = 0, y = 0;
    for (const std::string& piece : pieces_of(marked_up)) {
        const float own = text_width(ui, font, without_last_spaces(piece));
        if (x > 0 && x + own > width) {
            x = 0;
            y += step;
        }
        if (draw) paint_text(ui, font, {at.x + x, at.y + y}, colour, piece);
        x += text_width(ui, font, piece);
    }
    return y + step;
}

void rich_paragraph(const Ui& ui, ImFont* font, ImU32 colour, std::string_view marked_up, float width)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = paint_rich_text(ui, font, at, width, colour, marked_up);
    ImGui::SetCursorScreenPos({at.x, at.y + height + ui.theme(6)});
}

}  // namespace phasescope
