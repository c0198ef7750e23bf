#include <nlohmann/json.hpp>

#include "app/cli/option_list.hpp"
#include "app/cli/reports.hpp"
#include "app/cli/view_words.hpp"
#include "app/text/encoding_words.hpp"
#include "app/text/line_breaks.hpp"
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

std::string knob_line(const Knob& knob, const Language& text)
{
    std::string range;
    for (const std::string_view word : knob.choices) range.append(range.empty() ? "" : " | ").append(word);
    if (!knob.is_choice())
        range = filled(text("cli.range"), {{"lo", shortest_text(knob.min)}, {"hi", shortest_text(knob.max)}});
    if (!knob.unit.empty()) range += " " + unit_of(text, knob);
    const std::string line = padded("    " + knob_option(knob) + "  ", 24);
    return padded(line + range + "  ", 56)
           + filled(text("report.standard"), {{"standard", setting_text(knob, knob.standard)}}) + "\n";
}

}  // namespace

std::string encodings_table(const Language& text)
{
    std::string table;
    for (const Encoding& encoding : encodings()) {
        if (!table.empty()) table += '\n';
        table += filled(text("report.title"), {{"name", std::string(encoding.name)},
                                               {"title", title_of(text, encoding)},
                                               {"citation", citation_of(text, encoding)}})
                 + "\n    " + summary_of(text, encoding) + "\n";
        table += filled(text("report.used"), {{"text", used_in_of(text, encoding)}}) + "\n";
        table += filled(text("report.good"), {{"text", good_at_of(text, encoding)}}) + "\n";
        table += filled(text("report.bad"), {{"text", bad_at_of(text, encoding)}}) + "\n";
        std::string views;
        for (const std::string& view : words_of(encoding)) views += (views.empty() ? "" : " ") + view;
        table += filled(text("report.views"), {{"views", views}}) + "\n";
        for (const Knob& knob : encoding.knobs) table += knob_line(knob, text);
    }
    return table;
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
