// What the program says and does when a command line or the world is wrong.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/io/npy.hpp"
#include "tests/app/program.hpp"

namespace phasescope::cli_errors_test {
namespace {

using test::run_program, test::ScratchFolder;

std::vector<std::string> split(const std::string& line)
{
    std::istringstream words(line);
    std::vector<std::string> list;
    for (std::string word; words >> word;) list.push_back(word == "''" ? "" : word);
    return list;
}

struct Mistake {
    std::string line;                ///< after the program's name, words parted by spaces; '' is an empty word
    std::vector<std::string> words;  ///< what the message must name
};

/// One line on standard error that names the words, nothing on standard output, no file.
void expect_refusal(const Mistake& mistake, int exit_code)
{
    SCOPED_TRACE("phasescope " + mistake.line);
    const ScratchFolder scratch;
    const auto outcome = run_program(split(mistake.line), scratch.path());
    EXPECT_EQ(outcome.exit_code, exit_code);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_TRUE(outcome.err.starts_with("phasescope: ") && outcome.err.ends_with("\n")) << outcome.err;
    for (const std::string& word : mistake.words)
        EXPECT_NE(outcome.err.find(word), std::string::npos) << word << "\n" << outcome.err;
    EXPECT_EQ(scratch.names(), std::vector<std::string>());
}

TEST(CommandLineMistakes, AnUnknownWordIsNamedTogetherWithTheNearestValidOnes)
{
    const std::vector<Mistake> mistakes{
        {"rendr matrix -o x.png", {"rendr", "render"}},
        {"chek", {"chek", "check"}},
        {"render matrx -o x.png", {"matrx", "matrix"}},
        {"export waves -o x.npy", {"waves", "angles"}},
        {"render frequency -o x.png", {"frequency", "frequencies"}},
        {"render compar -o x.png", {"compar", "compare"}},
        {"export imput -o x.npy", {"imput", "input"}},
        {"render input --embeddings scalled -o x.png", {"--embeddings", "scalled", "scaled"}},
        {"render compare --compare-by wheights -o x.png", {"--compare-by", "wheights", "weights"}},
        {"render compare --other roppe -o x.png", {"roppe", "rope"}},
        {"--lenght 5", {"--lenght", "--length"}},
        {"render matrix --lenght=5 -o x.png", {"--lenght", "--length"}},
        {"render matrix -lenght 5 -o x.png", {"-lenght"}},
        {"check --d_modle 5", {"--d_modle", "--d-model"}},
        {"check --encoding ropee", {"ropee", "rope"}},
        {"check --layout halfs", {"--layout", "halfs", "halves"}},
        {"check --exponent papr", {"--exponent", "papr", "paper"}},
        {"check --encoding rope --pairing halved", {"--pairing", "halved", "halves"}},
        {"check --encoding rope --content diferent", {"--content", "diferent", "different"}},
        {"render matrix --colormap virids -o x.png", {"virids", "viridis"}},
        {"render matrix --theme drak -o x.png", {"--theme", "drak", "dark"}},
        {"render matrix --language en_XX -o x.png", {"en_XX", "en", "zh"}},
        {"check --language en_XX", {"en_XX", "en", "zh"}},
        {"export matrix --dtype f16 -o x.npy", {"--dtype", "f16", "f4", "f8"}},
        {"export matrix --format nyp -o -", {"--format", "nyp", "npy"}},
    };
    for (const Mistake& mistake : mistakes) expect_refusal(mistake, 2);
}

TEST(CommandLineMistakes, ANumberOutOfItsRangeIsNamedTogetherWithTheRange)
{
    const std::vector<Mistake> mistakes{
        {"check --length 0", {"--length", "0", "1 to 2147483647"}},
        {"check --length -1", {"--length", "-1"}},
        {"check --length 2147483648", {"--length", "2147483648"}},
        {"check --length 1e300", {"--length", "1e300"}},
        {"check --length nan", {"--length", "nan"}},
        {"check --length 1.5", {"--length", "1.5"}},
        {"check --length 10x", {"--length", "10x"}},
        {"check --length ''", {"--length"}},
        {"check --start -1", {"--start", "-1"}},
        {"check --start 2147483600", {"--start", "2147483600", "0 to 2147483548"}},
        {"check --d-model 1", {"--d-model", "1", "2 to 8192"}},
        {"check --d-model 8193", {"--d-model", "8193"}},
        {"check --d-model 2.5", {"--d-model", "2.5"}},
        {"check --base 1", {"--base", "1.0001 to 1000000000"}},
        {"check --base inf", {"--base", "inf"}},
        {"check --base -nan", {"--base", "-nan"}},
        {"check --base 0x10", {"--base", "0x10"}},
        {"check --encoding rope --rotated-share 1.01", {"--rotated-share", "1.01", "0.01 to 1"}},
        {"check --encoding rope --seed -1", {"--seed", "-1"}},
        {"check --encoding rope --seed 0.5", {"--seed", "0.5"}},
        {"check --encoding rope --seed 18446744073709551616", {"--seed", "18446744073709551616"}},
        {"render matrix --size 15x900 -o x.png", {"--size", "15", "16 to 20000"}},
        {"render matrix --size 900x20001 -o x.png", {"--size", "20001"}},
        {"render matrix --size 900 -o x.png", {"--size", "900"}},
        {"render matrix --dpi 0 -o x.png", {"--dpi", "10 to 2400"}},
        {"render matrix --range 1:1 -o x.png", {"--range", "1:1"}},
        {"render matrix --range 1 -o x.png", {"--range", "LO:HI"}},
        {"render matrix --range nan:1 -o x.png", {"--range", "nan:1"}},
        {"render matrix --rows 0:101 -o x.png", {"--rows", "101", "0 to 100"}},
        {"render matrix --rows 5:5 -o x.png", {"--rows", "5:5"}},
        {"render matrix --start 50 --rows 0:60 -o x.png", {"--rows", "50 to 150"}},
        {"render matrix --cols 7 -o x.png", {"--cols", "7"}},
        {"export matrix --cols 0:513 -o x.npy", {"--cols", "513"}},
        {"export similarity --cols 1:2:3 -o x.npy", {"--cols", "1:2:3"}},
        {"render projection --projected-size 0 -o x.png", {"--projected-size", "1 to 8192"}},
        {"export frequencies --d-model 8 --rows 0:5 -o x.csv", {"--rows", "0 to 4"}},
    };
    for (const Mistake& mistake : mistakes) expect_refusal(mistake, 2);
}

TEST(CommandLineMistakes, WhatDoesNotGoTogetherIsRefused)
{
    const std::vector<Mistake> mistakes{
        {"check --head-size 64", {"--head-size", "sinusoidal", "rope"}},
        {"check --encoding rope --d-model 64", {"--d-model", "rope", "sinusoidal"}},
        {"render rotated -o x.png", {"rotated", "sinusoidal"}},
        {"render matrix --encoding alibi -o x.png", {"matrix", "alibi"}},
        {"render", {"render", "matrix"}},
        {"render matrix", {"-o"}},
        {"render matrix -o", {"--output"}},
        {"render matrix -o ''", {"-o"}},
        {"render matrix -o picture.bmp", {"picture.bmp", ".png", ".svg", ".pdf"}},
        {"render matrix -o picture", {"picture"}},
        {"render matrix --bare -o x.svg", {"--bare", "x.svg"}},
        {"render waves --cols 0:4 -o x.png", {"--cols", "waves"}},
        {"render frequencies --rows 0:4 -o x.png", {"--rows", "frequencies"}},
        {"render frequencies --colormap viridis -o x.png", {"--colormap", "frequencies"}},
        {"render frequencies --encoding alibi -o x.png", {"frequencies", "alibi"}},
        {"export frequencies --encoding t5 -o x.npy", {"frequencies", "t5"}},
        {"render projection --encoding rope -o x.png", {"projection", "rope"}},
        {"render scores --bare -o x.png", {"--bare", "scores"}},
        {"render compare --compare-by matrix --other alibi -o x.png", {"matrix", "alibi"}},
        {"render compare --compare-by matrix --d-model 32 -o x.png", {"32", "128", "width"}},
        {"check --text words", {"--text", "render", "export"}},
        {"render matrix similarity -o x.png", {"similarity"}},
        {"export matrix -o numbers.txt", {"numbers.txt", ".npy", ".csv"}},
        {"export matrix --format npy -o x.csv", {"--format", "x.csv"}},
        {"check --dpi 100", {"--dpi", "render"}},
        {"check everything", {"everything"}},
        {"check --json=perhaps", {"--json", "perhaps"}},
        {"encodings --length 5", {"--length"}},
        {"--theme dark check", {"--theme"}},
        {"check --length", {"--length", "value"}},
        {"check --encoding rope --key key.npy", {"--key key.npy", "--query"}},
        {"check --encoding rope --content imported", {"--content imported", "--query"}},
        {"check --encoding rope --content ones --query q.npy", {"ones"}},
        {"a.json b.json", {"b.json"}},
        {"a.json --scene b.json", {"a.json"}},
    };
    for (const Mistake& mistake : mistakes) expect_refusal(mistake, 2);
}

TEST(CommandLineMistakes, TheOtherSettingNamesWhatIsWrongInIt)
{
    const ScratchFolder scratch;
    const std::vector<std::pair<std::string, std::vector<std::string>>> mistakes{
        {"", {"--other", "rope"}},
        {"rope bas=3", {"bas", "base"}},
        {"rope base", {"base", "knob=value"}},
        {"rope base=0.5", {"--other base", "0.5", "1.0001"}},
        {"rope scaling=yarnn", {"--other scaling", "yarnn", "yarn"}},
        {"rope head_size=1.5", {"--other head_size", "1.5"}},
        {"t5 base=500", {"base", "t5"}}};
    for (const auto& [text, words] : mistakes) {
        const auto outcome = run_program({"render", "compare", "--other", text, "-o", "x.png"}, scratch.path());
        EXPECT_EQ(outcome.exit_code, 2) << text;
        for (const std::string& word : words)
            EXPECT_NE(outcome.err.find(word), std::string::npos) << word << "\n" << outcome.err;
    }
    EXPECT_EQ(scratch.names(), std::vector<std::string>());
}

TEST(CommandLineMistakes, ALineWithoutTokensIsRefused)
{
    const ScratchFolder scratch;
    for (const std::string& line : {std::string(" "), std::string(), std::string("\xff"), std::string(5000, 'a')}) {
        const auto outcome = run_program({"render", "input", "--text", line, "-o", "x.png"}, scratch.path());
        EXPECT_EQ(outcome.exit_code, 2) << line.substr(0, 20);
        EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    }
    EXPECT_EQ(scratch.names(), std::vector<std::string>());
}

TEST(CommandLineMistakes, AnEndOfLineInAWordDoesNotMakeTwoLines)
{
    const ScratchFolder scratch;
    const auto outcome = run_program({"check", "--layout", "a\nb\x1b[31m"}, scratch.path());
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_EQ(outcome.err.find('\x1b'), std::string::npos);
}

class WorldFailures : public ::testing::Test {
protected:
    void expect_failure(const std::vector<std::string>& arguments, const std::string& word) const
    {
        const auto before = scratch.names();
        const auto outcome = run_program(arguments, scratch.path());
        EXPECT_EQ(outcome.exit_code, 1) << word;
        EXPECT_EQ(outcome.out, "");
        EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
        EXPECT_NE(outcome.err.find(word), std::string::npos) << word << "\n" << outcome.err;
        EXPECT_EQ(scratch.names(), before);
    }

