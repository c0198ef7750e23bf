// Texts with markup, and how they are broken into lines: nothing is lost, and no line is too wide.
#include "app/plot/markup.hpp"

#include <algorithm>

#include "app/text/line_breaks.hpp"
#include "core/lesson/lesson_json.hpp"
#include "core/utf8.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {
namespace {

constexpr double most_columns = 12;

double columns(std::string_view text)
{
    return static_cast<double>(columns_of(text));
}

void require_lines_of(std::string_view text)
{
    const auto without_spaces = [](std::string letters) {
        std::erase_if(letters, [](char letter) { return letter == ' ' || letter == '\n'; });
        return letters;
    };
    std::string joined;
    for (const std::string& line : broken_lines(text, most_columns, columns)) {
        require(columns(line) <= most_columns, "no line is too wide");
        joined += line;
    }
    require(without_spaces(joined) == without_spaces(std::string(text)), "no letter is lost where lines are broken");
}

void require_runs_of(std::string_view text)
{
    std::size_t letters = 0;
    for (const Run& run : runs_of(text)) {
        require(!run.text.empty() && run.level >= -1 && run.level <= 1, "a run has letters on, above or below the line");
        letters += run.text.size();
    }
    require(letters <= text.size(), "runs have no letters of their own");
}

void require_placeholders_of(std::string_view text)
{
    std::size_t last = 0;
    for (const Placeholder& place : placeholders(text)) {
        require(place.begin >= last && place.begin < place.end && place.end <= text.size(), "measures stand in order");
        require(text[place.begin] == '{' && text[place.end - 1] == '}', "a measure stands in brackets");
        last = place.end;
    }
}

}  // namespace

void markup(std::string_view bytes)
{
    require_lines_of(bytes);
    require_runs_of(bytes);
    require_placeholders_of(bytes);
    constexpr std::size_t most_bytes = 40;
    const std::string line = one_line(bytes, most_bytes);
    require(line.size() <= most_bytes && one_line(line, most_bytes) == line, "one line stays as it is");
}

}  // namespace phasescope::fuzz
