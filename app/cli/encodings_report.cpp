#include <nlohmann/json.hpp>

#include "app/cli/option_list.hpp"
#include "app/cli/reports.hpp"
#include "app/cli/view_words.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

/// A number that is whole is written as one.
Json number(double x)
{
    const auto whole = static_cast<std::int64_t>(x);
    return static_cast<double>(whole) == x ? Json(whole) : Json(x);
}

Json knob_object(const Knob& knob)
{
    Json object;
    object["name"] = knob.name;
    object["option"] = knob_option(knob);
    object["label"] = knob.label;
    object["unit"] = knob.unit;
    object["help"] = knob.help;
    object["min"] = knob.is_choice() ? Json() : number(knob.min);
    object["max"] = knob.is_choice() ? Json() : number(knob.max);
    object["default"] = knob.is_choice() ? Json(setting_text(knob, knob.standard)) : number(knob.standard);
    object["scale"] = knob.is_choice() ? Json() : Json(knob.scale == Scale::logarithmic ? "logarithmic" : "linear");
    object["whole"] = knob.whole;
    object["choices"] = knob.choices;
    return object;
}

std::string knob_line(const Knob& knob)
{
    std::string line = "    " + knob_option(knob);
    line.resize(std::max<std::size_t>(line.size() + 2, 24), ' ');
    std::string range;
    if (knob.is_choice())
        for (const std::string_view word : knob.choices) range.append(range.empty() ? "" : " | ").append(word);
    else
        range = shortest_text(knob.min) + " to " + shortest_text(knob.max);
    if (!knob.unit.empty()) range.append(" ").append(knob.unit);
    line += range;
    line.resize(std::max<std::size_t>(line.size() + 2, 56), ' ');
    return line + "standard " + setting_text(knob, knob.standard) + "\n";
}

}  // namespace

std::string encodings_table()
{
    std::string text;
    for (const Encoding& encoding : encodings()) {
        if (!text.empty()) text += '\n';
        text +=
            std::string(encoding.name) + ": " + std::string(encoding.title) + " (" + std::string(encoding.citation) + ")\n";
        text += "    " + std::string(encoding.summary) + "\n";
        text += "    Used in: " + std::string(encoding.used_in) + "\n";
        text += "    Good at: " + std::string(encoding.good_at) + "\n";
        text += "    Bad at: " + std::string(encoding.bad_at) + "\n";
        text += "    Views:";
        for (const std::string& view : words_of(encoding)) text += " " + view;
        text += "\n";
        for (const Knob& knob : encoding.knobs) text += knob_line(knob);
    }
    return text;
}

std::string encodings_json()
{
    Json list = Json::array();
    for (const Encoding& encoding : encodings()) {
        Json object;
        object["name"] = encoding.name;
        object["title"] = encoding.title;
        object["citation"] = encoding.citation;
        object["summary"] = encoding.summary;
        object["used_in"] = encoding.used_in;
        object["good_at"] = encoding.good_at;
        object["bad_at"] = encoding.bad_at;
        object["formula"] = encoding.formula;
        object["views"] = words_of(encoding);
        object["knobs"] = Json::array();
        for (const Knob& knob : encoding.knobs) object["knobs"].push_back(knob_object(knob));
        list.push_back(std::move(object));
    }
    return list.dump(2) + "\n";
}

}  // namespace phasescope
