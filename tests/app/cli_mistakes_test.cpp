// `render mistakes`, `export mistaken` and `match`: published mistakes on the command line.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/text/language.hpp"
#include "core/analysis/fingerprint.hpp"
#include "core/mistakes.hpp"
#include "core/random.hpp"
#include "tests/app/command_line.hpp"
#include "tests/app/figure_boxes.hpp"

namespace phasescope::cli_mistakes_test {
namespace {

using namespace test;
using Json = nlohmann::json;

TEST_F(CommandLine, AFigureOfAMistakeHasThreePanels)
{
    for (const Mistake& mistake : mistakes()) {
        const OpenedPng png = opened_png(
            written({"render", "mistakes", "--mistake", std::string(mistake.name), "--length", "40"}, "figure.png"));
        EXPECT_EQ(framed_boxes(png, light_frame, 100).size(), 3u) << mistake.name;
    }
}

TEST_F(CommandLine, ExportedMistakesAreThoseOfTheSceneAndAreRecognised)
{
    for (const Mistake& mistake : mistakes()) {
        Scene scene = with_encoding(first_scene(), mistake.encoding);
        scene.length = mistake.encoding == "grid" ? 112 : std::max<std::int64_t>(40, 2 * mistake.shows_from);
        scene.mistake.name = mistake.name;
        const Arguments command{
            "export",  "mistaken", "--mistake",  std::string(mistake.name),    "--length", std::to_string(scene.length),
            "--dtype", "f4",       "--encoding", std::string(mistake.encoding)};
        const Matrix found = npy(command), expected = dense(picture(repaired(scene), Sheet::mistaken)->field);
        ASSERT_EQ(found.values.size(), expected.values.size());
        for (std::size_t i = 0; i < found.values.size(); ++i) {
            const double number = expected.values[i];
            ASSERT_EQ(std::isnan(found.values[i]), std::isnan(number));  // masked
            if (std::isnan(number)) continue;
            ASSERT_NEAR(found.values[i], number, 1e-6 * std::max(1.0, std::abs(number)));
        }
        if (mistake.score || mistake.encoding == "alibi") continue;
        // A grid with its sides exchanged is a grid, unless another one is asked about.
        const std::vector<std::string> asked{"--encoding", std::string(mistake.encoding)};
        const auto matched = [&](const Arguments& more) {
            const auto outcome = run_program(joined(joined({"match", "numbers.npy"}, asked), more), scratch.path());
            EXPECT_EQ(outcome.exit_code, 4) << outcome.out << outcome.err;
            return outcome.out;
        };
        const Json match = Json::parse(matched({"--json"}));
        EXPECT_EQ(match["matches"], true) << match;
        EXPECT_EQ(match["mistake"], mistake.name) << match;
        EXPECT_EQ(match["encoding"], mistake.encoding);
        EXPECT_EQ(match["found"], mistake.found);
        EXPECT_EQ(match["precision"], "float32");
        const std::string told = matched({});
        EXPECT_NE(told.find(Language()("mistake." + std::string(mistake.name) + ".title")), std::string::npos) << told;
        EXPECT_NE(told.find(mistake.found), std::string::npos) << told;
    }
}

TEST_F(CommandLine, WhatIsRightAndWhatIsUnknownIsToldSo)
{
    written({"export", "matrix", "--d-model", "48", "--base", "777"}, "pe.csv");
    EXPECT_EQ(Json::parse(good({"match", "pe.csv", "--base", "777", "--json"}))["mistake"], Json());
    EXPECT_NE(good({"match", "pe.csv", "--base", "777"}).find("as it should be"), std::string::npos);
    EXPECT_EQ(Json::parse(good({"match", "pe.csv", "--json"}))["settings"]["base"], 777);
    Matrix noise(20, 8);
    noise.values = normals(3, 0, 160);
    save_rows("noise.npy", noise);
    const auto outcome = run_program({"match", "noise.npy", "--json"}, scratch.path());
    EXPECT_EQ(outcome.exit_code, 5) << outcome.out << outcome.err;
    EXPECT_EQ(Json::parse(outcome.out)["verdict"], "unknown");
    EXPECT_EQ(Json::parse(outcome.out)["encoding"], Json());
}

TEST_F(CommandLine, AMistakeIsShownByRowsOrByScores)
{
    const Arguments command{"export", "mistaken", "--length", "20", "--d-model", "16"};
    EXPECT_EQ(npy(command).cols, 16);
    EXPECT_EQ(npy(joined(command, {"--mistake-by", "scores"})).cols, 20);
}

TEST_F(CommandLine, MatchNeedsATableThatIsLargeEnough)
{
    const auto refused = [&](const Arguments& arguments, int code, const char* said) {
        const auto outcome = run_program(arguments, scratch.path());
        EXPECT_EQ(outcome.exit_code, code) << shown(arguments);
        EXPECT_NE(outcome.err.find(said), std::string::npos) << outcome.err;
    };
    refused({"match"}, 2, "match FILE");
    refused({"match", "nothing.npy"}, 1, "nothing.npy");
    refused({"match", "a.npy", "b.npy"}, 2, "b.npy");
    save_rows("small.npy", Matrix(1, 5000));
    const auto small = run_program({"match", "small.npy"}, scratch.path());
    EXPECT_EQ(small.exit_code, 5) << small.out << small.err;
    refused({"render", "mistakes", "--mistake", "doubled", "-o", "x.png"}, 2, "doubled_exponent_pairwise");
}

TEST_F(CommandLine, AMistakeThatReachesLessFarSaysHowFar)
{
    const auto outcome = run_program(
        {"render", "mistakes", "--mistake", "sum_instead_of_pair", "--length", "1e9", "-o", "x.png"}, scratch.path());
    EXPECT_NE(outcome.exit_code, 0);
    EXPECT_NE(outcome.err.find("32768"), std::string::npos) << outcome.err;
}

TEST(MistakeTexts, AreThereInEveryLanguageForEveryMistakeAndEveryTrait)
{
    for (const std::string& code : language_codes()) {
        const Language text(code);
        for (const Mistake& mistake : mistakes())
            for (const char* part : {".title", ".wrong", ".found"})
                EXPECT_TRUE(text.has("mistake." + std::string(mistake.name) + part)) << code << " " << mistake.name;
        for (const std::string_view name : trait_names)
            EXPECT_TRUE(text.has("trait." + std::string(name))) << code << " " << name;
    }
    for (const Mistake& mistake : mistakes())
        EXPECT_EQ(Language()("mistake." + std::string(mistake.name) + ".found"), mistake.found);
}

}  // namespace
}  // namespace phasescope::cli_mistakes_test
