#include "core/io/config_fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/json_object.hpp"
#include "core/number_text.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_notes = 100;

bool fits(const Json& json, double min, double max)
{
    if (!json.is_number()) return false;
    const auto number = json.get<double>();
    return std::isfinite(number) && number >= min && number <= max;
}

/// Whether the name of a field says that it may be about position.
bool speaks_of_position(std::string_view name)
{
    constexpr std::array<std::string_view, 10> words{"rope",    "rotary",  "position", "relative", "alibi",
                                                     "pos_emb", "pos_att", "yarn",     "ntk",      "sinusoid"};
    return std::ranges::any_of(words, [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

}  // namespace

ConfigFields::ConfigFields(const Json& object, std::string path, std::vector<std::string>& notes)
    : json_(&object), path_(std::move(path)), notes_(&notes)
{
}

const Json* ConfigFields::find(FieldNames names, std::string& name) const
{
    for (const std::string_view candidate : names) {
        const auto found = json_->find(std::string(candidate));
        if (found == json_->end() || found->is_null()) continue;
        name = candidate;
        return &*found;
    }
    return nullptr;
}

const Json* ConfigFields::take(FieldNames names, std::string& name)
{
    for (const std::string_view candidate : names) {
        const auto found = json_->find(std::string(candidate));
        if (found != json_->end() && found->is_null()) taken_.emplace_back(candidate);
    }
    const Json* json = find(names, name);
    if (json) taken_.push_back(name);
    return json;
}

std::optional<double> ConfigFields::number(FieldNames names, double min, double max)
{
    std::string name;
    const Json* json = take(names, name);
    if (!json) return std::nullopt;
    if (!fits(*json, min, max)) {
        wrong(name, *json, "a number from " + shortest_text(min) + " to " + shortest_text(max));
        return std::nullopt;
    }
    const auto value = json->get<double>();
    note("read: " + path_of(name) + " = " + shortest_text(value));
    return value;
}

std::optional<bool> ConfigFields::truth(FieldNames names)
{
    std::string name;
    const Json* json = take(names, name);
    if (!json) return std::nullopt;
    if (!json->is_boolean()) {
        wrong(name, *json, "true or false");
        return std::nullopt;
    }
    note("read: " + path_of(name) + " = " + (json->get<bool>() ? "true" : "false"));
    return json->get<bool>();
}

std::optional<std::string> ConfigFields::text(FieldNames names)
{
    std::string name;
    const Json* json = take(names, name);
    if (!json) return std::nullopt;
    if (!json->is_string()) {
        wrong(name, *json, "text in quotes");
        return std::nullopt;
    }
    std::string value = one_line(json->get_ref<const std::string&>(), 64);
    note("read: " + path_of(name) + " = " + value);
    return value;
}

std::optional<ConfigFields> ConfigFields::object(FieldNames names)
{
    std::string name;
    const Json* json = take(names, name);
    if (!json) return std::nullopt;
    if (!json->is_object()) {
        wrong(name, *json, "an object { }");
        return std::nullopt;
    }
    return ConfigFields(*json, path_of(name), *notes_);
}

std::vector<double> ConfigFields::numbers(FieldNames names)
{
    std::string name;
    const Json* json = take(names, name);
    if (!json) return {};
    const bool fine = json->is_array() && json->size() <= 8192
                      && std::ranges::all_of(*json, [](const Json& element) { return fits(element, -1e300, 1e300); });
    if (!fine) {
        wrong(name, *json, "a list of numbers");
        return {};
    }
    note("read: " + path_of(name) + ", " + std::to_string(json->size()) + " numbers");
    return json->get<std::vector<double>>();
}

bool ConfigFields::has(FieldNames names) const
{
    std::string name;
    return find(names, name) != nullptr;
}

bool ConfigFields::is_true(std::string_view name) const
{
    const auto found = json_->find(std::string(name));
    return found != json_->end() && *found == true;
}

bool ConfigFields::is_true(std::string_view object, std::string_view name) const
{
    const auto found = json_->find(std::string(object));
    return found != json_->end() && found->is_object() && found->value(std::string(name), Json()) == true;
}

bool ConfigFields::is_one_of(std::string_view name, FieldNames words) const
{
    const auto found = json_->find(std::string(name));
    return found != json_->end() && found->is_string()
           && std::ranges::find(words, found->get_ref<const std::string&>()) != words.end();
}

const Json* ConfigFields::raw(std::string_view name)
{
    std::string found;
    return take({name}, found);
}

void ConfigFields::note(std::string sentence)
{
    if (notes_->size() == most_notes) notes_->emplace_back("and more");
    if (notes_->size() < most_notes) notes_->push_back(std::move(sentence));
}

void ConfigFields::note_the_rest(bool all)
{
    for (const auto& [key, value] : json_->items()) {
        if (std::ranges::find(taken_, key) != taken_.end()) continue;
        if (all || speaks_of_position(key)) note("not used: " + path_of(one_line(key, 64)) + " = " + json_excerpt(value));
    }
}

std::string ConfigFields::path_of(std::string_view name) const
{
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void ConfigFields::wrong(std::string_view name, const Json& found, const std::string& expected)
{
    note("not understood: " + path_of(name) + " is " + json_excerpt(found) + ", expected " + expected);
}

}  // namespace phasescope
