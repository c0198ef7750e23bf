// The built program, run from the command line: every command and every option.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "app/cli/option_list.hpp"
#include "core/field/field.hpp"
#include "core/io/npy.hpp"
#include "core/number_text.hpp"
#include "core/picture.hpp"
#include "tests/app/command_line.hpp"
#include "tests/app/open_png.hpp"

namespace phasescope::cli_test {
namespace {

using namespace test;
using Json = nlohmann::json;

TEST_F(CommandLine, AFigureHasTheSameBytesOnEveryRun)
{
    for (const std::string name : {"a.png", "a.svg", "a.pdf"}) {
        const Arguments command{"render", "score", "--encoding", "rope", "--content", "different", "--size", "300x200"};
        EXPECT_EQ(written(command, name), written(command, name)) << name;
    }
}

TEST_F(CommandLine, APictureGivesItsSceneBack)
{
    const std::string first =
        written({"render",  "matrix",    "--d-model",  "63",     "--base",      "123.5",   "--length",
                 "40",      "--start",   "7",          "--rows", "10:30",       "--cols",  "4:20",
                 "--range", "-0.5:0.75", "--colormap", "berlin", "--transpose", "--title", "Ein Titel: 位置"},
                "first.png");
    EXPECT_EQ(written({"render", "matrix", "--scene", "first.png"}, "second.png"), first);
    EXPECT_EQ(npy({"export", "matrix", "--scene", "first.png"}).cols, 63);
}

/// A setting that is not the standard one.
std::string another_setting(const Knob& knob)
{
    if (knob.is_choice()) return std::string(knob.choices[knob.standard == 0 ? 1 : 0]);
    if (knob.standard / 2 < knob.min || knob.standard == 0) return setting_text(knob, std::min(knob.standard + 4, knob.max));
    return setting_text(knob, knob.whole ? std::round(knob.standard / 2) : knob.standard / 2);
}

/// Knobs that show in no number by themselves: another head is not the one that is shown, the trained length is a line
/// among the frequencies until a scaling uses it, and what lies beyond a distance or a table is beyond a short sequence.
bool shows_elsewhere(const Encoding& encoding, const Knob& knob)
{
    return (knob.name == "heads" && (encoding.name == "t5" || encoding.name == "patch_bias"))
           || knob.name == "trained_length" || knob.name == "beyond" || knob.name == "table_rows";
}

/// For every option of render a use of it that must show.
std::map<std::string, Arguments> uses_that_show()
{
    return {{"--encoding", {"rope"}},
            {"--language", {"zh"}},
            {"--length", {"77"}},
            {"--start", {"5"}},
            {"--content", {"different"}},
            {"--seed", {"2"}},
            {"--query", {"rows.npy"}},
            {"--key", {"key.npy"}},
            {"--rows", {"3:9"}},
            {"--cols", {"2:8"}},
            {"--size", {"210x150"}},
            {"--dpi", {"99"}},
            {"--colormap", {"twilight"}},
            {"--model", {"GPT-2"}},
            {"--range", {"-0.1:0.1"}},
            {"--theme", {"dark"}},
            {"--transparent", {}},
            {"--title", {"A title"}},
            {"--bare", {}},
            {"--transpose", {}},
            {"--pixels", {"spread"}},
            {"--scene", {"rope.png"}},
            {"--mask", {"causal"}},
            {"--scaled", {}},
            {"--head", {"2"}},
            {"--text", {"Another line"}},
            {"--embeddings", {"plain"}},
            {"--projected-size", {"8"}},
            {"--other", {"rope base=500"}},
            {"--compare-by", {"weights"}},
            {"--positions-format", {"bf16"}},
            {"--frequencies-format", {"bf16"}},
            {"--products-format", {"bf16"}},
            {"--results-format", {"bf16"}},
            {"--mistake", {"base_1000"}},
            {"--mistake-by", {"scores"}}};
}

TEST_F(CommandLine, EveryOptionOfRenderShows)
{
    save_rows("rows.npy", Matrix(1, 128));
    Matrix key(1, 128);
    key(0, 1) = 1;
    save_rows("key.npy", key);
    const Arguments size{"--size", "200x150"};
    written({"render", "matrix", "--encoding", "rope"}, "rope.png");
    const std::map<std::string, Arguments> uses = uses_that_show();
    const std::map<std::string, Arguments> needs{{"--seed", {"--content", "equal"}},
                                                 {"--key", {"--query", "rows.npy"}},
                                                 {"--head", {"--encoding", "alibi"}},
                                                 {"--positions-format", {"--start", "300"}}};

    const std::map<std::string, std::string> views{{"--text", "input"},
                                                   {"--embeddings", "embedding"},
                                                   {"--projected-size", "projection"},
                                                   {"--other", "compare"},
                                                   {"--compare-by", "own"},
                                                   {"--positions-format", "value_error"},
                                                   {"--frequencies-format", "value_error"},
                                                   {"--products-format", "value_error"},
                                                   {"--results-format", "value_error"},
                                                   {"--mistake", "mistaken"},
                                                   {"--mistake-by", "correct"}};

    for (const OptionInfo& option : options()) {
        if (!option.taken_by(Action::render) || option.group.starts_with("Knobs")) continue;
        if (option.name == "--output") continue;
        // cli_import_test.cpp has these.
        if (option.name == "--config" || option.group == "Imported table") continue;
        ASSERT_TRUE(uses.contains(option.name)) << "no use of " << option.name << " is listed in this test";
        Arguments without = joined({"render"}, size);
        const bool about_content = option.group.starts_with("Query");
        without = joined(without, about_content ? Arguments{"rotated", "--encoding", "rope"} : Arguments{"matrix"});
        if (option.name == "--key" || option.group.starts_with("From the score")) without[3] = "score";
        if (views.contains(option.name)) without[3] = views.at(option.name);
        if (needs.contains(option.name)) without = joined(without, needs.at(option.name));
        const Arguments with = joined(joined(without, {option.name}), uses.at(option.name));
        EXPECT_NE(written(with, "with.png"), written(without, "without.png")) << shown(with);
    }
}

TEST_F(CommandLine, EveryKnobOfEveryEncodingChangesTheNumbers)
{
    for (const Encoding& encoding : encodings()) {
        const Scene standard = with_encoding(first_scene(), encoding.name);
        for (const Knob& knob : encoding.knobs) {
            if ((knob.used && !knob.used(standard.settings)) || shows_elsewhere(encoding, knob)) continue;
            bool changed = knob.name == "terms";  // other terms may have no table: told by their own tests
            for (const Sheet sheet : {Sheet::matrix, Sheet::score}) {
                if (!has_sheet(standard, sheet) || changed) continue;
                const Arguments plain{"export",     std::string(sheet_names[static_cast<std::size_t>(sheet)]),
                                      "--encoding", std::string(encoding.name),
                                      "--mask",     "none"};
                const Arguments turned = joined(plain, {knob_option(knob), another_setting(knob)});
                changed = changed || written(turned, "turned.npy") != written(plain, "plain.npy");
            }
            EXPECT_TRUE(changed) << encoding.name << " " << knob.name;
        }
    }
}

TEST_F(CommandLine, CsvHasALabelledHeaderAndOneLineForEachRow)
{
    const std::string text =
        good({"export", "matrix", "--d-model", "4", "--length", "2", "--start", "5", "--dtype", "f4", "-o", "-"});
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
    EXPECT_TRUE(text.starts_with("position,0,1,2,3\n5,")) << text;
    EXPECT_EQ(text, good({"export", "matrix", "--d-model", "4", "--length", "2", "--start", "5", "--dtype", "f4", "--format",
                          "csv", "-o", "-"}));
}

TEST_F(CommandLine, NumbersGoToStandardOutputInTheFormatThatIsAskedFor)
{
    const std::string bytes = good({"export", "matrix", "--d-model", "4", "--format", "npy", "-o", "-"});
    EXPECT_EQ(bytes, written({"export", "matrix", "--d-model", "4"}, "same.npy"));
    const std::string single = good({"export", "matrix", "--d-model", "4", "--format", "npy", "--dtype", "f4", "-o", "-"});
    EXPECT_EQ(bytes.size() - single.size(), 100u * 4 * 4);
}

TEST_F(CommandLine, RowsAndColsExportThatPartOfTheSheet)
{
    save_rows("rows.npy", [] {
        Matrix rows(20, 6);
        for (std::size_t i = 0; i < rows.values.size(); ++i) rows.values[i] = std::sin(static_cast<double>(i));
        return rows;
    }());
    // 33 waves of amplitude 1, each good to 4e-16.
    constexpr double tolerance = 33 * 4e-16;
    const std::vector<Arguments> sheets{{"matrix", "--d-model", "33"},
                                        {"similarity", "--d-model", "33"},
                                        {"angles", "--d-model", "33"},
                                        {"score", "--encoding", "rope", "--head-size", "32", "--content", "different"},
                                        {"score", "--encoding", "rope", "--query", "rows.npy"},
                                        {"rotated", "--encoding", "rope", "--query", "rows.npy"}};
    for (const Arguments& sheet : sheets) {
        const Arguments command = joined(joined({"export"}, sheet), {"--length", "20", "--start", "1000"});
        const bool pair_of_positions = sheet[0] == "similarity" || sheet[0] == "score";
        const Matrix whole = npy(command);
        const Matrix part = npy(joined(command, {"--rows", "1003:1011", "--cols", pair_of_positions ? "1001:1005" : "1:5"}));
        ASSERT_EQ(part.rows, 8) << shown(command);
        ASSERT_EQ(part.cols, 4) << shown(command);
        for (std::int64_t r = 0; r < part.rows; ++r)
            for (std::int64_t c = 0; c < part.cols; ++c)
                EXPECT_NEAR(part(r, c), whole(r + 3, c + 1), tolerance) << shown(command) << " " << r << " " << c;
    }
}

TEST_F(CommandLine, WholeNumbersMayBeWrittenWithAnExponent)
{
    EXPECT_EQ(npy({"export", "matrix", "--d-model", "1e1", "--length", "1.2e1", "--start", "1e6"}).rows, 12);
}

TEST_F(CommandLine, ImportedRowsSetTheHeadSizeAndBoundTheLength)
{
    save_rows("rows.npy", Matrix(7, 10));
    const Matrix rotated = npy({"export", "rotated", "--encoding", "rope", "--query", "rows.npy"});
    EXPECT_EQ(rotated.rows, 7);
    EXPECT_EQ(rotated.cols, 10);
}

TEST_F(CommandLine, OptionsBeforeTheCommandCountToo)
{
    EXPECT_EQ(npy({"--length", "9", "export", "matrix"}).rows, 9);
}

TEST_F(CommandLine, OfAnOptionThatIsGivenTwiceTheLastCounts)
{
    EXPECT_EQ(npy({"export", "matrix", "--length", "9", "--length", "8"}).rows, 8);
}

TEST_F(CommandLine, AReadScenesWarningsAreSaidAndTheWorkIsDone)
{
    test::write_bytes(scratch / "scene.json", R"({"type": "phasescope scene", "version": 1, "length": -4, "colour": 3})");
    const auto outcome = run_program({"export", "matrix", "--scene", "scene.json", "-o", "-"}, scratch.path());
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_NE(outcome.out, "");
    EXPECT_NE(outcome.err.find("length"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("colour"), std::string::npos) << outcome.err;
}

/// Not asked under the address sanitizer: shadow memory and freed blocks that are kept count as the program's own there.
void expect_memory_below([[maybe_unused]] const Outcome& outcome, [[maybe_unused]] long kilobytes)
{
#ifndef __SANITIZE_ADDRESS__
    EXPECT_LT(outcome.peak_kilobytes, kilobytes);
#endif
}

TEST_F(CommandLine, TheSimilarityOfAMillionPositionsIsDrawnInLessThan200Megabytes)
{
    const auto outcome = run_program({"render", "similarity", "--length", "1000000", "-o", "large.png"}, scratch.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    expect_memory_below(outcome, 200 * 1000);
}

TEST_F(CommandLine, RowsThatAreMadeOneByOneAreCheckedInLessThan50Megabytes)
{
    // The query's table alone would hold 34 MB, the key's as much.
    const auto outcome = run_program({"check", "--encoding", "xpos", "--length", "33000"}, scratch.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("33000"), std::string::npos) << outcome.out;
    expect_memory_below(outcome, 50 * 1000);
}

TEST_F(CommandLine, CheckPrintsOneObjectWithExactlyThePromisedKeys)
{
    const Json object = Json::parse(good({"check", "--json"}));
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items()) keys.push_back(key);
    EXPECT_EQ(keys, (std::vector<std::string>{"compared_length", "direction", "encoding", "first_negative", "first_rise",
                                              "knobs", "length", "measured_length", "norm", "offset_residual",
                                              "shift_residual", "start", "toeplitz_defect", "wavelength"}));
    EXPECT_EQ(object["encoding"], "sinusoidal");
    EXPECT_EQ(object["knobs"],
              Json::parse(R"({"d_model": 512, "base": 10000, "layout": "interleaved", "exponent": "paper"})"));
    EXPECT_EQ(object["length"], 100);
    EXPECT_EQ(object["first_rise"], 43);
    EXPECT_EQ(object["direction"]["verdict"], "blind");
    EXPECT_LE(object["direction"]["max_difference"], object["direction"]["tolerance"]);
    EXPECT_TRUE(object["direction"]["at"]["position"].is_number_integer());
    EXPECT_TRUE(object["direction"]["at"]["offset"].is_number_integer());
}

TEST_F(CommandLine, CheckShowsTheNumberThatDecided)
{
    for (const Encoding& encoding : encodings())
        for (const char* content : {"equal", "different"}) {
            const Arguments asked{"check", "--encoding", std::string(encoding.name), "--length", "30", "--seed", "3"};
            Arguments with = asked;
            const bool acts = depends_on_content(mechanism_of(with_encoding(first_scene(), encoding.name)));
            if (acts) with = joined(asked, {"--content", content});
            const Json direction = Json::parse(good(joined(with, {"--json"})))["direction"];
            const double exchange = direction["max_exchange"], tolerance = direction["tolerance"];
            EXPECT_EQ(direction["verdict"] == "sees direction", exchange > tolerance) << encoding.name;
            const std::string page = good(with);
            EXPECT_NE(page.find("largest exchange  "), std::string::npos) << page;
            const std::string number = rounded_text(exchange, 3);
            const std::string verdict = page.substr(0, page.find("\n\n", page.find("\n\n") + 2));
            EXPECT_NE(verdict.find(number), std::string::npos) << number << "\n" << page;
        }
}

TEST_F(CommandLine, CheckDefinesNoDirectionForKeysThatAreMasked)
{
    const Arguments alibi{"check", "--encoding", "alibi", "--length", "30"};
    const Json by_formula = Json::parse(good(joined(alibi, {"--json"})))["direction"];
    EXPECT_EQ(by_formula["keys_after_the_query"], "by formula");
    EXPECT_NEAR(by_formula["index"].get<double>(), 1, 1e-15);
    EXPECT_NE(good(alibi).find("by the formula"), std::string::npos);
    const Arguments t5{"check", "--encoding", "t5", "--direction", "causal", "--length", "30"};
    const Json masked = Json::parse(good(joined(t5, {"--json"})))["direction"];
    EXPECT_EQ(masked["verdict"], "not defined");
    EXPECT_TRUE(masked["index"].is_null());
    EXPECT_NE(good(t5).find("Not defined"), std::string::npos);
}

TEST_F(CommandLine, CheckExplainsASymmetricScoreThatIsNoFunctionOfTheOffset)
{
    const std::string table = good({"check", "--d-model", "63"});
    EXPECT_NE(table.find("Blind"), std::string::npos) << table;
    EXPECT_NE(table.find("is no direction"), std::string::npos) << table;
}

TEST_F(CommandLine, CheckSeesTheDirectionOfRopeWithDifferentQueryAndKey)
{
    const Json object = Json::parse(good({"check", "--encoding", "rope", "--content", "different", "--json"}));
    EXPECT_EQ(object["direction"]["verdict"], "sees direction");
    EXPECT_GT(object["direction"]["max_difference"], object["direction"]["tolerance"]);
}

TEST_F(CommandLine, CheckSaysNullForWhatDoesNotApply)
{
    const Json object = Json::parse(good({"check", "--encoding", "none", "--json"}));
    EXPECT_TRUE(object["wavelength"].is_null());
    EXPECT_TRUE(object["first_negative"].is_null());
    EXPECT_EQ(object["direction"]["index"], 0);
}

TEST_F(CommandLine, CheckPrintsATableWithTheVerdict)
{
    const std::string blind = good({"check"}), sees = good({"check", "--encoding", "rope", "--content", "different"});
    EXPECT_NE(blind.find("Blind"), std::string::npos) << blind;
    EXPECT_NE(sees.find("Sees direction"), std::string::npos) << sees;
    for (const char* word : {"tolerance", "Toeplitz defect", "first rise", "positions", "wavelength"})
        EXPECT_NE(blind.find(word), std::string::npos) << word << "\n" << blind;
}

TEST_F(CommandLine, TheLanguageThatIsAskedForIsSpokenByHelpAndReportsButNotByJson)
{
    const Arguments chinese{"--language", "zh"};
    for (const Arguments& asked :
         std::vector<Arguments>{{"check", "--length", "20"}, {"compare", "--length", "20"}, {"encodings"}}) {
        EXPECT_NE(good(joined(asked, chinese)).find("编码"), std::string::npos) << shown(asked);
        const Arguments json = joined(asked, {"--json"});
        EXPECT_EQ(good(joined(json, chinese)), good(json)) << shown(asked);
    }
    EXPECT_NE(good({"--help", "--language", "zh"}).find("用法"), std::string::npos);
    EXPECT_EQ(good({"render", "--language", "zh", "--help"}), good({"render", "--help", "--language", "zh"}));
}

TEST_F(CommandLine, EveryCommandHasAHelpPageAndTheProgramAVersion)
{
    for (const CommandInfo& command : commands()) {
        const Arguments name = command.name.empty() ? Arguments{} : Arguments{std::string(command.name)};
        const std::string page = good(joined(name, {"--help"}));
        EXPECT_EQ(page, good(joined(name, {"-h"})));
        EXPECT_NE(page.find("Usage: phasescope " + std::string(command.name)), std::string::npos) << page;
        for (const OptionInfo& option : options())
            EXPECT_EQ(page.find(option.name + (option.value.empty() ? "" : " " + option.value)) != std::string::npos,
                      option.taken_by(command.action))
                << option.name << " in the help of " << command.name;
    }
    EXPECT_EQ(good({"--version"}), "phasescope " PHASESCOPE_VERSION "\n");
}

TEST_F(CommandLine, AReaderThatLeavesEndsTheProgramWithoutAWord)
{
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    close(ends[0]);
    const auto outcome =
        test::run_program_into(ends[1], {"export", "similarity", "--length", "500", "-o", "-"}, scratch.path());
    close(ends[1]);
    EXPECT_EQ(outcome.signal, SIGPIPE);
    EXPECT_EQ(outcome.err, "");
}

TEST_F(CommandLine, AFileInTheMakingIsGoneWhenTheProgramIsToldToEnd)
{
    const std::vector<Arguments> commands{
        {"export", "matrix", "--length", "1000000", "-o", "large.csv"},
        {"render", "matrix", "--length", "1000000", "--bare", "--size", "20000x20000", "-o", "large.png"}};
    for (const Arguments& command : commands) {
        const int child = test::start_program(command, scratch.path());
        int status = 0;
        while (scratch.names().empty() && waitpid(child, &status, WNOHANG) == 0) usleep(1000);
        ASSERT_FALSE(scratch.names().empty()) << "it ended before it began to write: " << status;
        kill(child, SIGTERM);
        ASSERT_EQ(waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFSIGNALED(status));
        EXPECT_EQ(scratch.names(), std::vector<std::string>());
    }
}

TEST_F(CommandLine, BarePixelsOfASizeAreSoMany)
{
    const std::string bytes =
        written({"render", "similarity", "--length", "1000000", "--bare", "--size", "301x203"}, "bare.png");
    EXPECT_EQ(opened_png(bytes).width, 301);
    EXPECT_EQ(opened_png(bytes).height, 203);
    EXPECT_EQ(opened_png(written({"render", "similarity", "--length", "50", "--bare"}, "each.png")).width, 50);
}

}  // namespace
}  // namespace phasescope::cli_test
