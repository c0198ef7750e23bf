#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/reports.hpp"
#include "app/text/encoding_words.hpp"
#include "app/text/line_breaks.hpp"
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

constexpr std::array<std::string_view, 3> keys_ahead_names{"scored", "by formula", "masked"};

/// What keys after the query would tell is null where they have no score.
Json direction_object(const Check& check)
{
    const Direction& direction = check.direction;
    const bool defined = check.keys_ahead != KeysAhead::left_out;
    const auto number = [&](double x) { return defined ? Json(x) : Json(); };
    Json object;
    object["index"] = number(direction.index);
    object["max_exchange"] = number(direction.max_exchange);
    object["max_difference"] = number(direction.max_difference);
    object["at"] = Json{{"position", direction.position}, {"offset", direction.offset}};
    object["tolerance"] = direction.tolerance;
    object["keys_after_the_query"] = keys_ahead_names[static_cast<std::size_t>(check.keys_ahead)];
    object["verdict"] = !defined ? "not defined" : direction.sees_direction ? "sees direction" : "blind";
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
            name_width = std::max(name_width, columns_of(row.name));
            number_width = std::max(number_width, columns_of(row.number));
        }
        std::string text;
        for (const Row& row : rows_) {
            const std::string line = padded(row.name, name_width + 2) + row.number;
            text += row.meaning.empty() ? line : padded(line, name_width + number_width + 4) + row.meaning;
            text += "\n";
        }
        return text;
    }

private:
    struct Row {
        std::string name, number, meaning;
    };
    std::vector<Row> rows_;
};

std::string distance_or_none(const std::optional<std::int64_t>& distance, const Language& text)
{
    return distance ? std::to_string(*distance) : text("report.none");
}

std::string number_or_none(const std::optional<double>& number, const Language& text)
{
    return number ? rounded_text(*number, 3) : text("report.does_not_apply");
}

std::string from_to(double lo, double hi, const Language& text)
{
    return filled(text("report.from_to"),
                  {{"lo", rounded_text(lo, report_digits)}, {"hi", rounded_text(hi, report_digits)}});
}

std::string heading(const Scene& scene, const Check& check, const Language& text)
{
    std::string heading = report_heading(scene, check.measured_length, text);
    if (check.compared_length < check.measured_length)
        heading += filled(text("report.compared_part"), {{"n", std::to_string(check.compared_length)}});
    return heading + "\n";
}

}  // namespace

std::string report_heading(const Scene& scene, std::int64_t measured_length, const Language& text)
{
    const Encoding& encoding = encoding_of(scene);
    std::string settings;
    for (std::size_t i = 0; i < encoding.knobs.size(); ++i) {
        const Knob& knob = encoding.knobs[i];
        if (knob.used && !knob.used(scene.settings)) continue;
        settings.append(settings.empty() ? "" : text("cli.comma"))
            .append(label_of(text, knob, encoding.name) + " " + setting_text(knob, scene.settings[i]));
    }
    std::string heading = filled(text("report.settings"), {{"encoding", title_of(text, encoding)}, {"settings", settings}});
    if (depends_on_content(mechanism_of(scene))) {
        const std::string content(content_names[static_cast<std::size_t>(scene.content.kind)]);
        heading += filled(text("report.content"), {{"content", text("report.content." + content)}});
    }
    const std::int64_t last = scene.start + measured_length - 1;
    heading +=
        "\n" + filled(text("report.positions"), {{"first", std::to_string(scene.start)}, {"last", std::to_string(last)}});
    if (measured_length < scene.length)
        heading += filled(text("report.measured_part"), {{"length", std::to_string(scene.length)}});
    return heading;
}

std::string verdict(const Check& check, const Language& text)
{
    if (check.keys_ahead == KeysAhead::left_out) return text("report.left_out");
    const Direction& direction = check.direction;
    const std::string formula = check.keys_ahead == KeysAhead::by_formula ? "\n" + text("report.by_formula") : "";
    const bool differs = direction.max_difference > direction.tolerance;
    const std::string judged =
        filled(text(direction.sees_direction ? "report.sees" : "report.blind"),
               {{"exchange", rounded_text(direction.max_exchange, 3)}, {"tolerance", rounded_text(direction.tolerance, 3)}});
    if (!differs) return filled(text("report.plain"), {{"verdict", judged}}) + formula;
    const std::string place =
        filled(text("report.ahead_and_back"), {{"position", std::to_string(direction.position)},
                                               {"offset", std::to_string(direction.offset)},
                                               {"difference", rounded_text(direction.max_difference, 3)}});
    return filled(text(direction.sees_direction ? "report.sees_at" : "report.blind_but"),
                  {{"verdict", judged}, {"place", place}})
           + formula;
}

std::string check_table(const Scene& scene, const Check& check, const Language& text)
{
    Table table;
    const Direction& direction = check.direction;
    const auto add = [&](const std::string& key, const std::string& number, const std::string& meaning) {
        table.add(text("report." + key), number, "", meaning);
    };
    const auto distance = [&](const std::string& key, const std::optional<std::int64_t>& found) {
        table.add(text("report." + key), distance_or_none(found, text), found ? text("report.unit.positions") : "",
                  text("report." + key + ".means"));
    };
    const auto of_both_sides = [&](double number) {
        return check.keys_ahead == KeysAhead::left_out ? text("report.not_defined") : rounded_text(number, 3);
    };
    add("exchange", of_both_sides(direction.max_exchange), text("report.exchange.means"));
    add("index", of_both_sides(direction.index), text("report.index.means"));
    add("difference", of_both_sides(direction.max_difference),
        filled(text("report.difference.means"),
               {{"position", std::to_string(direction.position)}, {"offset", std::to_string(direction.offset)}}));
    add("tolerance", rounded_text(direction.tolerance, 3), text("report.tolerance.means"));
    add("toeplitz", rounded_text(check.toeplitz_defect, 3), text("report.toeplitz.means"));
    add("offset_residual", number_or_none(check.offset_residual, text), "max |S(i+s,j+s) - S(i,j)|");
    add("shift_residual", number_or_none(check.shift_residual, text), "max |x(p+s) - M_s x(p)|");
    distance("rise", check.first_rise);
    distance("negative", check.first_negative);
    if (check.norm) add("norm", from_to(check.norm->least, check.norm->greatest, text), text("report.norm.means"));
    if (check.wavelength)
        table.add(text("report.wavelength"), from_to(check.wavelength->shortest, check.wavelength->longest, text),
                  text("report.unit.positions"), text("report.wavelength.means"));
    return heading(scene, check, text) + "\n" + verdict(check, text) + "\n\n" + table.text();
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
    object["direction"] = direction_object(check);
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
