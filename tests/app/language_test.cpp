#include "app/text/language.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <sstream>

#include "core/encoding.hpp"
#include "core/picture.hpp"

namespace phasescope::language_test {
namespace {

std::string contents(const std::filesystem::path& path)
{
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

/// Keys that the sources ask a language for with a literal, and where.
std::vector<std::pair<std::string, std::string>> keys_in_sources()
{
    const std::regex asked(R"re((?:\blanguage|\.text)\(\s*"([a-z0-9_.]+)"\s*\))re");
    std::vector<std::pair<std::string, std::string>> keys;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(PHASESCOPE_SOURCE_DIR "/app")) {
        if (entry.path().extension() != ".cpp") continue;
        const std::string text = contents(entry.path());
        for (std::sregex_iterator it(text.begin(), text.end(), asked), end; it != end; ++it)
            keys.emplace_back((*it)[1], entry.path().filename());
    }
    return keys;
}

TEST(Language, EveryKeyInTheSourcesHasAnEnglishText)
{
    const Language english;
    const auto keys = keys_in_sources();
    EXPECT_GT(keys.size(), 10u);
    for (const auto& [key, file] : keys) EXPECT_TRUE(english.has(key)) << key << " in " << file;
}

TEST(Language, KeysThatAreMadeFromNamesHaveAnEnglishText)
{
    const Language english;
    for (const std::string_view name : axis_names) EXPECT_TRUE(english.has("axis." + std::string(name))) << name;
    for (const std::string_view name : sheet_names) EXPECT_TRUE(english.has("sheet." + std::string(name))) << name;
    for (const std::string_view name : content_names)
        EXPECT_TRUE(english.has("figure.content." + std::string(name))) << name;
}

TEST(Language, AMissingTextFallsBackToWhatIsGivenThenToTheKey)
{
    const Language english;
    EXPECT_EQ(english("no.such.key"), "no.such.key");
    EXPECT_EQ(english("no.such.key", "what it says"), "what it says");
    EXPECT_EQ(Language("xx").code(), "en");
    EXPECT_EQ(Language("xx")("axis.value"), english("axis.value"));
}

/// A variable of the environment, put back at the end.
class Variable {
public:
    Variable(const char* name, const char* value) : name_(name)
    {
        if (const char* before = std::getenv(name)) before_ = before;
        value ? setenv(name, value, 1) : unsetenv(name);
    }
    ~Variable() { before_ ? setenv(name_, before_->c_str(), 1) : unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
    std::optional<std::string> before_;
};

TEST(Language, OfTheSystemIsThatOfItsLocale)
{
    const auto spoken = [](const char* all, const char* messages, const char* lang) {
        const Variable a("LC_ALL", all), m("LC_MESSAGES", messages), l("LANG", lang);
        return system_language();
    };
    EXPECT_EQ(spoken(nullptr, nullptr, nullptr), "en");
    EXPECT_EQ(spoken(nullptr, nullptr, "zh_CN.UTF-8"), "zh");
    EXPECT_EQ(spoken("", "zh_SG", "en_GB.UTF-8"), "zh");
    EXPECT_EQ(spoken("C", "zh_CN.UTF-8", "zh_CN.UTF-8"), "en");
    EXPECT_EQ(spoken(nullptr, nullptr, "zh"), "zh");
    EXPECT_EQ(spoken(nullptr, nullptr, "de_DE.UTF-8"), "en");
    EXPECT_EQ(spoken(nullptr, nullptr, "zhx_XX"), "en");
}

TEST(Language, TheNextOneGoesRoundAll)
{
    EXPECT_EQ(language_codes().front(), "en");
    std::string code = "en";
    for (std::size_t i = 0; i < language_codes().size(); ++i) code = code_after(code);
    EXPECT_EQ(code, "en");
    EXPECT_NE(code_after("en"), "en");
    EXPECT_EQ(code_after("xx"), "en");
}

TEST(Language, ValuesFillTheirSlots)
{
    EXPECT_EQ(filled("{a} of {b}, {a}", {{"a", "1"}, {"b", "{a}"}}), "1 of {a}, 1");
    EXPECT_EQ(filled("{unknown}", {{"a", "1"}}), "{unknown}");
}

}  // namespace
}  // namespace phasescope::language_test
