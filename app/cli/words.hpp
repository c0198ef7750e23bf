// The command line as words: which command, which options with which text. What the texts mean is decided elsewhere.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "app/cli/option_list.hpp"
#include "core/result.hpp"

namespace phasescope {

/// Exit codes beside 0: what the world refused (a file, memory), and a command line that cannot be meant.
inline constexpr int failure_code = 1, misuse_code = 2;

/// Why the program ends early, and with which exit code.
struct Refusal {
    Error error;
    int exit_code = misuse_code;
};

inline Refusal misuse(Error error)
{
    return {std::move(error), misuse_code};
}

/// A text to be printed instead of doing anything: help, version.
struct Answer {
    std::string text;
};

struct Words {
    Action action = Action::window;
    std::optional<std::string> subject;                     ///< the view, the sheet, or the file of the window
    std::map<std::string, std::string, std::less<>> given;  ///< by the option's long name with its dashes

    bool has(std::string_view option) const { return given.contains(option); }
    /// The text of an option; null where it was not given.
    const std::string* find(std::string_view option) const;
};

/// The language that is asked for, else that of the system's locale.
Language language_of(const Words& words);

std::variant<Words, Answer, Refusal> parsed_words(int argc, const char* const* argv);

}  // namespace phasescope
