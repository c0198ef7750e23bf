// Every word on screen and in figures comes from the files of a language: assets/languages/CODE/*.json.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace phasescope {

using LanguageTexts = std::map<std::string, std::string, std::less<>>;

/// The texts of one file of a language, by key: {"key": "text", ...}. `source` is named in messages.
Result<LanguageTexts> language_texts(std::string_view json_text, std::string_view source);

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
    // Kept as long as the program runs.
    const LanguageTexts* own_;
    const LanguageTexts* english_;
};

/// Replaces {name} by its value: filled("{n} cells", {{"n", "100"}}).
std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& values);

/// The codes of all languages, English first.
std::vector<std::string> language_codes();

/// The language that comes after this one, the first after the last.
std::string code_after(std::string_view code);

/// What another language says, such as its own name.
std::string language_word(const std::string& code, std::string_view key);

/// The code for the system's locale (LC_ALL, else LC_MESSAGES, else LANG: "zh_CN.UTF-8" is zh); "en" where there are no
/// texts for it.
std::string system_language();

}  // namespace phasescope
