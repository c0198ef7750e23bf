// `encodings --json`, the help and the manual say the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "app/cli/help.hpp"
#include "app/cli/option_list.hpp"
#include "app/cli/options.hpp"
#include "app/cli/view_words.hpp"
#include "core/number_text.hpp"
#include "tests/app/program.hpp"

namespace phasescope::agreement_test {
namespace {

using Json = nlohmann::json;

/// What the manual says of the command line.
std::string command_line_page()
{
    return test::bytes_of(std::filesystem::path(PHASESCOPE_SOURCE_DIR) / "assets/manual/command-line.md");
}

/// Every "--option" in a text.
std::set<std::string> options_in(const std::string& text)
{
    static const std::regex option("(^|[^-A-Za-z0-9])(--[a-z][a-z0-9-]*)");
    std::set<std::string> found;
    for (std::sregex_iterator it(text.begin(), text.end(), option), end; it != end; ++it) found.insert((*it)[2]);
    return found;
}

/// Those of `wanted` that are not in `there`, in one line.
std::string missing_from(const std::set<std::string>& there, const std::set<std::string>& wanted)
{
    std::string missing;
    for (const std::string& word : wanted)
        if (!there.contains(word)) missing += (missing.empty() ? "" : " ") + word;
    return missing;
}

std::set<std::string> options_in_help()
{
    std::set<std::string> found;
    for (const CommandInfo& command : commands()) found.merge(options_in(help_text(command.action)));
    return found;
}

/// The words of a command line in a document, up to a pipe; quotes hold words together.
std::vector<std::string> shell_words(const std::string& line)
{
    std::vector<std::string> words;
    bool quoted = false, open = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
            if (quoted && !open) words.emplace_back();
            open = true;
        } else if (!quoted && c == '|') {
            break;
        } else if (!quoted && c == ' ') {
            open = false;
        } else {
            if (!open) words.emplace_back();
            open = true;
            words.back() += c;
        }
    }
    return words;
}

/// A command line in a document may name files that are not here, but it must be one that the program understands.
void expect_understood(const std::string& line)
{
    const std::vector<std::string> words = shell_words(line);
    std::vector<const char*> argv;
    for (const std::string& word : words) argv.push_back(word.c_str());
    const auto parsed = parsed_command(static_cast<int>(argv.size()), argv.data());
    const auto* refusal = std::get_if<Refusal>(&parsed);
    EXPECT_FALSE(refusal && refusal->exit_code == 2) << line << "\n" << (refusal ? refusal->error.line() : "");
}

TEST(Agreement, EveryCommandAndOptionOfTheHelpStandsInTheManual)
{
    const std::string page = command_line_page();
    EXPECT_EQ(missing_from(options_in(page), options_in_help()), "") << "are in the help and not in the manual";
    for (const CommandInfo& command : commands())
        EXPECT_NE(page.find("phasescope " + std::string(command.name)), std::string::npos)
            << "\"phasescope " << command.name << "\" is not in the manual";
}

TEST(Agreement, EveryOptionOfTheManualIsInTheHelp)
{
    EXPECT_EQ(missing_from(options_in_help(), options_in(command_line_page())), "")
        << "are in the manual and not in the help";
}

TEST(Agreement, EveryViewStandsInTheManualAndTheHelp)
{
    const std::string page = command_line_page();
    for (const Action action : {Action::render, Action::export_numbers}) {
        for (const std::string& view : view_words(action)) {
            EXPECT_NE(page.find("`" + view + "`"), std::string::npos) << view << " is not in the manual";
            EXPECT_NE(help_text(action).find(view), std::string::npos) << view << " is not in the help";
        }
    }
}

TEST(Agreement, EveryKnobStandsInTheJsonAndTheHelpWithTheSameRange)
{
    const test::ScratchFolder scratch;
    const Json list = Json::parse(test::run_program({"encodings", "--json"}, scratch.path()).out);
    ASSERT_EQ(list.size(), encodings().size());
    const std::string page = help_text(Action::check);
    const std::string one_line = std::regex_replace(page, std::regex("\\s+"), " ");
    for (const Json& encoding : list) {
        for (const Json& knob : encoding["knobs"]) {
            const std::string option = knob["option"];
            SCOPED_TRACE(encoding["name"].get<std::string>() + " " + option);
            EXPECT_TRUE(options_in(page).contains(option)) << "not in the help";
            std::string allowed;
            for (const Json& word : knob["choices"]) allowed += (allowed.empty() ? "" : " or ") + word.get<std::string>();
            if (allowed.empty()) allowed = shortest_text(knob["min"]) + " to " + shortest_text(knob["max"]);
            EXPECT_NE(one_line.find(allowed), std::string::npos) << "the help does not say " << allowed;
        }
    }
}

TEST(Agreement, TheJsonIsTheRegistry)
{
    const test::ScratchFolder scratch;
    const Json list = Json::parse(test::run_program({"encodings", "--json"}, scratch.path()).out);
    ASSERT_EQ(list.size(), encodings().size());
    for (std::size_t e = 0; e < list.size(); ++e) {
        const Encoding& encoding = encodings()[e];
        EXPECT_EQ(list[e]["name"], encoding.name);
        EXPECT_EQ(list[e]["title"], encoding.title);
        EXPECT_EQ(list[e]["citation"], encoding.citation);
        EXPECT_EQ(list[e]["used_in"], encoding.used_in);
        EXPECT_EQ(list[e]["good_at"], encoding.good_at);
        EXPECT_EQ(list[e]["bad_at"], encoding.bad_at);
        EXPECT_EQ(list[e]["formula"].size(), encoding.formula.size());
        EXPECT_EQ(list[e]["views"], words_of(encoding));
        ASSERT_EQ(list[e]["knobs"].size(), encoding.knobs.size());
        for (std::size_t k = 0; k < encoding.knobs.size(); ++k) {
            const Knob& knob = encoding.knobs[k];
            const Json& object = list[e]["knobs"][k];
            EXPECT_EQ(object["name"], knob.name);
            EXPECT_EQ(object["whole"], knob.whole);
            EXPECT_EQ(object["choices"].size(), knob.choices.size());
            if (knob.is_choice()) {
                EXPECT_EQ(object["default"], setting_text(knob, knob.standard));
                continue;
            }
            EXPECT_EQ(object["default"], knob.standard);
            EXPECT_EQ(object["min"], knob.min);
            EXPECT_EQ(object["max"], knob.max);
        }
    }
}

TEST(Agreement, EveryExampleOfTheHelpIsUnderstood)
{
    for (const CommandInfo& command : commands())
        for (const std::string_view example : command.examples) expect_understood(std::string(example));
}

TEST(Agreement, EveryCommandLineInTheManualIsUnderstood)
{
    std::istringstream lines(command_line_page());
    bool in_code = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```")) in_code = !in_code;
        // Lines with brackets or bars describe a family of command lines.
        const auto start = line.find("phasescope ");
        if (!in_code || start == std::string::npos || line.find_first_of("[<|") < line.find(" | ")) continue;
        const std::string before = line.substr(0, start);
        if (before.find_first_not_of(" $") != std::string::npos && !before.ends_with("build/release/")) continue;
        expect_understood(line.substr(start, line.find(" #") == std::string::npos ? line.npos : line.find(" #") - start));
    }
}

}  // namespace
}  // namespace phasescope::agreement_test