    ScratchFolder scratch;
};

TEST_F(WorldFailures, ASceneThatCannotBeReadIsNamed)
{
    std::filesystem::create_directory(scratch / "folder");
    test::write_bytes(scratch / "broken.json", "{\"type\": \"phasescope scene\", ");
    test::write_bytes(scratch / "list.json", "[1, 2]");
    test::write_bytes(scratch / "empty.json", "");
    test::write_bytes(scratch / "short.png", "\x89PNG\r\n\x1a\n");
    for (const char* name : {"missing.json", "folder", "broken.json", "list.json", "empty.json", "short.png"}) {
        expect_failure({"check", "--scene", name}, name);
        if (std::string(name) != "folder") expect_failure({name}, name);
    }
}

TEST_F(WorldFailures, ImportedRowsThatCannotBeUsedAreNamed)
{
    test::write_bytes(scratch / "text.npy", "no numbers");
    test::write_bytes(scratch / "short.npy", std::string("\x93NUMPY\x01\x00\x76\x00", 10));
    const auto save = [&](const char* name, Matrix rows) {
        std::string bytes;
        ASSERT_TRUE(write_npy(StoredField{std::move(rows)}, NumberType::f8, [&](std::string_view piece) {
            bytes += piece;
            return true;
        }));
        test::write_bytes(scratch / name, bytes);
    };
    Matrix not_finite(2, 4), wide(1, 8193);
    not_finite(1, 2) = NAN;
    save("nan.npy", not_finite);
    save("wide.npy", wide);
    for (const char* name : {"missing.npy", "text.npy", "short.npy", "nan.npy", "wide.npy"})
        expect_failure({"check", "--encoding", "rope", "--query", name}, name);
}

TEST_F(WorldFailures, ATargetThatCannotBeWrittenIsNamed)
{
    std::filesystem::create_directory(scratch / "folder.png");
    expect_failure({"render", "matrix", "-o", "folder.png"}, "folder.png");
    expect_failure({"render", "matrix", "-o", "no/such/folder/x.png"}, "no/such/folder/x.png");
    expect_failure({"export", "matrix", "-o", "no/such/folder/x.npy"}, "no/such/folder/x.npy");
}

TEST_F(WorldFailures, AnExportLargerThanTheDiskIsRefusedBeforeItBegins)
{
    expect_failure({"export", "similarity", "--length", "2147483647", "-o", "x.npy"}, "x.npy");
}

TEST_F(WorldFailures, AFailedExportKeepsTheOldFile)
{
    test::write_bytes(scratch / "x.npy", "old");
    expect_failure({"export", "similarity", "--length", "2147483647", "-o", "x.npy"}, "x.npy");
    EXPECT_EQ(test::bytes_of(scratch / "x.npy"), "old");
}

TEST_F(WorldFailures, AFullOrClosedStandardOutputIsAFailure)
{
    const int full = open("/dev/full", O_WRONLY | O_CLOEXEC), unwritable = open("/dev/null", O_RDONLY | O_CLOEXEC);
    ASSERT_GE(full, 0);
    for (const int output : {full, unwritable})
        for (const std::vector<std::string>& arguments :
             {std::vector<std::string>{"check"}, {"encodings"}, {"--help"}, {"export", "matrix", "-o", "-"}}) {
            const auto outcome = test::run_program_into(output, arguments, scratch.path());
            EXPECT_EQ(outcome.exit_code, 1) << arguments.front();
            EXPECT_NE(outcome.err.find("standard output"), std::string::npos) << outcome.err;
        }
    close(full);
    close(unwritable);
}

TEST_F(WorldFailures, TheWindowWithoutADisplaySaysSoAndThatCommandsWork)
{
    const auto outcome = run_program({}, scratch.path());
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    for (const char* word : {"display", "render", "export", "check"})
        EXPECT_NE(outcome.err.find(word), std::string::npos) << word << "\n" << outcome.err;
}

}  // namespace
}  // namespace phasescope::cli_errors_test
