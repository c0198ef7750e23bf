#include "app/cli/words.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "app/cli/help.hpp"
#include "app/cli/values.hpp"
#include "core/nearest.hpp"

namespace phasescope {
namespace {

/// Registers every option that the action takes. All commands write into the same words, so that an option counts
/// before the command's name as well as after it.
void add_options(CLI::App& app, Action action, Words& words)
{
    for (const OptionInfo& option : options()) {
        if (!option.taken_by(action)) continue;
        const std::string names = option.letter.empty() ? option.name : option.letter + "," + option.name;
        const auto keep = [&words, name = option.name](const std::string& text) { words.given[name] = text; };
        if (option.value.empty())
            app.add_flag_callback(names, [keep] { keep("yes"); });
        else
            app.add_option_function<std::string>(names, keep)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    }
}

std::vector<std::string> option_names(Action action)
{
    std::vector<std::string> names{"--help"};
    if (action == Action::window) names.emplace_back("--version");
    for (const OptionInfo& option : options())
        if (option.taken_by(action)) names.push_back(option.name);
    return names;
}

/// An option that this command does not take: another does, or none.
Error unknown_option(Action action, const std::string& word)
{
    const std::string name = word.substr(0, word.find('='));
    const auto known =
        std::ranges::find_if(options(), [&](const OptionInfo& o) { return o.name == name || o.letter == name; });
    if (known == options().end()) return unknown_word("option", name, option_names(action));
    if (known->taken_by(action))
        return {"this option stands after its command", name, std::string(command_info(action).name)};
    std::vector<std::string> takers;
    for (const Action taker : known->takers)
        takers.emplace_back(taker == Action::window ? "the window" : command_info(taker).name);
    return {"option of another command", name, "taken by " + alternatives(takers)};
}

/// Where the words end that may be options: at the word "--", or at the end.
int options_end(int argc, const char* const* argv)
{
    return static_cast<int>(std::find(argv + std::min(argc, 1), argv + argc, std::string_view("--")) - argv);
}

/// The word that stands alone, if it is allowed to; an Error for everything else that was left over. The last `plain` words
/// are neither options nor commands, whatever they look like.
std::optional<Error> take_rest(const std::vector<std::string>& rest, std::size_t plain, Words& words)
{
    std::error_code unknown;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const std::string& word = rest[i];
        const bool is_plain = i + plain >= rest.size();
        if (!is_plain && word.size() > 1 && word.front() == '-') return unknown_option(words.action, word);
        if (!is_plain && words.action == Action::window && !std::filesystem::exists(word, unknown)
            && word.find_first_of("./") == std::string::npos) {
            std::vector<std::string> names;
            for (const CommandInfo& command : commands())
                if (!command.name.empty()) names.emplace_back(command.name);
            return unknown_word("command", word, names);
        }
        const bool takes_one = words.action != Action::check && words.action != Action::compare
                               && words.action != Action::claims && words.action != Action::encodings;
        if (words.subject || !takes_one) return Error{"one word too many", word, "phasescope --help tells what is allowed"};
        words.subject = word;
    }
    return {};
}

/// What CLI11 has to say, with its first words being the option's name.
Error syntax_error(const CLI::ParseError& error)
{
    const std::string text = error.what();
    const auto colon = text.find(':');
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) && colon != std::string::npos) {
        std::string name = text.substr(0, colon);
        if (const auto comma = name.find(','); comma != std::string::npos) name.erase(0, comma + 1);
        return {"an option needs its value", name, "phasescope --help tells which"};
    }
    if (dynamic_cast<const CLI::ConversionError*>(&error) && colon != std::string::npos)
        return {"a switch takes no value", text.substr(colon + 2), "phasescope --help tells what is allowed"};
    return {"the command line is not understood", text, "phasescope --help tells what is allowed"};
}

}  // namespace

Language language_of(const Words& words)
{
    const std::string* const asked = words.find("--language");
    return Language(asked ? *asked : system_language());
}

const std::string* Words::find(std::string_view option) const
{
    const auto found = given.find(option);
    return found == given.end() ? nullptr : &found->second;
}

std::variant<Words, Answer, Refusal> parsed_words(int argc, const char* const* argv)
{
    Words words;
    CLI::App app;
    app.allow_extras();
    app.require_subcommand(0, 1);
    app.set_help_flag("-h,--help");
    app.set_version_flag("--version", std::string("phasescope ") + PHASESCOPE_VERSION);
    add_options(app, Action::window, words);
    for (const CommandInfo& command : commands()) {
        if (command.name.empty()) continue;
        CLI::App& sub = *app.add_subcommand(std::string(command.name));
        sub.allow_extras();
        sub.set_help_flag("-h,--help");
        sub.preparse_callback([&words, action = command.action](std::size_t) { words.action = action; });
        add_options(sub, command.action, words);
    }

    const int end = options_end(argc, argv);
    try {
        app.parse(end, argv);
    } catch (const CLI::CallForHelp&) {
        return Answer{help_text(words.action, language_of(words))};
    } catch (const CLI::CallForVersion&) {
        return Answer{std::string("phasescope ") + PHASESCOPE_VERSION + "\n"};
    } catch (const CLI::ParseError& error) {
        return Refusal{syntax_error(error)};
    }
    std::vector<std::string> rest = app.remaining(true);
    const std::vector<std::string> plain(argv + std::min(end + 1, argc), argv + argc);
    rest.insert(rest.end(), plain.begin(), plain.end());
    if (const auto error = take_rest(rest, plain.size(), words)) return Refusal{*error};
    for (const auto& [name, text] : words.given) {
        const auto option = std::ranges::find(options(), name, &OptionInfo::name);
        if (!option->taken_by(words.action)) return Refusal{unknown_option(words.action, name)};
    }
    return words;
}

}  // namespace phasescope
