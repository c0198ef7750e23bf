// Completion for zsh, by its function _arguments.
#include "app/install/pages/completed.hpp"
#include "app/install/pages/pages.hpp"

namespace phasescope {
namespace {

constexpr std::string_view zsh_head = R"zsh(#compdef phasescope
# Completes the command line of phasescope in zsh; made from the program's own lists.

_phasescope() {
    local command= i
    for ((i = 2; i < CURRENT; ++i)); do
        case $words[i] in
            {valued}) ((++i)) ;;
            {commands})
                command=$words[i]
                break
                ;;
        esac
    done
    case $command in
)zsh";

/// With a backslash before each character that means something in a specification.
std::string escaped(std::string_view text, std::string_view special)
{
    std::string safe;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) safe += '\\';
        safe += c;
    }
    return safe;
}

std::string action_of(const Completed& completed)
{
    const std::string words =
        "(" + listed(completed.words, " ", [](const std::string& word) { return escaped(word, "\\ ():'\","); }) + ")";
    if (completed.nothing()) return " ";
    if (completed.words.empty()) return "_files";
    return completed.files ? " _alternative \"words:word:" + escaped(words, "\\\"") + "\" \"files:file:_files\"" : words;
}

/// ":message:action", for what stands behind an option or alone.
std::string place(std::string_view message, const Completed& completed)
{
    return ":" + escaped(message, ":") + ":" + action_of(completed);
}

std::string option_lines(const OptionInfo& option)
{
    const std::string after = "[" + escaped(short_help(option), "[]\\:") + "]"
                              + (option.value.empty() ? "" : place(option.value, completed_value(option)));
    const std::string equals = option.value.empty() ? "" : "=";
    std::string lines;
    if (!option.letter.empty())
        lines += " \\\n                "
                 + single_quoted("(" + option.name + ")" + option.letter + (equals.empty() ? "" : "+") + after);
    return lines + " \\\n                " + single_quoted(option.name + equals + after);
}

/// A command's words: its own name is the first that stands alone.
std::string command_case(const CommandInfo& command)
{
    const bool window = command.name.empty();
    std::string lines = "        " + (window ? "''" : std::string(command.name)) + ")\n            _arguments";
    lines += " '(- *)'{-h,--help}'[this page]'";
    if (window) lines += " '(- *)--version[the version of the program]'";
    for (const OptionInfo& option : options())
        if (option.taken_by(command.action)) lines += option_lines(option);
    const Completed subject = completed_subject(command);
    if (!window) lines += " \\\n                '1: : '";
    if (!subject.nothing())
        lines += " \\\n                "
                 + single_quoted((window ? "1" : "2") + place(window ? "command or file" : "what", subject));
    return lines + "\n            ;;\n";
}

}  // namespace

std::string zsh_page()
{
    std::string page =
        filled(std::string(zsh_head), {{"valued", valued_options()}, {"commands", listed(command_names(), "|")}});
    for (const CommandInfo& command : commands()) page += command_case(command);
    return page + "    esac\n}\n\n_phasescope \"$@\"\n";
}

}  // namespace phasescope
