#include "core/scene_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/strict_json.hpp"
#include "core/utf8.hpp"
#include "tests/core/random_scene.hpp"

namespace phasescope::scene_json_test {
namespace {

constexpr std::string_view begin = R"({"type": "phasescope scene", "version": 1)";

ReadScene read_scene(const std::string& text)
{
    const Result<ReadScene> read = scene_from_text(text, "my.json");
    EXPECT_TRUE(read) << read.error().line() << "\n" << text.substr(0, 1000);
    return read ? *read : ReadScene{};
}

/// A scene with these keys beside type and version.
ReadScene with_keys(const std::string& keys)
{
    return read_scene(std::string(begin) + ", " + keys + "}");
}

std::string error_of(const std::string& text)
{
    const Result<ReadScene> read = scene_from_text(text, "my.json");
    if (read) return "";
    EXPECT_NE(read.error().where.find("my.json"), std::string::npos) << read.error().line();
    EXPECT_LE(read.error().line().size(), 400u) << read.error().line().substr(0, 1000);
    EXPECT_EQ(one_line(read.error().line(), 400), read.error().line());
    return read.error().line();
}

std::string error_of_keys(const std::string& keys)
{
    return error_of(std::string(begin) + ", " + keys + "}");
}

using Warnings = std::vector<std::string>;

TEST(SceneText, EveryValidSceneComesBackTheSame)
{
    RandomScenes scenes(7);
    std::array<int, 3> seen{};
    for (int i = 0; i < 3000; ++i) {
        const Scene scene = repaired(scenes.next(0.02));
        const std::string text = scene_text(scene);
        const ReadScene read = read_scene(text);
        ASSERT_EQ(read.scene, scene) << text;
        ASSERT_EQ(read.warnings, Warnings{}) << text;
        ASSERT_EQ(scene_text(read.scene), text);
        ++seen[static_cast<std::size_t>(&encoding_of(scene) - encodings().data()) % seen.size()];
    }
    for (const int count : seen) EXPECT_GT(count, 100);
}

TEST(SceneText, DoublesComeBackExactly)
{
    RandomScenes scenes(8);
    for (int i = 0; i < 5000; ++i) {
        Scene scene = first_scene();
        scene.settings[1] = std::exp(20 * static_cast<double>(scenes.bits()) * 0x1p-64) + 0.5;
        Look& look = scene.look(Sheet::score);
        look.hi = std::ldexp(static_cast<double>(scenes.bits()) + 1, static_cast<int>(scenes.below(90)) - 54);
        look.lo = -look.hi / 3;
        ASSERT_EQ(repaired(scene), scene) << i;
        ASSERT_EQ(read_scene(scene_text(scene)).scene, scene) << scene_text(scene);
    }
}

TEST(SceneText, TheSeedKeepsAll64Bits)
{
    for (const std::uint64_t seed : {0ull, 1ull, (1ull << 53) + 1, (1ull << 63) - 1, 1ull << 63, ~0ull}) {
        Scene scene = first_scene();
        scene.content.seed = seed;
        EXPECT_EQ(read_scene(scene_text(scene)).scene.content.seed, seed);
    }
}

TEST(SceneText, TheFirstSceneReadsAsAPersonWouldWriteIt)
{
    EXPECT_EQ(scene_text(first_scene()), R"({
  "type": "phasescope scene",
  "version": 1,
  "encoding": "sinusoidal",
  "settings": {"d_model":512,"base":10000,"layout":"interleaved","exponent":"paper"},
  "length": 100,
  "start": 0,
  "content": {"kind":"ones","seed":1},
  "attention": {"head":0,"causal":false,"scaled":false,"projected_size":64},
  "text": {"line":"The dog bites the man.","scaled":true,"first":1,"second":4},
  "other": {"encoding":"rope","settings":{"head_size":128,"base":10000,"pairing":"interleaved","rotated_share":1,"scaling":"none","factor":4,"trained_length":4096,"beta_fast":32,"beta_slow":1,"low_freq_factor":1,"high_freq_factor":4,"attention_factor":0},"sheet":"score"},
  "mistake": {"name":"doubled_exponent_pairwise","scores":false},
  "formats": {"positions":"fp64","frequencies":"fp64","products":"fp64","results":"fp64"},
  "view": "overview",
  "probe": {"pinned":false,"query":37,"key":52,"channel":24},
  "looks": {},
  "pairs": [],
  "caption": ""
}
)");
}

TEST(SceneText, LooksHoldOnlyWhatDiffersFromTheStandard)
{
    Scene scene = first_scene();
    scene.look(Sheet::similarity).transposed = true;
    scene.look(Sheet::score).window = Window{0, 8.5, 1, 9};
    const auto json = nlohmann::json::parse(scene_text(scene));
    EXPECT_EQ(json["looks"].dump(),
              R"({"score":{"window":{"cols":[1,9],"rows":[0,8.5]}},"similarity":{"transposed":true}})");
}

TEST(SceneText, TheLargestImportedTablesCanBeReadAgain)
{
    Scene scene = with_encoding(first_scene(), "rope");
    Matrix numbers(most_imported_numbers / 2, 2);
    // The shortest rows, with most brackets, of the longest text that a double has: 17 digits, two signs, a point and a
    // three-digit exponent.
    std::ranges::fill(numbers.values, -2.2250738585072014e-308);
    numbers(5, 1) = 1;
    scene.content = {ContentKind::imported, 1, Rows(numbers), Rows(numbers)};
    scene = repaired(scene);
    const std::string text = scene_text(scene);
    ASSERT_LE(text.size(), most_scene_bytes);
    EXPECT_TRUE(read_scene(text).scene == scene);
}

TEST(SceneFromText, MissingKeysTakeTheirDefaults)
{
    EXPECT_EQ(read_scene(std::string(begin) + "}").scene, first_scene());
    EXPECT_EQ(read_scene(R"({"type": "phasescope scene"})").scene, first_scene());
    const ReadScene rope = with_keys(R"("encoding": "rope", "settings": {"base": 500000})");
    std::vector<double> settings = standard_settings(*find_encoding("rope"));
    settings[1] = 500000;
    EXPECT_EQ(rope.scene.settings, settings);
    EXPECT_EQ(rope.warnings, Warnings{});
}

TEST(SceneFromText, WholeNumbersMayBeWrittenInAnyForm)
{
    EXPECT_EQ(with_keys(R"("length": 1e2)").scene.length, 100);
    EXPECT_EQ(with_keys(R"("length": 64.0)").scene.length, 64);
    EXPECT_EQ(with_keys(R"("settings": {"base": 10000.0})").scene, first_scene());
}

TEST(SceneFromText, AByteOrderMarkIsPassedOver)
{
    EXPECT_EQ(read_scene("\xEF\xBB\xBF" + scene_text(first_scene())).scene, first_scene());
}

TEST(SceneFromText, UnknownKeysAreReportedWithTheNearestKnownOne)
{
    const ReadScene read = with_keys(
        R"("lenght": 5, "settings": {"bases": 2}, "probe": {"quary": 1}, "looks": {"score": {"high": 2}, "scores": {}},)"
        R"("content": {"sead": 1, "kind": "ones"}, "zzz": null)");
    EXPECT_EQ(read.scene, first_scene());
    EXPECT_EQ(read.warnings, (Warnings{
                                 "unknown key settings.bases; the nearest known one is base",
                                 "unknown key content.sead; the nearest known one is seed",
                                 "unknown key probe.quary; the nearest known one is query",
                                 "unknown key looks.score.high; the nearest known one is hi",
                                 "unknown key looks.scores; the nearest known one is score",
                                 "unknown key lenght; the nearest known one is length",
                                 "unknown key zzz; the nearest known one is type",
                             }));
}

TEST(SceneFromText, ManyUnknownKeysAreCountedRatherThanListed)
{
    std::string keys;
    for (int i = 0; i < 500; ++i) keys += (i ? ", \"" : "\"") + std::to_string(i) + "\": 0";
    const ReadScene read = with_keys(keys);
    EXPECT_EQ(read.warnings.size(), 21u);
    EXPECT_EQ(read.warnings.back(), "and 480 more of this kind");
}

TEST(SceneFromText, NumbersOutOfRangeAreRepairedAndSaid)
{
    struct Case {
        std::string keys, warning;
    };
    const Case cases[]{
        {R"("length": 1e12)", "length 1000000000000 became 2147483647"},
        {R"("length": 1e300)", "length 1e+300 became 2147483647"},
        {R"("length": 18446744073709551615)", "length 18446744073709551615 became 2147483647"},
        {R"("length": -5)", "length -5 became 1"},
        {R"("start": -1e300)", "start -1e+300 became 0"},
        {R"("settings": {"base": 0})", "settings.base 0 became 1.0001"},
        {R"("settings": {"d_model": 512.5})", "settings.d_model 512.5 became 513"},
        {R"("probe": {"query": 900})", "probe.query 900 became 99"},
        {R"("pairs": [1, -2])", "pairs 2 pairs became 1 different ones that can be"},
        {R"("looks": {"matrix": {"lo": 3}})", "looks.matrix.range 3:1 became standard"},
        {R"("looks": {"matrix": {"window": {"rows": [0, 5]}}})",
         "looks.matrix.window rows 0:5, columns 0:0 became the whole sheet"},
        {R"("content": {"kind": "imported"})", "content imported rows that do not fit a head became ones"},
        {R"("caption": "a\nb")", "caption a b became one line of text, at most 500 bytes"},
    };
    for (const Case& c : cases) EXPECT_EQ(with_keys(c.keys).warnings, Warnings{c.warning}) << c.keys;
}

TEST(SceneFromText, AWrongTypeIsAnErrorThatNamesKeyFoundAndExpected)
{
    struct Case {
        std::string keys, error;
    };
    const Case cases[]{
        {R"("length": "long")", R"(length is "long": my.json (expected a whole number))"},
        {R"("length": 100.5)", "length is 100.5: my.json (expected a whole number)"},
        {R"("length": null)", "length is null: my.json (expected a whole number)"},
        {R"("settings": [512])", "settings is a list: my.json (expected an object { })"},
        {R"("settings": {"base": "big"})", R"(settings.base is "big": my.json (expected a number))"},
        {R"("settings": {"layout": 1})", R"(settings.layout is 1: my.json (expected "interleaved" or "halves"))"},
        {R"("content": {"seed": -1})",
         "content.seed is -1: my.json (expected a whole number from 0 to 18446744073709551615)"},
        {R"("content": {"seed": 18446744073709551616})",
         "content.seed is 18446744073709551616: my.json (expected a whole number from 0 to 18446744073709551615)"},
        {R"("content": {"query": 5})", "content.query is 5: my.json (expected rows of numbers)"},
        {R"("content": {"query": [1, 2]})", "content.query[0] is 1: my.json (expected a row of numbers)"},
        {R"("content": {"query": [[1, 2], [3]]})",
         "content.query[1] has 1 numbers: my.json (expected 2 as in the first row)"},
        {R"("content": {"query": [[1, 2], [3, null]]})", "content.query[1] holds null: my.json (expected numbers only)"},
        {R"("probe": {"pinned": 1})", "probe.pinned is 1: my.json (expected true or false)"},
        {R"("looks": {"score": true})", "looks.score is true: my.json (expected an object { })"},
        {R"("looks": {"score": {"window": {"rows": [1]}}})",
         "looks.score.window.rows is a list: my.json (expected a list of two numbers)"},
        {R"("pairs": [1, {}])", "pairs[1] is an object: my.json (expected a whole number)"},
        {R"("caption": [])", "caption is a list: my.json (expected text in quotes)"},
    };
    for (const Case& c : cases) EXPECT_EQ(error_of_keys(c.keys), c.error);
    EXPECT_EQ(error_of(R"({"type": "phasescope scene", "version": 0})"), "version is 0: my.json (the first version is 1)");
    EXPECT_EQ(error_of(R"({"type": "phasescope scene", "version": "1"})"),
              R"(version is "1": my.json (expected a whole number))");
}

TEST(SceneFromText, AnUnknownWordIsAnErrorThatListsTheValidOnesNearestFirst)
{
    EXPECT_TRUE(error_of_keys(R"("encoding": "rpe")").starts_with(R"(encoding cannot be "rpe": my.json (use rope, )"));
    EXPECT_TRUE(error_of_keys(R"("encoding": 7)").starts_with("encoding cannot be 7: my.json (use "));
    for (const Encoding& encoding : encodings())
        EXPECT_NE(error_of_keys(R"("encoding": "rpe")").find(encoding.name), std::string::npos) << encoding.name;
    EXPECT_EQ(error_of_keys(R"("settings": {"layout": "half"})"),
              R"(settings.layout cannot be "half": my.json (use halves or interleaved))");
    EXPECT_EQ(error_of_keys(R"("content": {"kind": "one"})"),
              R"(content.kind cannot be "one": my.json (use ones, equal, imported or different))");
    EXPECT_TRUE(error_of_keys(R"("view": "wave")").starts_with(R"(view cannot be "wave": my.json (use waves, )"));
    EXPECT_EQ(error_of_keys(R"("looks": {"matrix": {"range": "fix"}})"),
              R"(looks.matrix.range cannot be "fix": my.json (use fixed, follow or standard))");
}

TEST(SceneFromText, ANewerVersionIsOpenedAsFarAsItCanBe)
{
    const ReadScene read =
        read_scene(R"({"type": "phasescope scene", "version": 3, "encoding": "rope", "length": 50, "view": "cinema",)"
                   R"("probe": [1, 2], "sound": true})");
    Scene expected = with_encoding(first_scene(), "rope");
    expected.length = 50;
    EXPECT_EQ(read.scene, repaired(expected));
    ASSERT_EQ(read.warnings.size(), 4u);
    EXPECT_NE(read.warnings[0].find("newer Phasescope (version 3"), std::string::npos) << read.warnings[0];
    EXPECT_EQ(read.warnings[1], "view cannot be \"cinema\"; it is left out");
    EXPECT_EQ(read.warnings[2], "probe is a list; it is left out");
    EXPECT_EQ(read.warnings[3].substr(0, 17), "unknown key sound");
    EXPECT_NE(error_of(R"({"type": "phasescope scene", "version": 3, "encoding": "ropier"})"), "");
}

TEST(SceneFromText, WhatIsNoSceneIsSaidToBeNone)
{
    EXPECT_EQ(error_of("{}"), R"(this is not a Phasescope scene: my.json (the key "type": "phasescope scene" is missing))");
    EXPECT_EQ(error_of(R"({"type": "lesson"})"), R"(this is not a Phasescope scene: my.json (its type is "lesson"))");
    EXPECT_EQ(error_of(R"({"type": 5})"), "this is not a Phasescope scene: my.json (its type is 5)");
    EXPECT_EQ(error_of("[]"), "this is not a Phasescope scene: my.json (it holds a list)");
    EXPECT_EQ(error_of("12"), "this is not a Phasescope scene: my.json (it holds 12)");
}

TEST(SceneFromText, TextThatIsNoGoodJsonGivesAClearError)
{
    struct Case {
        std::string text, error;
    };
    const std::string good = scene_text(first_scene());
    const Case cases[]{
        {"", "the text is empty: my.json"},
        {" \n\t ", "the text is empty: my.json"},
        {"\xEF\xBB\xBF", "the text is empty: my.json"},
        {"\xFF\xFE{\0}\0", "the text is UTF-16: my.json"},
        {"{\n  \"type\": nan}", "this is not JSON: invalid literal: my.json: line 2, column"},
        {"{\"a\": 1,}", "this is not JSON: unexpected '}': my.json: line 1, column 9"},
        {good.substr(0, 40), "this is not JSON: "},
        {good + "x", "this is not JSON: "},
        {R"({"type": "\ud800"})", "this is not JSON: invalid string"},
        {R"({"type": 1e400})", "a number in the JSON is larger"},
        {"{\"type\": \"caf\xE9\"}", "the text is not UTF-8: my.json: byte 13"},
        {std::string("\x89PNG\r\n\x1A\n", 8), "the text is not UTF-8: my.json: byte 0"},
        {R"({"type": "phasescope scene", "length": 1, "length": 2})",
         "the key \"length\" is there twice in one object: my.json"},
        {std::string(100000, '['), "the JSON is nested too deeply: my.json"},
        {R"({"type":)" + std::string(30, '[') + std::string(30, ']') + "}", "the JSON is nested too deeply: my.json"},
        {std::string(most_scene_bytes + 1, ' '), "the text is too long: my.json: 67108865 bytes"},
        {"\"" + std::string(1000000, 'x'), "this is not JSON: "},
        {std::string(1000000, '1'), "a number in the JSON is larger"},
    };
    for (const Case& c : cases) {
        const std::string error = error_of(c.text);
        EXPECT_EQ(error.substr(0, c.error.size()), c.error) << error;
    }
}

TEST(SceneFromText, HugeTextsAreRefusedBeforeTheyFillTheMemory)
{
    std::string numbers = "[1", objects = "[{}", keys = "{\"a\":0", long_key = "{\"";
    for (int i = 0; i < 6000000; ++i) numbers += ",1";
    for (int i = 0; i < 6000000; ++i) objects += ",{}";
    for (int i = 0; i < 1000000; ++i) keys += ",\"" + std::to_string(i) + "\":0";
    EXPECT_NE(error_of(numbers + "]").find("too many values"), std::string::npos);
    EXPECT_NE(error_of(objects + "]").find("too many objects"), std::string::npos);
    EXPECT_NE(error_of(keys + "}").find("too many keys"), std::string::npos);
    const ReadScene read =
        with_keys("\"" + std::string(1000000, 'k') + "\": 1, \"caption\": \"" + std::string(1000000, 'c') + "\"");
    for (const std::string& warning : read.warnings) EXPECT_LE(warning.size(), 200u);
    EXPECT_EQ(read.scene.caption.size(), 500u);
}

}  // namespace
}  // namespace phasescope::scene_json_test
