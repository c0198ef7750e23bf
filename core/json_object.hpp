// Reading the values of a JSON object by key, with complaints that name the key, what was found and what may stand there.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/nearest.hpp"
#include "core/result.hpp"

namespace phasescope {

/// What is said while a text is read. Faults of a text from a newer version are warnings: its rules may differ.
class Complaints {
public:
    explicit Complaints(std::string_view source) : source_(source) {}

    void warn(std::string sentence);

    /// Whether the next warning would be told, not only counted: then it is worth its words.
    bool is_telling() const { return warnings_.size() < most_told; }

    void fault(const std::string& sentence, const std::string& hint = "");

    /// From now on faults are warnings.
    void forgive() { forgiving_ = true; }

    const std::optional<Error>& error() const { return error_; }

    /// The first twenty, then how many more there are.
    std::vector<std::string> warnings() const;

private:
    static constexpr std::size_t most_told = 20;

    std::string source_;
    bool forgiving_ = false;
    std::optional<Error> error_;
    std::vector<std::string> warnings_;
    std::size_t more_ = 0;
};

/// One object. Each function takes one key: a missing key leaves the value as it is, a wrong one is a fault. What was
/// not asked for by the end is unknown.
class JsonObject {
public:
    using Json = nlohmann::ordered_json;

    /// `path` is what the object is called: "looks.matrix", "" for the whole text.
    JsonObject(Complaints& complaints, const Json& json, std::string path);

    /// A saturated value where the number is whole but too large; its text is then kept in `written`.
    void whole(std::string_view key, std::int64_t& value, std::map<std::string, std::string>* written = nullptr);
    void seed(std::string_view key, std::uint64_t& value);
    void number(std::string_view key, double& value);
    void truth(std::string_view key, bool& value);
    void text(std::string_view key, std::string& value);
    void wholes(std::string_view key, std::vector<std::int64_t>& values);

    /// [begin, end]
    void interval(std::string_view key, double& begin, double& end);

    /// The index of a word among the valid ones.
    void word(std::string_view key, const std::vector<std::string>& valid, std::size_t& index);
    template <class Enum, std::size_t Count>
    void word(std::string_view key, const std::array<std::string_view, Count>& names, Enum& value)
    {
        auto index = static_cast<std::size_t>(value);
        word(key, std::vector<std::string>(names.begin(), names.end()), index);
        value = static_cast<Enum>(index);
    }

    /// The value of the key; null where it is missing.
    const Json* take(std::string_view key);
    std::optional<JsonObject> object(std::string_view key);

    /// "looks.matrix.lo"
    std::string path_of(std::string_view key) const;

    /// Warns of every key that was not asked for.
    void finish() const;

private:
    void wrong(std::string_view key, const Json& found, const std::string& expected) const;

    Complaints& complaints_;
    const Json& json_;
    std::string path_;
    std::vector<std::string> known_;
};

/// What was found, in a few words: "\"abc\"", "1.5", "a list".
std::string json_excerpt(const nlohmann::ordered_json& json);

}  // namespace phasescope
