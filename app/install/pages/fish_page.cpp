// Completion for fish: one line for each option and command.
#include "app/install/pages/completed.hpp"
#include "app/install/pages/pages.hpp"

namespace phasescope {
namespace {

constexpr std::string_view fish_head =
    R"fish(# Completes the command line of phasescope in fish; made from the program's own lists.

# Whether the command so far is one of those named; "window" is none.
function __phasescope_in
    set -l words (commandline -opc)
    set -l command window
    for word in $words[2..]
        if contains -- $word {commands}
            set command $word
            break
        end
    end
    contains -- $command $argv
end

complete -c phasescope -f
)fish";

std::string name_in_fish(const CommandInfo& command)
{
    return command.name.empty() ? "window" : std::string(command.name);
}

/// 'text' for fish, where a backslash stands before ' and \.
std::string fish_quoted(std::string_view text)
{
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "'";
}

/// The words as one argument of -a, in which fish expands each.
std::string word_list(const std::vector<std::string>& words)
{
    const std::string list = listed(words, " ", [](const std::string& word) { return fish_quoted(word); });
    return fish_quoted(list);
}

std::string how_completed(const Completed& completed)
{
    return (completed.files ? " -F" : " -f") + (completed.words.empty() ? "" : " -a " + word_list(completed.words));
}

std::string option_line(const OptionInfo& option)
{
    std::string takers;
    for (const CommandInfo& command : commands())
        if (option.taken_by(command.action)) takers += " " + name_in_fish(command);
    std::string line = "complete -c phasescope -n '__phasescope_in" + takers + "' -l " + option.name.substr(2);
    if (!option.letter.empty()) line += " -s " + option.letter.substr(1);
    if (!option.value.empty()) line += " -r" + how_completed(completed_value(option));
    return line + " -d " + fish_quoted(short_help(option)) + "\n";
}

}  // namespace

std::string fish_page()
{
    std::string page = filled(std::string(fish_head), {{"commands", listed(command_names(), " ")}});
    page += "complete -c phasescope -n '__phasescope_in window' -F\n";
    page += "complete -c phasescope -s h -l help -d 'this page'\n";
    page += "complete -c phasescope -n '__phasescope_in window' -l version -d 'the version of the program'\n";
    for (const CommandInfo& command : commands()) {
        if (command.name.empty()) continue;
        page += "complete -c phasescope -n '__phasescope_in window' -a " + std::string(command.name) + " -d "
                + fish_quoted(short_summary(command)) + "\n";
        const Completed subject = completed_subject(command);
        if (!subject.nothing())
            page += "complete -c phasescope -n '__phasescope_in " + std::string(command.name) + "'" + how_completed(subject)
                    + "\n";
    }
    for (const OptionInfo& option : options()) page += option_line(option);
    return page;
}

}  // namespace phasescope
