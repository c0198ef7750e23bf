#include "app/text/wrapped.hpp"

#include "app/plot/markup.hpp"
#include "app/text/line_breaks.hpp"
#include <vector>

namespace phasescope {

std::string typed_text(std::string_view marked_up)
{
    std::string text;
    for (const Run& run : runs_of(marked_up)) {
        if (run.level != 0) text += run.level > 0 ? '^' : '_';
        text += run.level != 0 && run.text.size() > 1 ? "(" + run.text + ")" : run.text;
    }
    return text;
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
    for (const std::string& line : broken_lines(text, static_cast<double>(columns), columns_of))
        page += (page.empty() ? std::string() : std::string(line_end)) + line;
    return page;
}

}  // namespace phasescope
