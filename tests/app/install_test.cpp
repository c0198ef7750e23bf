// What `cmake --install` puts into a system, and whether the system's own tools take it.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <set>
#include <sstream>

#include "app/cli/option_list.hpp"
#include "app/cli/option_words.hpp"
#include "app/cli/view_words.hpp"
#include "core/io/npy.hpp"
#include "tests/app/program.hpp"

namespace phasescope::install_test {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

struct Said {
    int exit_code;
    std::string text;
};

/// Runs a line of sh, and tells what it said on both streams.
Said run_line(const std::string& line)
{
    Said said{-1, ""};
    std::FILE* pipe = popen(("exec 2>&1; " + line).c_str(), "r");
    if (!pipe) return said;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said.text += static_cast<char>(c);
    const int status = pclose(pipe);
    said.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return said;
}

bool has_tool(const std::string& name)
{
    return run_line("command -v " + name).exit_code == 0;
}

Names lines_of(const std::string& text)
{
    std::istringstream lines(text);
    Names all;
    for (std::string line; std::getline(lines, line);)
        if (!line.empty()) all.insert(line);
    return all;
}

class Installed : public testing::Test {
protected:
    void SetUp() override
    {
        const Said said = run_line("'" PHASESCOPE_CMAKE "' --install '" PHASESCOPE_BUILD_DIR "' --prefix '"
                                   + prefix.path().string() + "'");
        ASSERT_EQ(said.exit_code, 0) << said.text;
    }

    std::string quoted(const std::string& file) const { return "'" + (prefix / file).string() + "'"; }
    std::string text(const std::string& file) const { return test::bytes_of(prefix / file); }

    /// Lets the tool judge the file; skips where there is no such tool.
    void judge(const std::string& tool, const std::string& arguments, const std::string& file) const
    {
        if (!has_tool(tool)) GTEST_SKIP() << tool << " is not installed";
        const Said said = run_line(tool + " " + arguments + " " + quoted(file));
        EXPECT_EQ(said.exit_code, 0) << said.text;
    }

