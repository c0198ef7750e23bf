// What a shell may complete, from the lists of commands and options; the pages for the shells only put it into their words.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/option_list.hpp"

namespace phasescope {

/// What may stand somewhere on a command line.
struct Completed {
    std::vector<std::string> words;
    bool files = false;

    bool nothing() const { return words.empty() && !files; }
};

/// What may stand behind the option. Nothing for numbers and free text.
Completed completed_value(const OptionInfo& option);

/// What may stand alone after the command's name; of the window: the commands and files.
Completed completed_subject(const CommandInfo& command);

/// The option in a few words: its help up to where that goes into detail.
std::string short_help(const OptionInfo& option);

/// The first sentence of the command's summary.
std::string short_summary(const CommandInfo& command);

/// The words with `between` between them, each as `quoted` writes it.
template <typename Quoted = std::identity>
std::string listed(const std::vector<std::string>& words, std::string_view between, Quoted quoted = {})
{
    std::string line;
    for (const std::string& word : words) line.append(line.empty() ? "" : between).append(quoted(word));
    return line;
}

/// The names of all commands.
std::vector<std::string> command_names();

/// The names of the option: "-o|--output".
std::string option_pattern(const OptionInfo& option);

/// The names of all options that have a value behind them: "--scene|--model|...".
std::string valued_options();

/// 'word' for a shell, whatever is in it.
std::string single_quoted(std::string_view word);

}  // namespace phasescope
