#include "app/cli/help.hpp"

#include <string_view>

#include "app/text/line_breaks.hpp"

namespace phasescope {
namespace {

constexpr std::size_t page_width = 100;
constexpr std::size_t help_column = 28;

/// "  name      text that goes on below itself where the line is full".
std::string entry(const std::string& name, std::string_view text)
{
    std::string page = "  " + name;
    if (columns_of(page) + 2 > help_column) page += "\n";
    std::size_t column = page.ends_with('\n') ? 0 : columns_of(page);
    for (const std::string& line : broken_lines(text, page_width - help_column, columns_of)) {
        page.append(help_column - column, ' ').append(line).append("\n");
        column = 0;
    }
    return page;
}

std::string option_names(const OptionInfo& option)
{
    std::string names = option.letter.empty() ? "" : option.letter + ", ";
    names += option.name;
    if (!option.value.empty()) names += ' ' + option.value;
    return names;
}

std::string command_lines(const Language& text)
{
    std::string page = "\n" + text("cli.commands") + "\n";
    for (const CommandInfo& command : commands())
        if (!command.name.empty()) page += entry(std::string(command.name), summary_of(command, text));
    return page;
}

std::string exit_lines(const Language& text)
{
    std::string page = "\n" + text("cli.exit") + "\n";
    for (const std::string_view code : exit_codes) page += entry(std::string(code), text(exit_key(code)));
    return page;
}

}  // namespace

std::string exit_key(std::string_view code)
{
    return "cli.exit." + std::string(code);
}

std::string help_text(Action action, const Language& text)
{
    const CommandInfo& command = command_info(action);
    const std::string usage = text("cli.usage") + " phasescope ";
    std::string page;
    if (action == Action::window)
        page += filled(text("cli.what"), {{"version", PHASESCOPE_VERSION}, {"summary", text("cli.summary")}}) + "\n\n";
    page += usage + std::string(command.name) + (command.name.empty() ? "" : " ") + usage_of(command, text);
    if (action == Action::window)
        page += "\n" + std::string(columns_of(usage) - columns_of("phasescope "), ' ') + "phasescope "
                + text("cli.command_usage");
    page += "\n\n" + summary_of(command, text) + "\n";
    if (action == Action::window) page += command_lines(text);

    std::string group;
    for (const OptionInfo& option : options()) {
        if (!option.taken_by(action)) continue;
        if (option.group != group) page += "\n" + group_of(option, text) + text("cli.after_heading") + "\n";
        group = option.group;
        page += entry(option_names(option), help_of(option, text));
    }
    page += "\n" + text("cli.help") + "\n" + entry("-h, --help", text("cli.help.page"));
    if (action == Action::window) page += entry("--version", text("cli.help.version")) + exit_lines(text);

    page += "\n" + text("cli.examples") + "\n";
    for (const std::string_view example : command.examples) page += "  " + std::string(example) + "\n";
    return page;
}

}  // namespace phasescope
