#include "app/plot/markup.hpp"

namespace phasescope {
namespace {

/// The place of the brace that closes the one at `open`; npos where there is none.
std::size_t closing_brace(std::string_view text, std::size_t open)
{
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        if (text[i] == '{') ++depth;
        if (text[i] == '}' && --depth == 0) return i;
    }
    return text.npos;
}

void add(std::vector<Run>& runs, std::string_view text, int level)
{
    if (text.empty()) return;
    if (!runs.empty() && runs.back().level == level) {
        runs.back().text += text;
    } else {
        runs.push_back({std::string(text), level});
    }
}

}  // namespace

std::vector<Run> runs_of(std::string_view marked_up)
{
    std::vector<Run> runs;
    std::size_t plain = 0;  // where the text on the line begins
    for (std::size_t i = 0; i + 1 < marked_up.size(); ++i) {
        const bool mark = (marked_up[i] == '^' || marked_up[i] == '_') && marked_up[i + 1] == '{';
        const std::size_t close = mark ? closing_brace(marked_up, i + 1) : marked_up.npos;
        if (close == marked_up.npos) continue;
        add(runs, marked_up.substr(plain, i - plain), 0);
        add(runs, marked_up.substr(i + 2, close - i - 2), marked_up[i] == '^' ? 1 : -1);
        plain = close + 1;
        i = close;
    }
    add(runs, marked_up.substr(plain), 0);
    return runs;
}

}  // namespace phasescope