    test::ScratchFolder prefix;
};

const Names expected_files{
    "bin/phasescope",
    "share/applications/phasescope.desktop",
    "share/bash-completion/completions/phasescope",
    "share/doc/phasescope/LICENSE",
    "share/fish/vendor_completions.d/phasescope.fish",
    "share/icons/hicolor/128x128/apps/phasescope.png",
    "share/icons/hicolor/16x16/apps/phasescope.png",
    "share/icons/hicolor/22x22/apps/phasescope.png",
    "share/icons/hicolor/24x24/apps/phasescope.png",
    "share/icons/hicolor/256x256/apps/phasescope.png",
    "share/icons/hicolor/32x32/apps/phasescope.png",
    "share/icons/hicolor/48x48/apps/phasescope.png",
    "share/icons/hicolor/512x512/apps/phasescope.png",
    "share/icons/hicolor/64x64/apps/phasescope.png",
    "share/icons/hicolor/scalable/apps/phasescope.svg",
    "share/man/man1/phasescope.1",
    "share/man/zh_CN/man1/phasescope.1",
    "share/metainfo/phasescope.metainfo.xml",
    "share/mime/packages/phasescope.xml",
    "share/zsh/site-functions/_phasescope",
};

TEST_F(Installed, EveryFileHasItsPlaceAndThereIsNoOther)
{
    Names found;
    for (const auto& entry : fs::recursive_directory_iterator(prefix.path()))
        if (!entry.is_directory()) found.insert(entry.path().lexically_relative(prefix.path()).string());
    EXPECT_EQ(found, expected_files);
}

TEST_F(Installed, TheProgramWorksFromItsPlace)
{
    const std::string program = "cd " + quoted("") + " && ./bin/phasescope ";
    EXPECT_EQ(run_line(program + "--version").text, "phasescope " PHASESCOPE_VERSION "\n");
    const Said said = run_line(program + "export matrix --length 3 --d-model 4 -o m.npy");
    EXPECT_EQ(said.exit_code, 0) << said.text;
    const auto numbers = read_npy(text("m.npy"), "m.npy");
    ASSERT_TRUE(numbers);
    EXPECT_EQ(numbers->rows, 3);
    EXPECT_EQ(numbers->cols, 4);
}

TEST_F(Installed, IconsHaveTheSizesOfTheirFolders)
{
    for (const int size : {16, 22, 24, 32, 48, 64, 128, 256, 512}) {
        const std::string side = std::to_string(size);
        const std::string png = text("share/icons/hicolor/" + side + "x" + side + "/apps/phasescope.png");
        ASSERT_GT(png.size(), 24U) << size;
        const std::string big_endian{0, 0, static_cast<char>(size / 256), static_cast<char>(size % 256)};
        EXPECT_EQ(png.substr(16, 8), big_endian + big_endian) << size;
    }
}

TEST_F(Installed, TheDesktopEntryIsValid)
{
    judge("desktop-file-validate", "", "share/applications/phasescope.desktop");
}

TEST_F(Installed, TheDataForSoftwareCentresAreValid)
{
    judge("appstreamcli", "validate --no-net", "share/metainfo/phasescope.metainfo.xml");
}

TEST_F(Installed, ASceneHasATypeOfItsOwnByItsEndingAndByHowItBegins)
{
    if (!has_tool("update-mime-database")) GTEST_SKIP() << "update-mime-database is not installed";
    const Said said = run_line("update-mime-database " + quoted("share/mime"));
    EXPECT_EQ(said.exit_code, 0) << said.text;
    EXPECT_EQ(text("share/mime/globs2"),
              "# This file was automatically generated by the\n"
              "# update-mime-database command. DO NOT EDIT!\n"
              "50:application/x-phasescope-scene+json:*.phasescope.json\n");
    EXPECT_NE(text("share/mime/magic").find("\"type\": \"phasescope scene\""), std::string::npos);
}

TEST_F(Installed, ManPagesHaveNoErrors)
{
    for (const char* page : {"share/man/man1/phasescope.1", "share/man/zh_CN/man1/phasescope.1"}) {
        if (has_tool("groff")) {
            EXPECT_EQ(run_line("groff -ww -K utf8 -man -Tutf8 -z " + quoted(page)).text, "") << page;
        }
        judge("mandoc", "-Tlint -W error", page);
    }
}

/// The text of a man page without roff's escapes.
std::string without_roff(std::string page)
{
    for (const auto& [from, to] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"\\:", ""}, {"\\-", "-"}, {"\\fB", ""}, {"\\fI", ""}, {"\\fR", ""}, {"\\(aq", "'"}, {"\\(ga", "`"}})
        for (std::size_t at = page.find(from); at != std::string::npos; at = page.find(from, at + to.size()))
            page.replace(at, from.size(), to);
    return page;
}

TEST_F(Installed, ManPagesHaveEveryCommandAndOptionWithItsHelpAndEveryExample)
{
    const auto expect_in = [](const std::string& page, const std::string& part) {
        EXPECT_NE(page.find(part), std::string::npos) << part;
    };
    for (const auto& [file, code] :
         {std::pair{"share/man/man1/phasescope.1", "en"}, {"share/man/zh_CN/man1/phasescope.1", "zh"}}) {
        const std::string page = without_roff(text(file));
        const Language language(code);
        expect_in(page, "Phasescope " PHASESCOPE_VERSION);
        for (const CommandInfo& command : commands()) {
            expect_in(page, "\n" + summary_of(command, language) + "\n");
            for (const std::string_view example : command.examples) expect_in(page, "\n" + std::string(example) + "\n");
        }
        for (const OptionInfo& option : options())
            expect_in(page, option.name + (option.value.empty() ? "" : " " + option.value) + "\n" + help_of(option, language)
                                + "\n");
    }
}

/// What may be completed after the words of a command line, told line by line: for each case "CASE|WORD".
struct Case {
    std::string name, line;
    Names wanted;
};

Names options_of(const CommandInfo& command)
{
    Names names{"--help"};
    if (command.name.empty()) names.insert("--version");
    for (const OptionInfo& option : options())
        if (option.taken_by(command.action)) names.insert(option.name);
    return names;
}

std::string begun(Action action)
{
    const std::string_view name = command_info(action).name;
    return "phasescope " + (name.empty() ? "" : std::string(name) + " ");
}

