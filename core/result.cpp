#include "core/result.hpp"

#include "core/utf8.hpp"

namespace phasescope {

std::string Error::line() const
{
    // With the program's name before it a line has at most 400 letters.
    constexpr std::size_t most = 380;
    std::string text = what;
    if (!where.empty()) text += ": " + where;
    if (!hint.empty()) text += " (" + hint + ")";
    return shortened_line(text, most);
}

}  // namespace phasescope
