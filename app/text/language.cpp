#include "app/text/language.hpp"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <mutex>

#include "app/assets.hpp"
#include "core/json_object.hpp"
#include "core/strict_json.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

constexpr std::string_view languages_folder = "assets/languages/";

/// The code of the language that a file belongs to: the folder it lies in. "" of other files.
std::string_view code_of(const Asset& file)
{
    if (!file.path.starts_with(languages_folder)) return {};
    const std::string_view rest = file.path.substr(languages_folder.size());
    return rest.substr(0, rest.find('/'));
}

/// The texts of one language, read when it is first asked for and kept; none where there are no files of it.
const LanguageTexts& texts_of(std::string_view code)
{
    static std::mutex one_at_a_time;
    static std::map<std::string, LanguageTexts, std::less<>> languages;
    const std::lock_guard lock(one_at_a_time);
    if (const auto known = languages.find(code); known != languages.end()) return known->second;
    LanguageTexts& texts = languages[std::string(code)];
    for (const Asset& file : assets()) {
        if (code.empty() || code_of(file) != code) continue;
        Result<LanguageTexts> read = language_texts(file.bytes, file.path);
        assert(read);
        texts.merge(*std::move(read));
    }
    return texts;
}

}  // namespace

Result<LanguageTexts> language_texts(std::string_view json_text, std::string_view source)
{
    constexpr JsonLimits limits{.bytes = std::size_t{1} << 20, .keys = 10000, .depth = 2};
    const auto json = strict_json(json_text, source, limits);
    if (!json) return json.error();
    if (!json->is_object())
        return Error{"this is no file of a language", std::string(source), "it holds " + json_excerpt(*json)};
    LanguageTexts texts;
    for (const auto& [key, text] : json->items()) {
        if (!text.is_string())
            return Error{"a text of a language is " + json_excerpt(text), std::string(source) + ": " + one_line(key, 64),
                         "write text in quotes"};
        texts[key] = text.get<std::string>();
    }
    return texts;
}

Language::Language(std::string_view code)
    : code_(texts_of(code).empty() ? "en" : code), own_(&texts_of(code_)), english_(&texts_of("en"))
{
}

std::string Language::operator()(std::string_view key) const
{
    return (*this)(key, key);
}

std::string Language::operator()(std::string_view key, std::string_view english) const
{
    for (const LanguageTexts* texts : {own_, english_})
        if (const auto found = texts->find(key); found != texts->end()) return found->second;
    return std::string(english);
}

bool Language::has(std::string_view key) const
{
    return own_->contains(key) || english_->contains(key);
}

std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& values)
{
    for (const auto& [name, value] : values) {
        const std::string slot = "{" + name + "}";
        for (auto at = text.find(slot); at != std::string::npos; at = text.find(slot, at + value.size()))
            text.replace(at, slot.size(), value);
    }
    return text;
}

std::vector<std::string> language_codes()
{
    std::vector<std::string> codes;
    for (const Asset& file : assets())
        if (const std::string code(code_of(file)); !code.empty() && std::ranges::find(codes, code) == codes.end())
            codes.push_back(code);
    std::stable_partition(codes.begin(), codes.end(), [](const std::string& code) { return code == "en"; });
    return codes;
}

std::string code_after(std::string_view code)
{
    const auto codes = language_codes();
    const auto found = std::ranges::find(codes, code);
    return found == codes.end() || found + 1 == codes.end() ? codes.front() : *(found + 1);
}

std::string language_word(const std::string& code, std::string_view key)
{
    return Language(code)(key);
}

std::string system_language()
{
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* const locale = std::getenv(variable);
        if (!locale || !*locale) continue;
        const std::string code(std::string_view(locale).substr(0, std::string_view(locale).find_first_of("_.@")));
        const auto codes = language_codes();
        return std::ranges::find(codes, code) == codes.end() ? "en" : code;
    }
    return "en";
}

}  // namespace phasescope