/// Options after every command, words after every option that has some, commands, views.
std::vector<Case> completion_cases()
{
    std::vector<Case> cases;
    for (const CommandInfo& command : commands())
        cases.push_back({"options of " + std::string(command.name), begun(command.action) + "--", options_of(command)});
    for (const OptionInfo& option : options()) {
        const std::vector<std::string> words = option_words(option.name);
        if (!words.empty())
            cases.push_back({option.name, begun(option.takers.front()) + option.name + " ", {words.begin(), words.end()}});
    }
    for (const Action action : {Action::render, Action::export_numbers}) {
        const std::vector<std::string> views = view_words(action);
        cases.push_back({"views of " + std::string(command_info(action).name), begun(action), {views.begin(), views.end()}});
    }
    Names names;
    for (const CommandInfo& command : commands())
        if (!command.name.empty()) names.insert(std::string(command.name));
    cases.push_back({"commands", "phasescope ", names});
    return cases;
}

/// The words that a shell said for each case. The shell's script, read first, calls `tell CASE LINE`.
void expect_completed(const std::string& shell, const std::string& script, const test::ScratchFolder& scratch)
{
    std::string lines = script;
    const std::vector<Case> cases = completion_cases();
    for (const Case& one : cases) lines += "tell '" + one.name + "' '" + one.line + "'\n";
    fs::create_directory(scratch / "empty");
    test::write_bytes(scratch / "tell", lines);
    const Said said = run_line("cd '" + (scratch / "empty").string() + "' && " + shell + " ../tell");
    const Names told = lines_of(said.text);
    EXPECT_EQ(said.exit_code, 0) << said.text;
    Names wanted;
    for (const Case& one : cases)
        for (const std::string& word : one.wanted) wanted.insert(one.name + "|" + word);
    EXPECT_EQ(told, wanted);
}

TEST_F(Installed, BashCompletesEveryCommandOptionAndWordAndNoOther)
{
    if (!has_tool("bash")) GTEST_SKIP() << "bash is not installed";
    expect_completed("LC_ALL=C.UTF-8 bash --norc", ". " + quoted("share/bash-completion/completions/phasescope") + R"(
tell() {
    read -ra COMP_WORDS <<<"$2"
    [[ $2 == *' ' ]] && COMP_WORDS+=('')
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _phasescope
    local word
    for word in "${COMPREPLY[@]}"; do eval "word=$word"; echo "$1|$word"; done
}
)",
                     prefix);
}

TEST_F(Installed, FishCompletesEveryCommandOptionAndWordAndNoOther)
{
    if (!has_tool("fish")) GTEST_SKIP() << "fish is not installed";
    expect_completed("LC_ALL=C.UTF-8 HOME=$PWD/.. XDG_CONFIG_HOME=$PWD/.. XDG_DATA_HOME=$PWD/.. fish --no-config",
                     "source " + quoted("share/fish/vendor_completions.d/phasescope.fish") + R"(
function tell
    for word in (complete -C $argv[2])
        echo $argv[1]'|'(string split -f 1 \t -- $word)
    end
end
)",
                     prefix);
}

TEST_F(Installed, ZshIsToldOfEveryOptionAndView)
{
    if (!has_tool("zsh")) GTEST_SKIP() << "zsh is not installed";
    const std::string completion = quoted("share/zsh/site-functions/_phasescope");
    for (const CommandInfo& command : commands()) {
        const std::string name(command.name);
        // What the completion tells zsh's own _arguments, one argument a line.
        const Said said =
            run_line("LC_ALL=C.UTF-8 zsh -f -c '_arguments() { print -rl -- \"$@\" }; words=(phasescope " + name
                     + " x); CURRENT=$#words; . " + (prefix / "share/zsh/site-functions/_phasescope").string() + "'");
        EXPECT_EQ(said.exit_code, 0) << completion << said.text;
        Names told;
        for (const std::string& line : lines_of(said.text))
            if (const auto at = line.find("--"); at == 0 || line.starts_with("(- *)--"))
                told.insert(line.substr(at, line.find_first_of("[=", at) - at));
        EXPECT_EQ(told, options_of(command)) << name;
        if (command.action != Action::render && command.action != Action::export_numbers) continue;
        for (const std::string& view : view_words(command.action))
            EXPECT_NE(said.text.find(view), std::string::npos) << view;
    }
}

}  // namespace
}  // namespace phasescope::install_test
