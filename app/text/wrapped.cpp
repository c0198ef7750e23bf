#include "app/text/wrapped.hpp"

#include "app/plot/markup.hpp"
#include "app/text/line_breaks.hpp"

namespace phasescope {

std::string typed_text(std::string_view marked_up)
{
    std::string text;
    for (const Run& run : runs_of(marked_up)) {
        if (run.level != 0) text += run.level > 0 ? '^' : '_';
        text += run.level != 0 && run.text.size() > 1 ? "(" + run.text + ")" : run.text;
    }
    return text;
}

std::string wrapped(std::string_view text, std::size_t columns, std::string_view line_end)
{
    std::string page;
    for (const std::string& line : broken_lines(text, static_cast<double>(columns), columns_of))
        page += (page.empty() ? std::string() : std::string(line_end)) + line;
    return page;
}

}  // namespace phasescope
