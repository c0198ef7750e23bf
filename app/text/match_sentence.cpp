#include "app/text/match_sentence.hpp"

#include "app/figure/description.hpp"
#include "app/plot/ticks.hpp"

namespace phasescope {

std::string match_sentence(const Language& text, const TableMatch& match)
{
    const std::string mistake = match.mistake.empty() ? "" : text("mistake." + std::string(match.mistake) + ".title");
    const char* key = match.matches ? (mistake.empty() ? "match.correct" : "match.mistaken")
                                    : (mistake.empty() ? "match.near_correct" : "match.near_mistaken");
    std::string said = filled(text(key), {{"encoding", settings_text(*find_encoding(match.encoding), match.settings, text)},
                                          {"mistake", mistake},
                                          {"difference", readable(match.largest_difference, 2)},
                                          {"row", readable(match.row)},
                                          {"column", readable(match.col)}});
    if (match.transposed) said += text("match.transposed");
    if (match.first_position < 0) said += text("match.padded");
    if (match.first_position > 0) said += filled(text("match.later"), {{"position", readable(match.first_position)}});
    return said;
}

std::string mistake_sentence(const Language& text, std::string_view mistake)
{
    if (mistake.empty()) return "";
    const std::string key = "mistake." + std::string(mistake);
    return text(key + ".wrong") + text("match.space") + filled(text("match.found"), {{"place", text(key + ".found")}});
}

}  // namespace phasescope
