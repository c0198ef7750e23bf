#include "app/cli/help.hpp"

#include <string_view>

namespace phasescope {
namespace {

constexpr std::size_t page_width = 100;
constexpr std::size_t help_column = 28;

/// "  name      text that goes on below itself where the line is full".
std::string entry(const std::string& name, std::string_view text)
{
    std::string page = "  " + name;
    std::size_t column = page.size();
    if (column + 2 > help_column) {
        page += '\n';
        column = 0;
    }
    page.append(help_column - column, ' ');
    column = help_column;
    while (!text.empty()) {
        const std::size_t space = text.find(' ');
        const std::string_view word = text.substr(0, space);
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
        if (column > help_column && column + 1 + word.size() > page_width) {
            page += '\n' + std::string(help_column, ' ');
            column = help_column;
        } else if (column > help_column) {
            page += ' ';
            ++column;
        }
        page += word;
        column += word.size();
    }
    return page + '\n';
}

std::string option_names(const OptionInfo& option)
{
    std::string names = option.letter.empty() ? "" : option.letter + ", ";
    names += option.name;
    if (!option.value.empty()) names += ' ' + option.value;
    return names;
}

std::string command_lines()
{
    std::string page = "\nCommands (phasescope COMMAND --help tells more):\n";
    for (const CommandInfo& command : commands())
        if (!command.name.empty()) page += entry(std::string(command.name), command.summary);
    return page;
}

}  // namespace

std::string help_text(Action action)
{
    const CommandInfo& command = command_info(action);
    std::string page =
        action == Action::window ? "Phasescope " PHASESCOPE_VERSION ": how transformers know position.\n\n" : "";
    page +=
        "Usage: phasescope " + std::string(command.name) + (command.name.empty() ? "" : " ") + std::string(command.usage);
    if (action == Action::window) page += "\n       phasescope COMMAND ...";
    page += "\n\n" + std::string(command.summary) + "\n";
    if (action == Action::window) page += command_lines();

    std::string group;
    for (const OptionInfo& option : options()) {
        if (!option.taken_by(action)) continue;
        if (option.group != group) page += "\n" + option.group + ":\n";
        group = option.group;
        page += entry(option_names(option), option.help);
    }
    page += "\nHelp:\n" + entry("-h, --help", "this page");
    if (action == Action::window) page += entry("--version", "the version of the program");

    page += "\nExamples:\n";
    for (const std::string_view example : command.examples) page += "  " + std::string(example) + "\n";
    return page;
}

}  // namespace phasescope
