#include "app/text/wrapped.hpp"

#include "app/text/line_breaks.hpp"

namespace phasescope {

std::string wrapped(std::string_view text, std::size_t columns, std::string_view line_end)
{
    std::string page;
    while (true) {
        const std::size_t end = text.find('\n');
        std::string line;
        for (const std::string& part : broken_lines(text.substr(0, end), static_cast<double>(columns), columns_of))
            line += (line.empty() ? std::string() : std::string(line_end)) + part;
        page += line;
        if (end == std::string_view::npos) return page;
        page += '\n';
        text.remove_prefix(end + 1);
    }
}

}  // namespace phasescope
