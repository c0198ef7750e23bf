#include "app/text/encoding_words.hpp"

#include <algorithm>
#include <array>

namespace phasescope {
namespace {

std::string about(const Language& text, const Encoding& encoding, std::string_view part, std::string_view english)
{
    return text("encoding." + std::string(encoding.name) + "." + std::string(part), english);
}

std::string about(const Language& text, const Knob& knob, std::string_view encoding, std::string_view part,
                  std::string_view english)
{
    const std::string rest = std::string(knob.name) + "." + std::string(part);
    const std::string own = "knob." + std::string(encoding) + "." + rest;
    return text.has(own) ? text(own) : text("knob." + rest, english);
}

}  // namespace

std::string title_of(const Language& text, const Encoding& encoding)
{
    return about(text, encoding, "title", encoding.title);
}

std::string citation_of(const Language& text, const Encoding& encoding)
{
    return about(text, encoding, "citation", encoding.citation);
}

std::string summary_of(const Language& text, const Encoding& encoding)
{
    return about(text, encoding, "summary", encoding.summary);
}

std::string used_in_of(const Language& text, const Encoding& encoding)
{
    return about(text, encoding, "used_in", encoding.used_in);
}

std::string good_at_of(const Language& text, const Encoding& encoding)
{
    return about(text, encoding, "good_at", encoding.good_at);
}

std::string bad_at_of(const Language& text, const Encoding& encoding)
{
    return about(text, encoding, "bad_at", encoding.bad_at);
}

std::vector<std::string> formula_of(const Language& text, const Encoding& encoding, std::span<const double> settings)
{
    std::vector<std::string> lines;
    for (const std::string_view line : encoding.formula_of ? encoding.formula_of(settings) : encoding.formula)
        lines.push_back(about(text, encoding, "formula." + std::to_string(lines.size() + 1), line));
    return lines;
}

std::string label_of(const Language& text, const Knob& knob, std::string_view encoding)
{
    return about(text, knob, encoding, "label", knob.label);
}

std::string help_of(const Language& text, const Knob& knob, std::string_view encoding)
{
    return about(text, knob, encoding, "help", knob.help);
}

std::string unit_of(const Language& text, const Knob& knob)
{
    if (knob.unit.empty()) return "";
    std::string key = "unit." + std::string(knob.unit);
    std::ranges::replace(key, ' ', '_');
    return text(key, knob.unit);
}

std::string choice_of(const Language& text, std::string_view word)
{
    return text("choice." + std::string(word), word);
}

std::string formula_in(const Language& text, std::string formula)
{
    static const Language english;
    if (text.code() == english.code()) return formula;
    constexpr std::array<std::string_view, 13> phrases{
        "formula.not_defined", "formula.imported_list", "formula.built_in_list", "formula.up_to",       "formula.positions",
        "formula.beyond",      "formula.middle",        "formula.length",        "formula.of_position", "formula.time",
        "formula.row",         "formula.column",        "formula.bucket"};
    for (const std::string_view phrase : phrases) {
        const std::string from = english(phrase), to = text(phrase);
        for (auto at = formula.find(from); at != std::string::npos; at = formula.find(from, at + to.size()))
            formula.replace(at, from.size(), to);
    }
    return formula;
}

}  // namespace phasescope
