// The lists of words are those that the command line takes.
#include <gtest/gtest.h>

#include "app/cli/option_words.hpp"
#include "app/cli/options.hpp"

namespace phasescope::option_words_test {
namespace {

/// The error of a command line that has the word behind the option; empty where it is taken.
std::string refusal(const OptionInfo& option, const std::string& word)
{
    std::vector<std::string> line{"phasescope"};
    const Action action = option.takers.front();
    if (action != Action::window) line.emplace_back(command_info(action).name);
    if (action == Action::render || action == Action::export_numbers) line.insert(line.end(), {"matrix", "-o", "a.npy"});
    for (const Encoding& encoding : encodings())
        for (const Knob& knob : encoding.knobs)
            if (knob_option(knob) == option.name && std::ranges::find(knob.choices, word) != knob.choices.end()) {
                line.insert(line.end(), {"--encoding", std::string(encoding.name)});
                break;
            }
    line.insert(line.end(), {option.name, word});
    std::vector<const char*> argv;
    for (const std::string& one : line) argv.push_back(one.c_str());
    const auto parsed = parsed_command(static_cast<int>(argv.size()), argv.data());
    const auto* refused = std::get_if<Refusal>(&parsed);
    return refused ? refused->error.line() : "";
}

TEST(OptionWords, EveryOptionOfWordsHasSome)
{
    for (const OptionInfo& option : options())
        if (option.value == "WORD" || option.value == "KIND" || option.value == "CODE") {
            EXPECT_FALSE(option_words(option.name).empty()) << option.name;
        }
}

TEST(OptionWords, EveryWordIsTakenAndAnotherIsRefused)
{
    for (const OptionInfo& option : options()) {
        const std::vector<std::string> words = option_words(option.name);
        for (const std::string& word : words) {
            const std::string said = refusal(option, word);
            EXPECT_TRUE(said.find("unknown") == std::string::npos && said.find("no lesson") == std::string::npos) << said;
        }
        if (!words.empty()) {
            EXPECT_NE(refusal(option, "no-such-word"), "") << option.name;
        }
    }
}

TEST(OptionWords, NumbersAndTextHaveNone)
{
    for (const char* option : {"--length", "--title", "--d-model", "--output", "--no-such-option"})
        EXPECT_TRUE(option_words(option).empty()) << option;
}

}  // namespace
}  // namespace phasescope::option_words_test
