#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/reports.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

/// Null in place of what is not there.
template <class T>
Json or_null(const std::optional<T>& measured)
{
    return measured ? Json(*measured) : Json();
}

Json knobs_object(const Scene& scene)
{
    Json object = Json::object();
    const Encoding& encoding = encoding_of(scene);
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        const double setting = scene.settings[i];
        Json& entry = object[std::string(knob.name)];
        if (knob.is_choice())
            entry = setting_text(knob, setting);
        else if (setting == std::floor(setting))
            entry = static_cast<std::int64_t>(setting);
        else
            entry = setting;
    }
    return object;
}

Json direction_object(const Direction& direction)
{
    Json object;
    object["index"] = direction.index;
    object["max_difference"] = direction.max_difference;
    object["at"] = Json{{"position", direction.position}, {"offset", direction.offset}};
    object["tolerance"] = direction.tolerance;
    object["verdict"] = direction.sees_direction ? "sees direction" : "blind";
    return object;
}

/// Lines "name   number unit   what it means", aligned.
class Table {
public:
    void add(const std::string& name, const std::string& number, const std::string& unit, const std::string& meaning)
    {
        rows_.push_back({name, unit.empty() ? number : number + " " + unit, meaning});
    }

    std::string text() const
    {
        std::size_t name_width = 0, number_width = 0;
        for (const Row& row : rows_) {
            name_width = std::max(name_width, row.name.size());
            number_width = std::max(number_width, row.number.size());
        }
        std::string text;
        for (const Row& row : rows_) {
            std::string line = row.name + std::string(name_width + 2 - row.name.size(), ' ') + row.number;
            if (!row.meaning.empty()) line += std::string(number_width + 2 - row.number.size(), ' ') + row.meaning;
            text += line + "\n";
        }
        return text;
    }

private:
    struct Row {
        std::string name, number, meaning;
    };
    std::vector<Row> rows_;
};

constexpr int digits = 6;

std::string distance_or_none(const std::optional<std::int64_t>& distance)
{
    return distance ? std::to_string(*distance) : "none";
}

std::string number_or_none(const std::optional<double>& number)
{
    return number ? rounded_text(*number, 3) : "does not apply";
}

std::string heading(const Scene& scene, const Check& check)
{
    const Encoding& encoding = encoding_of(scene);
    std::string text = std::string(encoding.title) + ":";
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        if (knob.used && !knob.used(scene.settings)) continue;
        text += std::string(i == 0 ? " " : ", ") + std::string(knob.label) + " " + setting_text(knob, scene.settings[i]);
    }
    if (depends_on_content(mechanism_of(scene)))
        text += ", query and key " + std::string(content_names[static_cast<std::size_t>(scene.content.kind)]);
    const std::int64_t last = scene.start + check.measured_length - 1;
    text += "\nPositions " + std::to_string(scene.start) + " to " + std::to_string(last);
    if (check.measured_length < scene.length)
        text += " (of " + std::to_string(scene.length) + "; the rest was not measured)";
    if (check.compared_length < check.measured_length)
        text += "; distances and defects from the first " + std::to_string(check.compared_length);
    return text + "\n";
}

}  // namespace

std::string verdict(const Direction& direction)
{
    const std::string difference = rounded_text(direction.max_difference, 3);
    const bool differs = direction.max_difference > direction.tolerance;
    std::string text = direction.sees_direction
                           ? "Sees direction: exchanging query and key changes the score by more than rounding"
                           : "Blind: exchanging query and key changes no score by more than rounding";
    text += " (tolerance " + rounded_text(direction.tolerance, 3) + ")";
    if (!differs) return text + ".";
    const std::string place = "at position " + std::to_string(direction.position) + " the scores "
                              + std::to_string(direction.offset) + " ahead and " + std::to_string(direction.offset)
                              + " back differ by " + difference;
    if (direction.sees_direction) return text + "; " + place + ".";
    return text + "; that " + place + " is no direction: the score is symmetric, but no function of the offset alone.";
}

std::string check_table(const Scene& scene, const Check& check)
{
    Table table;
    const Direction& direction = check.direction;
    table.add("direction index", rounded_text(direction.index, 3), "",
              "||A - A^T|| / (2 ||A||); 0 = blind, 1 = all direction");
    table.add("largest difference", rounded_text(direction.max_difference, 3), "",
              "max |S(t,t+D) - S(t,t-D)|, at t = " + std::to_string(direction.position)
                  + ", D = " + std::to_string(direction.offset));
    table.add("tolerance", rounded_text(direction.tolerance, 3), "", "what rounding alone may leave");
    table.add("Toeplitz defect", rounded_text(check.toeplitz_defect, 3), "", "0 = the score depends on the offset only");
    table.add("offset residual", number_or_none(check.offset_residual), "", "max |S(i+s,j+s) - S(i,j)|");
    table.add("shift residual", number_or_none(check.shift_residual), "", "max |x(p+s) - M_s x(p)|");
    table.add("first rise", distance_or_none(check.first_rise), check.first_rise ? "positions" : "",
              "the distance after which the score grows again");
    table.add("first negative", distance_or_none(check.first_negative), check.first_negative ? "positions" : "",
              "the first distance with a score below 0");
    if (check.norm)
        table.add("norm", rounded_text(check.norm->least, digits) + " to " + rounded_text(check.norm->greatest, digits), "",
                  "length of the rows");
    if (check.wavelength)
        table.add(
            "wavelength",
            rounded_text(check.wavelength->shortest, digits) + " to " + rounded_text(check.wavelength->longest, digits),
            "positions", "one turn of the fastest and the slowest pair");
    return heading(scene, check) + "\n" + verdict(direction) + "\n\n" + table.text();
}

std::string check_json(const Scene& scene, const Check& check)
{
    Json object;
    object["encoding"] = scene.encoding;
    object["knobs"] = knobs_object(scene);
    object["length"] = scene.length;
    object["measured_length"] = check.measured_length;
    object["compared_length"] = check.compared_length;
    object["start"] = scene.start;
    object["direction"] = direction_object(check.direction);
    object["toeplitz_defect"] = check.toeplitz_defect;
    object["first_rise"] = or_null(check.first_rise);
    object["first_negative"] = or_null(check.first_negative);
    object["norm"] = check.norm ? Json{{"min", check.norm->least}, {"max", check.norm->greatest}} : Json();
    object["shift_residual"] = or_null(check.shift_residual);
    object["offset_residual"] = or_null(check.offset_residual);
    object["wavelength"] =
        check.wavelength ? Json{{"shortest", check.wavelength->shortest}, {"longest", check.wavelength->longest}} : Json();
    return object.dump(2) + "\n";
}

}  // namespace phasescope
