#include <nlohmann/json.hpp>

#include "app/cli/reports.hpp"
#include "app/text/match_sentence.hpp"
#include "core/encoding.hpp"
#include "core/mistakes.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

std::string precision_text(const WrittenPrecision& precision)
{
    const std::string name(precision.name);
    return precision.decimals > 0 ? std::to_string(precision.decimals) + " " + name : name;
}

Json settings_json(const TableMatch& match)
{
    Json object = Json::object();
    const Encoding& encoding = *find_encoding(match.encoding);
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        if (knob.is_choice())
            object[std::string(knob.name)] = setting_text(knob, match.settings[i]);
        else
            object[std::string(knob.name)] = match.settings[i];
    }
    return object;
}

}  // namespace

std::string match_report(const TableMatch& match, const Language& text)
{
    std::string report = match_sentence(text, match) + "\n";
    if (!match.mistake.empty()) report += mistake_sentence(text, match.mistake) + "\n";
    return report + "Numbers written as " + precision_text(match.precision) + "; at most " + rounded_text(match.tolerance, 2)
           + " was allowed at row " + std::to_string(match.row) + ", column " + std::to_string(match.col) + ".\n";
}

std::string match_json(const TableMatch& match)
{
    Json object;
    object["matches"] = match.matches;
    object["encoding"] = match.encoding;
    object["settings"] = settings_json(match);
    object["mistake"] = match.mistake.empty() ? Json() : Json(match.mistake);
    object["found"] = match.mistake.empty() ? Json() : Json(find_mistake(match.mistake)->found);
    object["transposed"] = match.transposed;
    object["first_position"] = match.first_position;
    object["largest_difference"] = match.largest_difference;
    object["row"] = match.row;
    object["column"] = match.col;
    object["tolerance"] = match.tolerance;
    object["precision"] = precision_text(match.precision);
    return object.dump(2) + "\n";
}

}  // namespace phasescope
