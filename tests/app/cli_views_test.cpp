// The words that render and export take for a view, and the options that only some views use.
#include <algorithm>
#include <cmath>

#include "app/cli/view_words.hpp"
#include "core/analysis/frequencies.hpp"
#include "core/comparison.hpp"
#include "tests/app/command_line.hpp"
#include "tests/app/figure_boxes.hpp"

namespace phasescope::cli_views_test {
namespace {

using namespace test;

bool same_number(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

TEST_F(CommandLine, EveryViewIsDrawnInEveryFormat)
{
    const std::vector<std::pair<std::string, std::string>> starts{
        {"png", "\x89PNG\r\n"}, {"svg", "<?xml"}, {"pdf", "%PDF-"}};
    std::size_t turn = 0;
    // All encodings are drawn without the program by figure_test.cpp; here each word meets some of them.
    for (const Encoding& encoding : encodings()) {
        const std::vector<std::string> words = words_of(encoding);
        for (std::size_t w = turn % 3; w < words.size(); w += 3) {
            const auto& [ending, start] = starts[turn++ % starts.size()];
            const std::string bytes = written(
                {"render", words[w], "--encoding", std::string(encoding.name), "--length", "24", "--size", "200x150"},
                "figure." + ending);
            EXPECT_TRUE(bytes.starts_with(start)) << encoding.name << " " << words[w] << " " << ending;
        }
    }
    for (const std::string word : {"scores", "projection", "input", "compare", "frequencies"})
        for (const auto& [ending, start] : starts)
            EXPECT_TRUE(
                written({"render", word, "--length", "24", "--size", "300x200"}, word + "." + ending).starts_with(start))
                << word << " " << ending;
}

TEST_F(CommandLine, WordsThatAnEncodingDoesNotHaveAreRefused)
{
    for (const char* name : {"alibi", "rope", "learned"}) {
        const std::vector<std::string> has = words_of(*find_encoding(name));
        for (const std::string& word : view_words(Action::render)) {
            if (word == "waves" || std::ranges::find(has, word) != has.end()) continue;
            const auto outcome = run_program({"render", word, "--encoding", name, "-o", "x.png"}, scratch.path());
            EXPECT_EQ(outcome.exit_code, 2) << name << " " << word;
            EXPECT_NE(outcome.err.find(name), std::string::npos) << outcome.err;
        }
    }
}

TEST_F(CommandLine, AViewOfSeveralSheetsHasOnePanelForEach)
{
    const std::vector<std::pair<std::string, std::size_t>> panels{
        {"scores", 2}, {"projection", 2}, {"input", 3}, {"compare", 3}, {"frequencies", 1}};
    for (const auto& [word, count] : panels) {
        const OpenedPng png = opened_png(written({"render", word, "--d-model", "32", "--length", "20"}, "figure.png"));
        EXPECT_EQ(framed_boxes(png, light_frame, 100).size(), count) << word;
    }
    const OpenedPng terms = opened_png(written({"render", "terms", "--encoding", "transformer_xl"}, "figure.png"));
    EXPECT_EQ(framed_boxes(terms, light_frame, 100).size(), 5u);
}

TEST_F(CommandLine, ExportedNumbersAreTheNumbersOfTheSheet)
{
    std::size_t turn = 0;
    for (const Encoding& encoding : encodings()) {
        Scene scene = with_encoding(first_scene(), encoding.name);
        scene.length = 12;
        for (std::size_t s = turn++ % 3; s < sheet_names.size(); s += 3) {
            if (!has_sheet(scene, static_cast<Sheet>(s))) continue;
            const Arguments command{
                "export", std::string(sheet_names[s]), "--encoding", std::string(encoding.name), "--length", "12"};
            const Matrix found = npy(command), expected = dense(picture(scene, static_cast<Sheet>(s))->field);
            ASSERT_EQ(found.rows, expected.rows) << shown(command);
            ASSERT_EQ(found.cols, expected.cols) << shown(command);
            EXPECT_TRUE(std::ranges::equal(found.values, expected.values, same_number)) << shown(command);
        }
    }
}

TEST_F(CommandLine, OptionsOfTextProjectionAndComparisonReachTheNumbers)
{
    Scene scene = with_encoding(first_scene(), "sinusoidal");
    scene.length = 10;
    scene.settings[0] = 16;
    scene.text.line = "位置 is told";
    scene.text.scaled = false;
    scene.attention.projected_size = 7;
    const Encoding& rope = *find_encoding("rope");
    scene.other = {"rope", standard_settings(rope), Sheet::weights};
    scene.other.settings[static_cast<std::size_t>(knob_index(rope, "head_size"))] = 24;
    scene.other.settings[static_cast<std::size_t>(knob_index(rope, "base"))] = 500;
    for (const Sheet sheet : {Sheet::embedding, Sheet::input, Sheet::projection, Sheet::other, Sheet::difference}) {
        const std::string word(sheet_names[static_cast<std::size_t>(sheet)]);
        const Matrix found =
            npy({"export", word, "--length", "10", "--d-model", "16", "--text", "位置 is told", "--embeddings", "plain",
                 "--projected-size", "7", "--other", "rope head-size=24  base=500", "--compare-by", "weights"});
        EXPECT_EQ(found.values, dense(picture(scene, sheet)->field).values) << word;
    }
}

TEST_F(CommandLine, ViewsOfSeveralSheetsExportTheirResult)
{
    const Arguments rest{"--length", "9", "--encoding", "rope", "--content", "different"};
    const auto numbers = [&](const char* word) { return npy(joined({"export", word}, rest)).values; };
    EXPECT_EQ(numbers("scores"), numbers("score"));
    EXPECT_EQ(numbers("compare"), numbers("difference"));
}

TEST_F(CommandLine, TheOtherSettingBeginsAsTheScenesOwnWhereTheEncodingIsTheSame)
{
    const Arguments own{"export", "difference", "--encoding", "rope", "--head-size", "32", "--length", "8"};
    for (const double number : npy(joined(own, {"--other", "rope"})).values) EXPECT_EQ(number, 0);
    // Another base turns every pair but the first differently.
    const std::vector<double> changed = npy(joined(own, {"--other", "rope base=500"})).values;
    EXPECT_TRUE(std::ranges::any_of(changed, [](double number) { return std::abs(number) > 0.1; }));
}

TEST_F(CommandLine, FrequenciesHaveARowForEachPair)
{
    const Arguments command{"export",    "frequencies", "--encoding",       "rope", "--head-size", "16",
                            "--scaling", "llama3",      "--trained-length", "64",   "--length",    "100"};
    const Matrix found = npy(command);
    Scene scene = with_encoding(first_scene(), "rope");
    const Encoding& rope = encoding_of(scene);
    scene.settings[static_cast<std::size_t>(knob_index(rope, "head_size"))] = 16;
    scene.settings[static_cast<std::size_t>(knob_index(rope, "trained_length"))] = 64;
    const auto knob = static_cast<std::size_t>(knob_index(rope, "scaling"));
    const auto& choices = rope.knobs[knob].choices;
    scene.settings[knob] = static_cast<double>(std::ranges::find(choices, "llama3") - choices.begin());
    scene.length = 100;
    const std::vector<PairFrequency> pairs = pair_frequencies(scene);
    ASSERT_EQ(found.rows, 8);
    ASSERT_EQ(found.cols, 4);
    for (std::int64_t k = 0; k < 8; ++k) {
        const PairFrequency& pair = pairs[static_cast<std::size_t>(k)];
        // Four roundings part the product from 1.
        EXPECT_NEAR(found(k, 0) * pair.wavelength / (2 * pi), 1, 4 * 0x1p-53);
        EXPECT_EQ(found(k, 1), pair.wavelength);
        EXPECT_EQ(found(k, 2), pair.turns_in_length);
        EXPECT_EQ(found(k, 3), pair.unscaled_wavelength);
    }
    const std::string text = written(joined(command, {"--rows", "2:4"}), "pairs.csv");
    EXPECT_TRUE(text.starts_with("pair,radians_per_position,wavelength,turns_in_length,unscaled_wavelength\n2,")) << text;
    EXPECT_EQ(std::ranges::count(text, '\n'), 3);
}

TEST_F(CommandLine, APictureOfAViewGivesItsSceneBack)
{
    const std::string first = written({"render", "compare", "--other", "alibi heads=4", "--compare-by", "weights",
                                       "--length", "20", "--rows", "2:12", "--size", "600x300", "--title", "Two ways"},
                                      "first.png");
    EXPECT_EQ(written({"render", "compare", "--scene", "first.png", "--size", "600x300"}, "second.png"), first);
}

}  // namespace
}  // namespace phasescope::cli_views_test
