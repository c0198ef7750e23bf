// Every command and every option of the command line, in one list: what is parsed, what the help says, and what is
// offered when a word is misspelt all come from here. Options for knobs come from the registry.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/text/language.hpp"
#include "core/encoding.hpp"

namespace phasescope {

/// What the program is asked to do.
enum class Action { window, render, export_numbers, check, compare, claims, encodings, match, lesson };

struct CommandInfo {
    Action action;
    std::string_view name;     ///< "" for the window
    std::string_view usage;    ///< what follows the program's name
    std::string_view summary;  ///< one sentence
    std::vector<std::string_view> examples;
};

/// The window first, then the commands.
const std::vector<CommandInfo>& commands();
const CommandInfo& command_info(Action action);

struct OptionInfo {
    std::string name;   ///< with its dashes: "--length"
    std::string value;  ///< what stands behind it: "N"; "" for a switch
    std::string group;  ///< its heading in the help
    std::string help;   ///< English, with {names} for the values; "" for a knob
    std::vector<Action> takers;
    std::string letter = {};                                       ///< short form: "-o"
    std::vector<std::pair<std::string, std::string>> values = {};  ///< what stands for the {names}

    bool taken_by(Action action) const;
};

/// In the order of the help.
const std::vector<OptionInfo>& options();

/// The option of a knob: "--d-model" for d_model.
std::string knob_option(const Knob& knob);

// What the help says in a language. English stands in the lists; another language has its texts in
// assets/languages/CODE/options.json.
//
//     option.NAME                          NAME without the first dashes
//     option.group.GROUP                   GROUP in small letters, '_' for what is no letter
//     command.NAME.summary, .usage         of the window: command.window

std::string help_of(const OptionInfo& option, const Language& text);
std::string group_of(const OptionInfo& option, const Language& text);
std::string summary_of(const CommandInfo& command, const Language& text);
std::string usage_of(const CommandInfo& command, const Language& text);

/// The keys that a language must have beside English for this to be complete.
std::vector<std::string> option_keys();

}  // namespace phasescope
