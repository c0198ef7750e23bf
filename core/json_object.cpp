#include "core/json_object.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/number_text.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

/// A whole number, however it is written (100, 1e2); saturated where 64 bits do not hold it. Nothing where it is not whole.
std::optional<std::int64_t> whole_value(const Json& json, bool& saturated)
{
    constexpr auto most = std::numeric_limits<std::int64_t>::max(), least = std::numeric_limits<std::int64_t>::min();
    saturated = false;
    if (json.is_number_unsigned()) {
        const auto number = json.get<std::uint64_t>();
        saturated = number > static_cast<std::uint64_t>(most);
        return saturated ? most : static_cast<std::int64_t>(number);
    }
    if (json.is_number_integer()) return json.get<std::int64_t>();
    if (!json.is_number_float()) return std::nullopt;
    const auto number = json.get<double>();
    if (number != std::floor(number)) return std::nullopt;
    saturated = !(std::abs(number) < 0x1p63);
    if (saturated) return number > 0 ? most : least;
    return static_cast<std::int64_t>(number);
}

}  // namespace

void Complaints::warn(std::string sentence)
{
    if (is_telling())
        warnings_.push_back(std::move(sentence));
    else
        ++more_;
}

void Complaints::fault(const std::string& sentence, const std::string& hint)
{
    if (forgiving_) return warn(sentence + "; it is left out");
    if (!error_) error_ = Error{sentence, source_, hint};
}

std::vector<std::string> Complaints::warnings() const
{
    std::vector<std::string> all = warnings_;
    if (more_ > 0) all.push_back("and " + std::to_string(more_) + " more of this kind");
    return all;
}

JsonObject::JsonObject(Complaints& complaints, const Json& json, std::string path)
    : complaints_(complaints), json_(json), path_(std::move(path))
{
}

void JsonObject::whole(std::string_view key, std::int64_t& value, std::map<std::string, std::string>* written)
{
    const Json* json = take(key);
    if (!json) return;
    bool saturated = false;
    const std::optional<std::int64_t> number = whole_value(*json, saturated);
    if (!number) return wrong(key, *json, "a whole number");
    value = *number;
    if (saturated && written) (*written)[path_of(key)] = json_excerpt(*json);
}

void JsonObject::seed(std::string_view key, std::uint64_t& value)
{
    const Json* json = take(key);
    if (!json) return;
    if (!json->is_number_unsigned()) return wrong(key, *json, "a whole number from 0 to 18446744073709551615");
    value = json->get<std::uint64_t>();
}

void JsonObject::number(std::string_view key, double& value)
{
    const Json* json = take(key);
    if (!json) return;
    if (!json->is_number()) return wrong(key, *json, "a number");
    value = json->get<double>();
}

void JsonObject::truth(std::string_view key, bool& value)
{
    const Json* json = take(key);
    if (!json) return;
    if (!json->is_boolean()) return wrong(key, *json, "true or false");
    value = json->get<bool>();
}

void JsonObject::text(std::string_view key, std::string& value)
{
    const Json* json = take(key);
    if (!json) return;
    if (!json->is_string()) return wrong(key, *json, "text in quotes");
    value = json->get_ref<const std::string&>();
}

void JsonObject::wholes(std::string_view key, std::vector<std::int64_t>& values)
{
    const Json* json = take(key);
    if (!json) return;
    if (!json->is_array()) return wrong(key, *json, "a list of whole numbers");
    std::vector<std::int64_t> read;
    for (const Json& element : *json) {
        bool saturated = false;
        const auto number = whole_value(element, saturated);
        if (!number) return wrong(std::string(key) + "[" + std::to_string(read.size()) + "]", element, "a whole number");
        read.push_back(*number);
    }
    values = std::move(read);
}

void JsonObject::interval(std::string_view key, double& begin, double& end)
{
    const Json* json = take(key);
    if (!json) return;
    const bool fits = json->is_array() && json->size() == 2 && (*json)[0].is_number() && (*json)[1].is_number();
    if (!fits) return wrong(key, *json, "a list of two numbers");
    begin = (*json)[0].get<double>();
    end = (*json)[1].get<double>();
}

void JsonObject::word(std::string_view key, const std::vector<std::string>& valid, std::size_t& index)
{
    const Json* json = take(key);
    if (!json) return;
    const auto quoted = [](std::string_view word) { return "\"" + std::string(word) + "\""; };
    if (!json->is_string()) {
        std::vector<std::string> words;
        for (const std::string& word : valid) words.push_back(quoted(word));
        return wrong(key, *json, alternatives(words));
    }
    const auto& word = json->get_ref<const std::string&>();
    const auto found = std::ranges::find(valid, word);
    if (found == valid.end())
        return complaints_.fault(path_of(key) + " cannot be " + json_excerpt(*json),
                                 "use " + alternatives(nearest_words(word, valid, valid.size())));
    index = static_cast<std::size_t>(found - valid.begin());
}

const JsonObject::Json* JsonObject::take(std::string_view key)
{
    known_.emplace_back(key);
    const auto found = json_.find(std::string(key));
    return found == json_.end() ? nullptr : &*found;
}

std::optional<JsonObject> JsonObject::object(std::string_view key)
{
    const Json* json = take(key);
    if (!json) return std::nullopt;
    if (!json->is_object()) {
        wrong(key, *json, "an object { }");
        return std::nullopt;
    }
    return JsonObject(complaints_, *json, path_of(key));
}

std::string JsonObject::path_of(std::string_view key) const
{
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void JsonObject::finish() const
{
    for (const auto& [key, value] : json_.items()) {
        if (std::ranges::find(known_, key) != known_.end()) continue;
        const std::string nearest = complaints_.is_telling() ? alternatives(nearest_words(key, known_, 1)) : "";
        complaints_.warn("unknown key " + path_of(one_line(key, 64))
                         + (nearest.empty() ? "" : "; the nearest known one is " + nearest));
    }
}

void JsonObject::wrong(std::string_view key, const Json& found, const std::string& expected) const
{
    complaints_.fault(path_of(key) + " is " + json_excerpt(found), "expected " + expected);
}

std::string json_excerpt(const nlohmann::ordered_json& json)
{
    if (json.is_string()) return "\"" + one_line(json.get_ref<const std::string&>(), 48) + "\"";
    if (json.is_number_float()) return shortest_text(json.get<double>());
    if (json.is_array()) return "a list";
    if (json.is_object()) return "an object";
    return json.dump();
}

}  // namespace phasescope
