// phasescope(1) in roff, with the macros of man(7).
#include <algorithm>
#include <utility>

#include "app/cli/help.hpp"
#include "app/install/pages/pages.hpp"
#include "app/text/line_breaks.hpp"

namespace phasescope {
namespace {

/// The text as roff prints it: no letter of it is an order, none is exchanged for a prettier one.
std::string in_roff(std::string_view text)
{
    static constexpr std::pair<char, std::string_view> letters[]{{'\\', "\\e"},  {'-', "\\-"},   {'\'', "\\(aq"},
                                                                 {'`', "\\(ga"}, {'^', "\\(ha"}, {'~', "\\(ti"}};
    std::string roff = text.starts_with('.') ? "\\&" : "";
    for (const char c : text) {
        const auto* const letter = std::ranges::find(letters, c, &std::pair<char, std::string_view>::first);
        roff += letter == std::end(letters) ? std::string(1, c) : std::string(letter->second);
    }
    return with_break_marks(roff, "\\:");
}

std::string in_bold(std::string_view text)
{
    return "\\fB" + in_roff(text) + "\\fR";
}

/// A title of the page, in the language's own word.
std::string section(const Language& text, std::string_view key)
{
    return ".SH \"" + in_roff(text(key)) + "\"\n";
}

/// A name, and indented below it what it means.
std::string man_entry(const std::string& name, std::string_view meaning)
{
    return ".TP\n" + name + "\n" + in_roff(meaning) + "\n";
}

std::string name_and_value(const OptionInfo& option)
{
    const std::string letter = option.letter.empty() ? "" : in_bold(option.letter) + ", ";
    const std::string value = option.value.empty() ? "" : " \\fI" + in_roff(option.value) + "\\fR";
    return letter + in_bold(option.name) + value;
}

std::string synopsis(const Language& text)
{
    std::string page = section(text, "man.synopsis");
    for (const CommandInfo& command : commands()) {
        const std::string name = command.name.empty() ? "" : " " + std::string(command.name);
        page += (command.name.empty() ? "" : ".br\n") + in_bold("phasescope" + name) + " " + in_roff(usage_of(command, text))
                + "\n";
    }
    return page;
}

std::string command_sections(const Language& text)
{
    std::string page = section(text, "man.description") + in_roff(summary_of(command_info(Action::window), text)) + "\n"
                       + section(text, "man.commands");
    for (const CommandInfo& command : commands())
        if (!command.name.empty()) page += man_entry(in_bold(command.name), summary_of(command, text));
    return page;
}

/// "With the window, render, export."
std::string takers_of(const OptionInfo& option, const Language& text)
{
    std::string takers;
    for (const CommandInfo& command : commands())
        if (option.taken_by(command.action))
            takers.append(takers.empty() ? "" : text("cli.comma"))
                .append(command.name.empty() ? text("man.window") : std::string(command.name));
    return filled(text("man.takers"), {{"commands", takers}});
}

/// Whether the same commands take all options of the group.
bool taken_alike(const std::string& group)
{
    const std::vector<Action>* takers = nullptr;
    for (const OptionInfo& option : options()) {
        if (option.group != group) continue;
        if (takers && *takers != option.takers) return false;
        takers = &option.takers;
    }
    return true;
}

std::string option_sections(const Language& text)
{
    std::string page = section(text, "man.options"), group;
    bool alike = false;
    for (const OptionInfo& option : options()) {
        if (option.group != group) {
            group = option.group;
            alike = taken_alike(group);
            page += ".SS \"" + in_roff(group_of(option, text)) + "\"\n";
            if (alike) page += in_roff(takers_of(option, text)) + "\n";
        }
        page += man_entry(name_and_value(option), help_of(option, text));
        if (!alike) page += ".br\n" + in_roff(takers_of(option, text)) + "\n";
    }
    return page + ".SS \"" + in_roff(text("man.help")) + "\"\n"
           + man_entry(in_bold("-h") + ", " + in_bold("--help"), text("cli.help.page"))
           + man_entry(in_bold("--version"), text("cli.help.version"));
}

std::string exit_section(const Language& text)
{
    std::string page = section(text, "man.exit");
    for (const std::string_view code : exit_codes) page += man_entry(in_bold(code), text(exit_key(code)));
    return page;
}

std::string example_section(const Language& text)
{
    std::string page = section(text, "man.examples") + ".nf\n";
    for (const CommandInfo& command : commands())
        for (const std::string_view example : command.examples) page += in_roff(example) + "\n";
    return page + ".fi\n";
}

}  // namespace

std::string man_page(const Language& text)
{
    const std::string version = std::string("Phasescope ") + PHASESCOPE_VERSION;
    return ".\\\" Made from the program's own lists of commands and options.\n.TH PHASESCOPE 1 \"\" \"" + version
           + "\"\n.nh\n.ad l\n.nr HY 0\n.ds AD l\n" + section(text, "man.name") + "phasescope \\- "
           + in_roff(text("cli.summary")) + "\n" + synopsis(text) + command_sections(text) + option_sections(text)
           + exit_section(text) + example_section(text);
}

}  // namespace phasescope
