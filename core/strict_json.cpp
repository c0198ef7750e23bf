#include "core/strict_json.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/utf8.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

/// The library's own words about a mistake: what stands after " - ", without the text that it quotes.
std::string complaint(std::string_view message)
{
    const std::size_t dash = message.find(" - ");
    if (dash == std::string_view::npos) return "the text ends or breaks off here";
    message.remove_prefix(dash + 3);
    return one_line(message.substr(0, message.find(';')), 100);
}

/// Builds the value, and looks at each thing before it is kept. The library's own builder looks through all keys of an
/// object for each new one; here they are compared once, when the object ends.
class Builder : public nlohmann::json_sax<Json> {
public:
    explicit Builder(const JsonLimits& limits) : limits_(limits) {}

    Json& value() { return value_; }

    /// Why the reading was stopped, without a place; `byte` is where, 0 where that is not known.
    const Error& error() const { return error_; }
    std::size_t byte() const { return byte_; }

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(std::int64_t value) override { return add(value); }
    bool number_unsigned(std::uint64_t value) override { return add(value); }
    bool number_float(double value, const std::string& /*text*/) override { return add(value); }
    bool string(std::string& text) override { return add(std::move(text)); }
    bool binary(Json::binary_t& /*bytes*/) override { return false; }  // there is none in text
    bool start_array(std::size_t /*count*/) override { return add(Json::array()) && open(); }
    bool end_array() override { return close(); }
    bool start_object(std::size_t /*count*/) override
    {
        if (objects_++ >= limits_.objects) return refuse("the JSON holds too many objects", limits_.objects, "objects");
        return add(Json::object()) && open();
    }
    bool key(std::string& key) override
    {
        auto& members = open_.back()->get_ref<Json::object_t&>();
        if (members.size() >= limits_.keys) return refuse("an object of the JSON has too many keys", limits_.keys, "keys");
        members.emplace_back(std::move(key), Json());
        return true;
    }
    bool end_object() override { return keys_differ() && close(); }
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/, const Json::exception& mistake) override
    {
        if (const auto* const at = dynamic_cast<const Json::parse_error*>(&mistake)) {
            byte_ = at->byte;
            error_ = {"this is not JSON: " + complaint(at->what()), "", ""};
        } else {
            error_ = {"a number in the JSON is larger than a computer can hold", "", "the largest is about 1.8e308"};
        }
        return false;
    }

private:
    template <class Number>
    bool refuse(const char* what, Number most, const char* of)
    {
        error_ = {what, "", "at most " + std::to_string(most) + " " + of + " are accepted"};
        return false;
    }

    template <class Value>
    bool add(Value&& value)
    {
        if (open_.size() >= static_cast<std::size_t>(limits_.depth))
            return refuse("the JSON is nested too deeply", limits_.depth, "levels");
        if (++values_ > limits_.values) return refuse("the JSON holds too many values", limits_.values, "values");
        Json& place = open_.empty()               ? value_
                      : open_.back()->is_object() ? open_.back()->get_ref<Json::object_t&>().back().second
                                                  : open_.back()->get_ref<Json::array_t&>().emplace_back();
        place = std::forward<Value>(value);
        last_ = &place;
        return true;
    }

    bool open()
    {
        open_.push_back(last_);
        return true;
    }

    bool close()
    {
        open_.pop_back();
        return true;
    }

    bool keys_differ()
    {
        std::vector<std::string_view> keys;
        for (const auto& member : open_.back()->get_ref<const Json::object_t&>()) keys.push_back(member.first);
        std::ranges::sort(keys);
        const auto twice = std::ranges::adjacent_find(keys);
        if (twice == keys.end()) return true;
        error_ = {"the key \"" + one_line(*twice, 64) + "\" is there twice in one object", "", "keep one of them"};
        return false;
    }

    JsonLimits limits_;
    Json value_;
    std::vector<Json*> open_;  ///< the arrays and objects around what comes next; none of them moves while it is open
    Json* last_ = nullptr;
    std::size_t values_ = 0;
    std::size_t objects_ = 0;
    Error error_;
    std::size_t byte_ = 0;
};

/// "line 3, column 7" of a byte.
std::string line_and_column(std::string_view text, std::size_t byte)
{
    const std::string_view before = text.substr(0, byte);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - line_begin + 1);
}

/// Bytes of the longest string or number, of which the parser makes several copies.
std::size_t longest_token(std::string_view text)
{
    std::size_t longest = 0, length = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool escapes = quoted && c == '\\';
        const bool ends = quoted ? c == '"' : std::string_view(" \t\r\n,:[]{}\"").find(c) != std::string_view::npos;
        if (escapes) ++i;
        length = ends ? 0 : length + 1;
        longest = std::max(longest, length);
        if (c == '"') quoted = !quoted;
    }
    return longest;
}

Error checked_text(std::string_view text, const std::string& where, const JsonLimits& limits)
{
    if (text.size() > limits.bytes)
        return {"the text is too long", where + ": " + std::to_string(text.size()) + " bytes",
                "at most " + std::to_string(limits.bytes) + " bytes are accepted"};
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return {"the text is UTF-16", where, "save it as UTF-8"};
    if (const std::size_t byte = first_invalid_utf8(text); byte != std::string_view::npos)
        return {"the text is not UTF-8", where + ": byte " + std::to_string(byte),
                "this may be no text file, or save it as UTF-8"};
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return {"the text is empty", where, ""};
    if (const std::size_t bytes = longest_token(text); bytes > limits.token)
        return {"a string or a number in the JSON is too long", where + ": " + std::to_string(bytes) + " bytes",
                "at most " + std::to_string(limits.token) + " bytes are accepted; a quote may be missing"};
    return {};
}

}  // namespace

Result<nlohmann::ordered_json> strict_json(std::string_view text, std::string_view source, const JsonLimits& limits)
{
    const std::string where(source);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (Error error = checked_text(text, where, limits); !error.what.empty()) return error;
    Builder builder(limits);
    if (Json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.value());
    Error error = builder.error();
    error.where = where;
    if (builder.byte() > 0) error.where += ": " + line_and_column(text, std::min(builder.byte() - 1, text.size()));
    return error;
}

}  // namespace phasescope
