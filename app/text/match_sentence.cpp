#include "app/text/match_sentence.hpp"

#include <algorithm>
#include <cmath>

#include "app/figure/description.hpp"
#include "app/plot/ticks.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

using Rows = std::vector<std::int64_t>;

std::string title_of_mistake(const Language& text, std::string_view mistake)
{
    return text("mistake." + std::string(mistake) + ".title");
}

/// "5", "3, 5", "12 to 19", "0, 2, 4 and 17 more".
std::string rows_text(const Language& text, const Rows& rows)
{
    constexpr std::size_t most = 3;
    const bool run = rows.back() - rows.front() + 1 == std::ssize(rows);
    if (run && rows.size() > 2)
        return filled(text("match.rows.from_to"), {{"first", readable(rows.front())}, {"last", readable(rows.back())}});
    std::string list;
    for (std::size_t i = 0; i < std::min(rows.size(), most); ++i)
        list += (i > 0 ? text("match.rows.comma") : "") + readable(rows[i]);
    if (rows.size() > most)
        list += filled(text("match.rows.more"), {{"count", readable(std::ssize(rows) - static_cast<std::int64_t>(most))}});
    return list;
}

/// A sentence about rows, or about columns where positions run along them.
std::string about_rows(const Language& text, const char* key, const Rows& rows, bool transposed)
{
    if (rows.empty()) return "";
    return filled(text(std::string("match.") + key + (transposed ? ".columns" : ".rows")),
                  {{"rows", rows_text(text, rows)}});
}

std::string from_position(const Language& text, const MatchReading& reading)
{
    const bool counted = reading.form != Form::position_ids && reading.form != Form::bias_of_keys;
    if (!counted || (reading.first_position == 0 && reading.first_row == 0)) return "";
    const char* key = reading.transposed ? "match.first_column" : "match.first_row";
    return filled(text(key), {{"row", readable(reading.first_row)}, {"position", readable(reading.first_position)}});
}

std::string difference_text(const Language& text, const TableMatch& match)
{
    const char* key = std::isfinite(match.largest_difference) ? "match.differs" : "match.no_number_there";
    return filled(text(key), {{"row", readable(match.row)},
                              {"column", readable(match.col)},
                              {"difference", readable(match.largest_difference, 2)}});
}

std::string equally_text(const Language& text, const TableMatch& match)
{
    constexpr std::size_t most = 4;
    std::string list;
    for (std::size_t i = 0; i < std::min(match.equally.size(), most); ++i)
        list += (i > 0 ? text("match.semicolon") : "") + reading_text(text, match.equally[i]);
    return list.empty() ? "" : filled(text("match.equally"), {{"readings", list}});
}

/// Of a table that is unknown.
std::string unknown_sentence(const Language& text, const TableMatch& match)
{
    std::string said = text("match.unknown");
    if (!match.reading) return said + text("match.nothing_near");
    said += filled(text("match.nearest"), {{"reading", reading_text(text, *match.reading)},
                                           {"percent", rounded_text(std::floor(match.fit * 1000) / 10, 3)}});
    return said + (match.zero_rows.empty() ? difference_text(text, match) : "");
}

}  // namespace

std::string reading_text(const Language& text, const MatchReading& reading)
{
    std::string said;
    if (!reading.encoding.empty()) said = settings_text(*find_encoding(reading.encoding), reading.settings, text);
    const std::string form = "match.form." + std::string(name_of(reading.form));
    if (reading.form != Form::rows)
        said = filled(text(form), {{"encoding", said}, {"first", readable(reading.first_position)}});
    if (reading.cosine_first) said += text("match.cosine_first");
    if (reading.head >= 0) said += filled(text("match.head"), {{"head", readable(reading.head)}});
    if (reading.masked) said += text("match.masked");
    if (reading.scale != 1) said += filled(text("match.scaled"), {{"scale", rounded_text(reading.scale, 9)}});
    if (!reading.mistake.empty())
        said = filled(text("match.with_mistake"), {{"reading", said}, {"mistake", title_of_mistake(text, reading.mistake)}});
    if (reading.axes_exchanged) said += text("match.axes_exchanged");
    return said;
}

std::string match_sentence(const Language& text, const TableMatch& match)
{
    std::string said;
    if (match.verdict == MatchVerdict::too_few) return text("match.too_few");
    if (match.verdict == MatchVerdict::unknown) said = unknown_sentence(text, match);
    if (match.matches())
        said =
            filled(text(match.verdict == MatchVerdict::correct ? "match.correct" : "match.mistaken"),
                   {{"reading", reading_text(text, *match.reading)}, {"difference", readable(match.largest_difference, 2)}});
    if (match.reading) {
        const bool transposed = match.reading->transposed;
        if (transposed) said += text("match.transposed");
        said += from_position(text, *match.reading) + about_rows(text, "padding", match.padding, transposed)
                + about_rows(text, "zero", match.zero_rows, transposed)
                + about_rows(text, "empty", match.empty_rows, transposed) + equally_text(text, match);
    }
    if (match.not_finite.count > 0 && match.empty_rows.empty() && !(match.reading && match.reading->masked))
        said += filled(text("match.not_finite"), {{"count", readable(match.not_finite.count)},
                                                  {"row", readable(match.not_finite.row)},
                                                  {"column", readable(match.not_finite.col)}});
    return said;
}

std::string mistake_sentence(const Language& text, std::string_view mistake)
{
    if (mistake.empty()) return "";
    const std::string key = "mistake." + std::string(mistake);
    return text(key + ".wrong") + text("match.space") + filled(text("match.found"), {{"place", text(key + ".found")}});
}

}  // namespace phasescope
