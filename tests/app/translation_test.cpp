// Every language says all that English says, in letters that the fonts have.
#include <gtest/gtest.h>
#include <imgui.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "app/assets.hpp"
#include "app/cli/help.hpp"
#include "app/cli/option_list.hpp"
#include "app/cli/view_words.hpp"
#include "app/fonts.hpp"
#include "app/imgui_compat.hpp"
#include "app/text/encoding_words.hpp"
#include "app/text/language.hpp"
#include "app/text/line_breaks.hpp"
#include "core/scene.hpp"

namespace phasescope::translation_test {
namespace {

using Texts = std::map<std::string, std::string>;

/// The texts of a file, flat: key -> text; null where there is no such file.
const Texts* texts_of(const std::string& code, const std::string& area)
{
    static std::map<std::string, Texts> read;
    const std::string path = "assets/languages/" + code + "/" + area;
    for (const Asset& file : assets()) {
        if (file.path != path) continue;
        return &read.try_emplace(path, nlohmann::json::parse(file.bytes).get<Texts>()).first->second;
    }
    return nullptr;
}

std::set<std::string> areas_of(const std::string& code)
{
    const std::string folder = "assets/languages/" + code + "/";
    std::set<std::string> areas;
    for (const Asset& file : assets())
        if (file.path.starts_with(folder)) areas.insert(std::string(file.path.substr(folder.size())));
    return areas;
}

std::vector<std::string> other_languages()
{
    std::vector<std::string> codes = language_codes();
    std::erase(codes, "en");
    return codes;
}

std::set<std::string> keys_of(const Texts& texts)
{
    std::set<std::string> keys;
    for (const auto& [key, text] : texts) keys.insert(key);
    return keys;
}

/// "{n}", "{rows}" and so on, each as often as it stands there. Lowered text such as W_{q} has braces too: the same ones.
std::multiset<std::string> placeholders(const std::string& text)
{
    const std::regex slot(R"(\{[^{}]*\})");
    return {std::sregex_token_iterator(text.begin(), text.end(), slot), std::sregex_token_iterator()};
}

/// A word of an encoding: the key and, where it stands for several encodings, the one that they share.
struct Wanted {
    std::string key, shared;
    std::string english;
};

std::string unit_key(const Knob& knob)
{
    std::string key = "unit." + std::string(knob.unit);
    std::ranges::replace(key, ' ', '_');
    return key;
}

std::vector<Wanted> wanted_of(const Encoding& encoding)
{
    const std::string own = "encoding." + std::string(encoding.name) + ".";
    std::vector<Wanted> all{
        {own + "title", "", std::string(encoding.title)},     {own + "citation", "", std::string(encoding.citation)},
        {own + "summary", "", std::string(encoding.summary)}, {own + "used_in", "", std::string(encoding.used_in)},
        {own + "good_at", "", std::string(encoding.good_at)}, {own + "bad_at", "", std::string(encoding.bad_at)}};
    for (const Knob& knob : encoding.knobs) {
        const std::string name(knob.name), of_both = "knob." + std::string(encoding.name) + "." + name;
        all.push_back({of_both + ".label", "knob." + name + ".label", std::string(knob.label)});
        all.push_back({of_both + ".help", "knob." + name + ".help", std::string(knob.help)});
        if (!knob.unit.empty()) all.push_back({unit_key(knob), "", std::string(knob.unit)});
        for (const std::string_view word : knob.choices)
            all.push_back({"choice." + std::string(word), "", std::string(word)});
    }
    return all;
}

TEST(Translation, EveryAreaHasTheKeysOfEnglishInEveryLanguage)
{
    for (const std::string& code : other_languages()) {
        for (const std::string& area : areas_of("en")) {
            const Texts* const texts = texts_of(code, area);
            ASSERT_TRUE(texts) << code << " lacks " << area;
            EXPECT_EQ(keys_of(*texts), keys_of(*texts_of("en", area))) << code << ", " << area;
        }
    }
}

TEST(Translation, ATextHasThePlaceholdersOfTheEnglishOne)
{
    for (const std::string& code : other_languages())
        for (const std::string& area : areas_of("en"))
            for (const auto& [key, text] : *texts_of("en", area))
                EXPECT_EQ(placeholders(texts_of(code, area)->at(key)), placeholders(text)) << code << ", " << key;
}

TEST(Translation, EveryWordOfEncodingsAndKnobsIsThereInEveryLanguage)
{
    for (const std::string& code : other_languages()) {
        const Language language(code);
        for (const Encoding& encoding : encodings())
            for (const Wanted& word : wanted_of(encoding))
                EXPECT_TRUE(language.has(word.key) || (!word.shared.empty() && language.has(word.shared)))
                    << code << " lacks " << word.key << ": " << word.english;
        for (const std::string name : {"length", "start", "head", "projected_size"})
            for (const std::string part : {"label", "help"})
                EXPECT_TRUE(language.has("knob." + name + "." + part)) << code << ", " << name << "." << part;
    }
}

TEST(Translation, NoWordOfAnEncodingIsLeftOver)
{
    std::set<std::string> asked{"knob.projected_size.help"};
    for (const std::string name : {"length", "start", "head"})
        for (const std::string part : {"label", "help"}) asked.insert("knob." + name + "." + part);
    for (const Encoding& encoding : encodings()) {
        for (std::size_t i = 1; i <= encoding.formula.size(); ++i)
            asked.insert("encoding." + std::string(encoding.name) + ".formula." + std::to_string(i));
        for (const Wanted& word : wanted_of(encoding)) asked.insert({word.key, word.shared});
    }
    for (const std::string& code : other_languages())
        for (const std::string& key : keys_of(*texts_of(code, "encodings.json")))
            EXPECT_TRUE(asked.contains(key)) << code << ", " << key;
}

TEST(Translation, FormulasHoldNoEnglishWords)
{
    const Language english;
    // Names of functions, units and models, and words of the files.
    const std::regex word("[A-Za-z]{4,}");
    const std::set<std::string> names{"base",  "bucket", "buckets", "clip",  "index",
                                      "score", "offset", "width",   "scale", "span"};
    for (const std::string& code : other_languages()) {
        const Language language(code);
        const auto expect_none = [&](const std::string& text, std::string_view encoding) {
            for (std::sregex_iterator it(text.begin(), text.end(), word), end; it != end; ++it)
                EXPECT_TRUE(names.contains(it->str())) << code << ", " << encoding << ": " << text;
        };
        for (const Encoding& encoding : encodings()) {
            for (const std::string& line : formula_of(language, encoding, standard_settings(encoding)))
                expect_none(line, encoding.name);
            for (const double scaling : {0.0, 3.0, 8.0}) {
                Scene scene = with_encoding(first_scene(), encoding.name);
                if (const int knob = knob_index(encoding, "scaling"); knob >= 0)
                    scene.settings[static_cast<std::size_t>(knob)] = scaling;
                for (const std::int64_t position : {0, 1, 50, 100'000}) {
                    if (encoding.cell_formula)
                        expect_none(
                            formula_in(language, encoding.cell_formula(scene.settings, surroundings(scene), position, 1)),
                            encoding.name);
                    if (encoding.score_formula)
                        expect_none(formula_in(language, encoding.score_formula(scene.settings, 0, position, 3)),
                                    encoding.name);
                }
            }
        }
    }
}

TEST(Translation, TheHelpOfTheCommandLineIsWholeInEveryLanguage)
{
    const auto asked = option_keys();
    const std::set<std::string> keys(asked.begin(), asked.end());
    for (const std::string& code : other_languages()) {
        const Language language(code);
        EXPECT_EQ(keys_of(*texts_of(code, "options.json")), keys) << code;
        for (const CommandInfo& command : commands()) {
            const std::string page = help_text(command.action, language);
            const bool shows = command.action == Action::render || command.action == Action::export_numbers;
            for (const std::string& view : shows ? view_words(command.action) : std::vector<std::string>{})
                EXPECT_EQ(page.find(view) == std::string::npos, help_text(command.action).find(view) == std::string::npos)
                    << code << ", " << view;
            for (const OptionInfo& option : options()) {
                if (!option.taken_by(command.action)) continue;
                EXPECT_NE(page.find(option.name), std::string::npos) << code << ", " << option.name;
                EXPECT_EQ(placeholders(language("option." + option.name.substr(2), option.help)), placeholders(option.help))
                    << code << ", " << option.name;
            }
        }
    }
}

TEST(Translation, LinesOfTheHelpEndWithinThePage)
{
    for (const std::string& code : language_codes()) {
        for (const CommandInfo& command : commands()) {
            std::stringstream page(help_text(command.action, Language(code)));
            for (std::string line; std::getline(page, line);) {
                // Help beside its option; what stands alone may be an example or a sentence of any length.
                if (!line.starts_with(std::string(28, ' '))) continue;
                EXPECT_LE(columns_of(line), 100u) << code << ": " << line;
            }
        }
    }
}

/// The characters of a text, without those that the line of text cannot hold.
std::set<unsigned> characters_of(std::string_view text)
{
    std::set<unsigned> all;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        const auto lead = static_cast<unsigned char>(*at);
        const int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        unsigned code = more == 0 ? lead : lead & (0x3Fu >> more);
        for (int i = 0; i < more; ++i) code = code << 6 | (static_cast<unsigned char>(*++at) & 0x3Fu);
        ++at;
        if (code > 0x20) all.insert(code);
    }
    return all;
}

/// All texts of JSON, whatever they belong to.
void add_characters(const nlohmann::json& json, std::set<unsigned>& all)
{
    if (json.is_string()) all.merge(characters_of(json.get_ref<const std::string&>()));
    if (json.is_structured())
        for (const auto& part : json) add_characters(part, all);
}

TEST(Translation, TheFontsThatWereFoundHaveEveryLetterOfEveryText)
{
    for (const std::string& code : language_codes()) {
        std::set<unsigned> characters;
        for (const Asset& file : assets()) {
            const bool lesson = file.path.starts_with("assets/lessons/") && code != "en";
            if (lesson || file.path.starts_with("assets/languages/" + code + "/"))
                add_characters(nlohmann::json::parse(file.bytes), characters);
        }
        EXPECT_GT(characters.size(), 60u) << code;
        ImGui::CreateContext();
        const Fonts fonts = load_fonts(*ImGui::GetIO().Fonts, 1, code);
        EXPECT_FALSE(fonts.built_in);
        EXPECT_FALSE(fonts.lacking) << code;
        ImGui::GetIO().Fonts->Build();
        for (const unsigned character : characters)
            for (const ImFont* font : {fonts.body, fonts.bold, fonts.small, fonts.tiny, fonts.large})
                EXPECT_TRUE(font->FindGlyphNoFallback(static_cast<ImWchar>(character)))
                    << code << " lacks U+" << std::hex << character << " in the font of size " << font_size(font);
        ImGui::DestroyContext();
    }
}

TEST(Translation, TheButtonShowsALanguageByItsOwnName)
{
    ImGui::CreateContext();
    const Fonts fonts = load_fonts(*ImGui::GetIO().Fonts, 1, "en");
    ImGui::GetIO().Fonts->Build();
    for (const std::string& code : language_codes())
        for (const unsigned character : characters_of(language_word(code, "language.short")))
            EXPECT_TRUE(fonts.body->FindGlyphNoFallback(static_cast<ImWchar>(character))) << code;
    ImGui::DestroyContext();
}

}  // namespace
}  // namespace phasescope::translation_test
