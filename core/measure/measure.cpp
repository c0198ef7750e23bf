#include "core/measure/measure.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/measure/expression.hpp"
#include "core/measure/list.hpp"
#include "core/nearest.hpp"
#include "core/number_text.hpp"

namespace phasescope {
namespace {

Error cannot_be(std::string_view setting, std::string_view value, const std::string& hint)
{
    return {std::string(setting) + " cannot be " + std::string(value), "", hint};
}

std::optional<std::size_t> index_in(std::span<const std::string_view> names, std::string_view word)
{
    const auto found = std::ranges::find(names, word);
    return found == names.end() ? std::nullopt : std::optional<std::size_t>(found - names.begin());
}

/// A knob of the encoding, by its name.
Result<Done> set_knob(Scene& scene, std::string_view name, std::string_view value)
{
    const Encoding& encoding = encoding_of(scene);
    const int index = knob_index(encoding, name);
    if (index < 0) return Error{std::string(encoding.name) + " has no setting of this name", std::string(name), ""};
    const Knob& knob = encoding.knobs[static_cast<std::size_t>(index)];
    double& setting = scene.settings[static_cast<std::size_t>(index)];
    if (knob.is_choice()) {
        const auto choice = index_in(knob.choices, value);
        if (!choice) return cannot_be(name, value, "use one of its words");
        setting = static_cast<double>(*choice);
        return Done{};
    }
    const std::optional<double> number = parsed_number(value);
    if (!number) return cannot_be(name, value, "use a number");
    setting = *number;
    return Done{};
}

Result<Done> set(Scene& scene, std::string_view name, std::string_view value)
{
    if (name == "encoding") {
        if (!find_encoding(value)) return cannot_be(name, value, "use the name of an encoding");
        // Only the encoding, not the length and the mask that suit it.
        const Scene before = scene;
        scene = with_encoding(scene, value);
        scene.length = before.length;
        scene.attention = before.attention;
        return Done{};
    }
    if (name == "content") {
        const auto kind = index_in(content_names, value);
        if (!kind) return cannot_be(name, value, "use ones, equal or different");
        scene.content.kind = static_cast<ContentKind>(*kind);
        return Done{};
    }
    if (name == "causal") {
        if (value != "yes" && value != "no") return cannot_be(name, value, "use yes or no");
        scene.attention.causal = value == "yes";
        return Done{};
    }
    const std::optional<double> number = parsed_number(value);
    const bool whole = number && *number == std::floor(*number) && std::abs(*number) < 0x1p53;
    const auto as_whole = [&](std::int64_t& setting) -> Result<Done> {
        if (!whole) return cannot_be(name, value, "use a whole number");
        setting = static_cast<std::int64_t>(*number);
        return Done{};
    };
    if (name == "length") return as_whole(scene.length);
    if (name == "start") return as_whole(scene.start);
    if (name == "head") return as_whole(scene.attention.head);
    if (name == "seed") {
        if (!whole || *number < 0) return cannot_be(name, value, "use a whole number");
        scene.content.seed = static_cast<std::uint64_t>(*number);
        return Done{};
    }
    return set_knob(scene, name, value);
}

/// The scene with the settings, as it then stands; an Error where one had to be repaired.
Result<Scene> with_settings(Scene scene, const Expression& expression)
{
    for (const auto& [name, value] : expression.settings)
        if (const Result<Done> done = set(scene, name, value); !done) return done.error();
    std::vector<Repair> repairs;
    Scene valid = repaired(std::move(scene), &repairs);
    if (!repairs.empty() && !expression.settings.empty())
        return cannot_be(repairs.front().where, repairs.front().was, "it would become " + repairs.front().now);
    return valid;
}

const std::vector<Measure>& measures()
{
    static const std::vector<Measure> all = [] {
        std::vector<Measure> list;
        for (const auto& some :
             {setting_measures(), cell_measures(), wave_measures(), score_measures(), study_measures(), format_measures()})
            list.insert(list.end(), some.begin(), some.end());
        return list;
    }();
    return all;
}

Result<Measured> value_of(const Scene& scene, const Expression& expression);

Result<std::vector<MeasureValue>> values_of(const Scene& scene, const Expression& expression)
{
    std::vector<MeasureValue> values;
    for (const Argument& argument : expression.arguments) {
        if (argument.inner.empty()) {
            values.push_back({argument.text, parsed_number(argument.text)});
            continue;
        }
        const Result<Measured> inner = value_of(scene, argument.inner.front());
        if (!inner) return inner.error();
        if (!inner->is_number()) return Error{"a number is needed in the brackets", inner->word, ""};
        values.push_back({shortest_text(inner->number), inner->number});
    }
    return values;
}

struct Operation {
    std::string_view name;
    double (*of)(double, double);
};
constexpr std::array<Operation, 4> operations{{{"add", [](double a, double b) { return a + b; }},
                                               {"sub", [](double a, double b) { return a - b; }},
                                               {"mul", [](double a, double b) { return a * b; }},
                                               {"div", [](double a, double b) { return a / b; }}}};

/// A number, or a measure that needs no arguments.
Result<double> operand(const Scene& scene, const MeasureValue& value)
{
    if (value.number) return *value.number;
    const Result<Measured> named = value_of(scene, {value.text, {}, {}});
    if (!named) return named.error();
    if (!named->is_number()) return Error{"a number is needed", value.text, ""};
    return named->number;
}

Result<Measured> computed(const Operation& operation, const Scene& scene, const std::vector<MeasureValue>& values)
{
    if (values.size() != 2) return Error{std::string(operation.name) + " needs two numbers", "", ""};
    const Result<double> first = operand(scene, values[0]);
    if (!first) return first.error();
    const Result<double> second = operand(scene, values[1]);
    if (!second) return second.error();
    return plain_number(operation.of(*first, *second));
}

Result<Measured> value_of(const Scene& present, const Expression& expression)
{
    const Result<Scene> scene = with_settings(present, expression);
    if (!scene) return scene.error();
    const Result<std::vector<MeasureValue>> values = values_of(*scene, expression);
    if (!values) return values.error();
    const auto operation = std::ranges::find(operations, expression.name, &Operation::name);
    if (operation != operations.end()) return computed(*operation, *scene, *values);
    const auto found = std::ranges::find(measures(), expression.name, [](const Measure& m) { return m.use.name; });
    if (found == measures().end()) {
        std::vector<std::string> names;
        for (const Measure& measure : measures()) names.emplace_back(measure.use.name);
        return Error{"there is no measure of this name", expression.name,
                     "the nearest one is " + alternatives(nearest_words(expression.name, names, 1))};
    }
    if (values->size() != found->count)
        return Error{expression.name + " needs " + std::to_string(found->count) + " arguments", "",
                     "write " + expression.name + " " + std::string(found->use.arguments)};
    return found->of(*scene, *values);
}

/// A number or an expression.
Result<double> side(const Scene& scene, std::string_view text)
{
    const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
    if (first == std::string_view::npos) return Error{"one side of the condition is missing", "", ""};
    text = text.substr(first, last - first + 1);
    if (const std::optional<double> number = parsed_number(text)) return *number;
    const Result<Measured> found = measured(scene, text);
    if (!found) return found.error();
    if (!found->is_number()) return Error{"a number is needed", std::string(text), ""};
    return found->number;
}

}  // namespace

Measured plain_number(double number)
{
    const bool whole = number == std::floor(number) && std::abs(number) < 0x1p53;
    return whole ? whole_number(static_cast<std::int64_t>(number)) : real_number(number);
}

Result<std::int64_t> whole_of(const MeasureValue& value)
{
    if (!value.number || *value.number != std::floor(*value.number) || std::abs(*value.number) >= 0x1p53)
        return Error{"a whole number is needed", value.text, ""};
    return static_cast<std::int64_t>(*value.number);
}

Result<Measured> measured(const Scene& scene, std::string_view text)
{
    if (const std::optional<double> number = parsed_number(text)) return plain_number(*number);
    const Result<Expression> expression = parsed_expression(text);
    if (!expression) return expression.error();
    Result<Measured> value = value_of(scene, *expression);
    if (value) return value;
    Error error = value.error();
    error.where = std::string(text) + (error.where.empty() || error.where == text ? "" : ": " + error.where);
    return error;
}

Result<bool> holds(const Scene& scene, std::string_view condition)
{
    // Settings have '=' too, but never with spaces around it.
    for (const std::string_view op : {" <= ", " >= ", " != ", " < ", " > ", " = "}) {
        const auto at = condition.find(op);
        if (at == std::string_view::npos) continue;
        const Result<double> left = side(scene, condition.substr(0, at));
        if (!left) return left.error();
        const Result<double> right = side(scene, condition.substr(at + op.size()));
        if (!right) return right.error();
        if (op == " <= ") return *left <= *right;
        if (op == " >= ") return *left >= *right;
        if (op == " != ") return *left != *right;
        if (op == " < ") return *left < *right;
        if (op == " > ") return *left > *right;
        return *left == *right;
    }
    return Error{"this is no condition", std::string(condition), "write A < B, with spaces around the sign"};
}

std::span<const MeasureUse> measure_uses()
{
    static const std::vector<MeasureUse> uses = [] {
        std::vector<MeasureUse> list;
        for (const Measure& measure : measures()) list.push_back(measure.use);
        for (const Operation& operation : operations) list.push_back({operation.name, "A B", "of two numbers"});
        return list;
    }();
    return uses;
}

}  // namespace phasescope
