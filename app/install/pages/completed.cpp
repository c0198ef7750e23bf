#include "app/install/pages/completed.hpp"

#include <algorithm>

#include "app/cli/option_words.hpp"
#include "app/cli/view_words.hpp"

namespace phasescope {
namespace {

constexpr std::size_t short_length = 60;

/// "knob of rope, xpos"; "" of an option that is no knob.
std::string knob_owners(std::string_view option)
{
    std::string owners;
    for (const Encoding& encoding : encodings())
        for (const Knob& knob : encoding.knobs)
            if (knob_option(knob) == option) owners.append(owners.empty() ? "knob of " : ", ").append(encoding.name);
    return owners;
}

}  // namespace

Completed completed_value(const OptionInfo& option)
{
    const bool file = option.value.starts_with("FILE");
    return {file ? std::vector<std::string>() : option_words(option.name), file || option.name == "--lesson"};
}

Completed completed_subject(const CommandInfo& command)
{
    switch (command.action) {
        case Action::window: return {command_names(), true};
        case Action::render:
        case Action::export_numbers: return {view_words(command.action), false};
        case Action::match: return {{}, true};
        case Action::lesson: return {option_words("--lesson"), true};
        case Action::check:
        case Action::compare:
        case Action::claims:
        case Action::encodings: break;
    }
    return {};
}

std::string short_help(const OptionInfo& option)
{
    const std::string owners = knob_owners(option.name);
    const std::string help = owners.empty() ? help_of(option, Language()) : owners;
    if (help.size() <= short_length) return help;
    const std::size_t end = std::min({help.find_first_of(":;"), help.find(", standard"), help.find(" (")});
    if (end <= short_length) return help.substr(0, end);
    return help.substr(0, help.rfind(' ', short_length)) + " ...";
}

std::string short_summary(const CommandInfo& command)
{
    const std::string summary = summary_of(command, Language());
    return summary.substr(0, summary.find_first_of(".:"));
}

std::vector<std::string> command_names()
{
    std::vector<std::string> names;
    for (const CommandInfo& command : commands())
        if (!command.name.empty()) names.emplace_back(command.name);
    return names;
}

std::string option_pattern(const OptionInfo& option)
{
    return option.letter.empty() ? option.name : option.letter + "|" + option.name;
}

std::string valued_options()
{
    std::string names;
    for (const OptionInfo& option : options())
        if (!option.value.empty()) names.append(names.empty() ? "" : "|").append(option_pattern(option));
    return names;
}

std::string single_quoted(std::string_view word)
{
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

}  // namespace phasescope
