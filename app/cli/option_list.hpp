// Every command and every option of the command line, in one list: what is parsed, what the help says, and what is
// offered when a word is misspelt all come from here. Options for knobs come from the registry.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/encoding.hpp"

namespace phasescope {

/// What the program is asked to do.
enum class Action { window, render, export_numbers, check, compare, encodings, match };

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
    std::string help;
    std::vector<Action> takers;
    std::string letter = {};  ///< short form: "-o"

    bool taken_by(Action action) const;
};

/// In the order of the help.
const std::vector<OptionInfo>& options();

/// The option of a knob: "--d-model" for d_model.
std::string knob_option(const Knob& knob);

}  // namespace phasescope
