// Completion for bash. It needs no library of functions and copes with bash parting words at '='.
#include "app/install/pages/completed.hpp"
#include "app/install/pages/pages.hpp"

namespace phasescope {
namespace {

constexpr std::string_view bash_head =
    R"bash(# Completes the command line of phasescope in bash; made from the program's own lists.

# Keeps those of the words that begin as $1 does.
_phasescope_words() {
    local begin=$1 word quoted
    shift
    for word; do
        [[ $word == "$begin"* ]] || continue
        printf -v quoted %q "$word"
        COMPREPLY+=("$quoted")
    done
}

_phasescope_files() {
    local path
    compopt -o filenames 2>/dev/null
    while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen -f -- "$1")
}

)bash";

/// Who is asked, and of what: the word to complete, the one before it, and the command so far.
constexpr std::string_view bash_function = R"bash(_phasescope() {
    local begin=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= i
    COMPREPLY=()
    if [[ $begin == = ]]; then
        begin=
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    begin=${begin#[\"\']}
    begin=${begin//\\/}
    for ((i = 1; i < COMP_CWORD; ++i)); do
        case ${COMP_WORDS[i]} in
            {valued}) ((++i)) ;;
            {commands})
                command=${COMP_WORDS[i]}
                break
                ;;
        esac
    done
)bash";

/// The commands that complete what is there.
std::string completing(const Completed& completed)
{
    std::string line;
    if (!completed.words.empty()) line += "_phasescope_words \"$begin\" " + listed(completed.words, " ", single_quoted);
    if (completed.files) line.append(line.empty() ? "" : "; ").append("_phasescope_files \"$begin\"");
    return line.empty() ? ":" : line;
}

std::string options_of(const CommandInfo& command)
{
    std::string names = "--help";
    if (command.name.empty()) names += " --version";
    for (const OptionInfo& option : options())
        if (option.taken_by(command.action)) names += " " + option.name;
    return names;
}

}  // namespace

std::string bash_page()
{
    std::string page(bash_head);
    page += filled(std::string(bash_function), {{"valued", valued_options()}, {"commands", listed(command_names(), "|")}});
    page += "    case $before in\n";
    for (const OptionInfo& option : options())
        if (!option.value.empty())
            page += "        " + option_pattern(option) + ") " + completing(completed_value(option)) + "; return ;;\n";
    page += "    esac\n    case $command:$begin in\n";
    for (const CommandInfo& command : commands()) {
        const std::string name(command.name);
        page += "        " + name + ":-*) _phasescope_words \"$begin\" " + options_of(command) + " ;;\n";
        page += "        " + name + ":*) " + completing(completed_subject(command)) + " ;;\n";
    }
    return page + "    esac\n}\n\ncomplete -F _phasescope phasescope\n";
}

}  // namespace phasescope
