// Every word on screen and in figures comes from the files of a language: assets/languages/CODE/*.json.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace phasescope {

/// Text by key. A key that a language lacks falls back to English, then to the key itself.
class Language {
public:
    /// "en", or another code for which there are files in assets/languages/CODE/; English where there is none.
    explicit Language(std::string_view code = "en");

    const std::string& code() const { return code_; }
    std::string operator()(std::string_view key) const;

    /// The text of a key, else `english`: for texts that live with an encoding or knob.
    std::string operator()(std::string_view key, std::string_view english) const;

    bool has(std::string_view key) const;

private:
    std::string code_;
    std::map<std::string, std::string, std::less<>> texts_;
};

/// Replaces {name} by its value: filled("{n} cells", {{"n", "100"}}).
std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& values);

/// The codes of all languages.
std::vector<std::string> language_codes();

}  // namespace phasescope
