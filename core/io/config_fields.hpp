// The fields of a model's configuration, each asked for by the names that it has in different models, and said in a note.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace phasescope {

/// Names that one field may have; the first that is there counts.
using FieldNames = std::initializer_list<std::string_view>;

/// One object of a configuration. A field that is null counts as missing; one of another type or out of range is said
/// and then counts as missing too.
class ConfigFields {
public:
    using Json = nlohmann::ordered_json;

    /// `path` is what the object is called, "" for the whole text. Both references outlive this.
    ConfigFields(const Json& object, std::string path, std::vector<std::string>& notes);

    std::optional<double> number(FieldNames names, double min, double max);
    std::optional<bool> truth(FieldNames names);
    std::optional<std::string> text(FieldNames names);
    std::optional<ConfigFields> object(FieldNames names);

    /// The numbers of a list, at most 8192; the note says how many.
    std::vector<double> numbers(FieldNames names);

    bool has(FieldNames names) const;

    /// Asked without a note.
    bool is_true(std::string_view name) const;
    bool is_true(std::string_view object, std::string_view name) const;
    bool is_one_of(std::string_view name, FieldNames words) const;

    /// The value as it is; null where it is missing.
    const Json* raw(std::string_view name);

    void note(std::string sentence);

    /// Notes the fields that were not asked for: all, or only those whose names speak of position.
    void note_the_rest(bool all);

private:
    const Json* find(FieldNames names, std::string& name) const;
    const Json* take(FieldNames names, std::string& name);
    std::string path_of(std::string_view name) const;
    void wrong(std::string_view name, const Json& found, const std::string& expected);

    const Json* json_;
    std::string path_;
    std::vector<std::string>* notes_;
    std::vector<std::string> taken_;
};

}  // namespace phasescope
