#include "core/strict_json.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/utf8.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

/// Thrown from inside the library's reader, which knows no other way to stop.
struct Refused {
    std::string what;
    std::string hint;
};

/// Looks at each thing as it is read.
class Guard {
public:
    explicit Guard(const JsonLimits& limits) : limits_(limits) {}

    void see(int depth, Json::parse_event_t event, const Json& part)
    {
        using Event = Json::parse_event_t;
        if (event == Event::object_end) keys_.pop_back();
        if (event == Event::key) see_key(part.get_ref<const std::string&>());
        if (event == Event::object_end || event == Event::array_end || event == Event::key) return;
        if (depth >= limits_.depth) refuse("the JSON is nested too deeply", limits_.depth, "levels");
        if (++values_ > limits_.values) refuse("the JSON holds too many values", limits_.values, "values");
        if (event != Event::object_start) return;
        if (++objects_ > limits_.objects) refuse("the JSON holds too many objects", limits_.objects, "objects");
        keys_.emplace_back();
    }

private:
    template <class Number>
    [[noreturn]] static void refuse(const char* what, Number most, const char* of)
    {
        throw Refused{what, "at most " + std::to_string(most) + " " + of + " are accepted"};
    }

    void see_key(const std::string& key)
    {
        if (!keys_.back().insert(key).second)
            throw Refused{"the key \"" + one_line(key, 64) + "\" is there twice in one object", "keep one of them"};
        if (keys_.back().size() > limits_.keys) refuse("an object of the JSON has too many keys", limits_.keys, "keys");
    }

    JsonLimits limits_;
    std::size_t values_ = 0;
    std::size_t objects_ = 0;
    std::vector<std::set<std::string>> keys_;
};

/// "line 3, column 7" of a byte.
std::string line_and_column(std::string_view text, std::size_t byte)
{
    const std::string_view before = text.substr(0, byte);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - line_begin + 1);
}

/// The library's own words about a mistake: what stands after " - ", without the text that it quotes.
std::string complaint(std::string_view message)
{
    const std::size_t dash = message.find(" - ");
    if (dash == std::string_view::npos) return "the text ends or breaks off here";
    message.remove_prefix(dash + 3);
    return one_line(message.substr(0, message.find(';')), 100);
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
    return {};
}

}  // namespace

Result<nlohmann::ordered_json> strict_json(std::string_view text, std::string_view source, const JsonLimits& limits)
{
    const std::string where(source);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (Error error = checked_text(text, where, limits); !error.what.empty()) return error;
    try {
        Guard guard(limits);
        return Json::parse(text.begin(), text.end(), [&guard](int depth, Json::parse_event_t event, Json& part) {
            guard.see(depth, event, part);
            return true;
        });
    } catch (const Refused& refused) {
        return Error{refused.what, where, refused.hint};
    } catch (const Json::parse_error& mistake) {
        const std::size_t byte = std::min(mistake.byte > 0 ? mistake.byte - 1 : 0, text.size());
        return Error{"this is not JSON: " + complaint(mistake.what()), where + ": " + line_and_column(text, byte), ""};
    } catch (const Json::out_of_range&) {
        return Error{"a number in the JSON is larger than a computer can hold", where, "the largest is about 1.8e308"};
    } catch (const Json::exception& mistake) {
        return Error{"this JSON cannot be read", where, one_line(mistake.what(), 200)};
    }
}

}  // namespace phasescope
