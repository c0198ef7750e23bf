#include <cmath>
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

Json settings_json(const MatchReading& reading)
{
    Json object = Json::object();
    const Encoding& encoding = *find_encoding(reading.encoding);
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        if (knob.is_choice())
            object[std::string(knob.name)] = setting_text(knob, reading.settings[i]);
        else
            object[std::string(knob.name)] = reading.settings[i];
    }
    return object;
}

Json word_or_null(std::string_view word)
{
    return word.empty() ? Json() : Json(word);
}

/// What a reading says is written into the object; null where it says nothing.
void add_reading(Json& object, const std::optional<MatchReading>& reading)
{
    const MatchReading none, &said = reading ? *reading : none;
    const bool has_encoding = !said.encoding.empty();
    object["form"] = reading ? Json(name_of(said.form)) : Json();
    object["encoding"] = word_or_null(said.encoding);
    object["settings"] = has_encoding ? settings_json(said) : Json();
    object["mistake"] = word_or_null(said.mistake);
    object["found"] = said.mistake.empty() ? Json() : Json(find_mistake(said.mistake)->found);
    object["transposed"] = said.transposed;
    object["first_row"] = said.first_row;
    object["first_position"] = said.first_position;
    object["scale"] = said.scale;
    object["cosine_first"] = said.cosine_first;
    object["axes_exchanged"] = said.axes_exchanged;
    object["masked"] = said.masked;
    object["head"] = said.head >= 0 ? Json(said.head) : Json();
}

/// No number of JSON is infinite.
Json finite(double number)
{
    return std::isfinite(number) ? Json(number) : Json();
}

}  // namespace

int exit_code(const TableMatch& match)
{
    constexpr int mistaken_code = 4, unknown_code = 5;
    return match.verdict == MatchVerdict::correct    ? 0
           : match.verdict == MatchVerdict::mistaken ? mistaken_code
                                                     : unknown_code;
}

std::string match_report(const TableMatch& match, const Language& text)
{
    std::string report = match_sentence(text, match) + "\n";
    if (match.verdict == MatchVerdict::mistaken) report += mistake_sentence(text, match.reading->mistake) + "\n";
    if (!match.reading) return report;
    return report + "Numbers written as " + precision_text(match.precision) + "; at most " + rounded_text(match.tolerance, 2)
           + " was allowed at row " + std::to_string(match.row) + ", column " + std::to_string(match.col) + ".\n";
}

std::string match_json(const TableMatch& match)
{
    Json object;
    object["verdict"] = match_verdict_names[static_cast<std::size_t>(match.verdict)];
    object["matches"] = match.matches();
    add_reading(object, match.reading);
    object["fit"] = match.reading ? Json(match.fit) : Json();
    object["largest_difference"] = match.reading ? finite(match.largest_difference) : Json();
    object["row"] = match.reading ? Json(match.row) : Json();
    object["column"] = match.reading ? Json(match.col) : Json();
    object["tolerance"] = match.reading ? Json(match.tolerance) : Json();
    object["left_out"] = match.padding;
    object["zero"] = match.zero_rows;
    object["empty"] = match.empty_rows;
    object["not_finite"] = {{"count", match.not_finite.count},
                            {"row", match.not_finite.count > 0 ? Json(match.not_finite.row) : Json()},
                            {"column", match.not_finite.count > 0 ? Json(match.not_finite.col) : Json()}};
    object["equally"] = Json::array();
    for (const MatchReading& reading : match.equally) add_reading(object["equally"].emplace_back(), reading);
    object["precision"] = precision_text(match.precision);
    return object.dump(2) + "\n";
}

}  // namespace phasescope
