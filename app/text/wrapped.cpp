#include "app/text/wrapped.hpp"

#include "app/text/line_breaks.hpp"

namespace phasescope {

std::string wrapped(std::string_view text, std::size_t columns, std::string_view line_end)
{
    std::string page;
    for (const std::string& line : broken_lines(text, static_cast<double>(columns), columns_of))
        page += (page.empty() ? std::string() : std::string(line_end)) + line;
    return page;
}

}  // namespace phasescope
