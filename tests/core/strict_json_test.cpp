// JSON from outside: bounds are looked at before the work.
#include "core/strict_json.hpp"

#include <gtest/gtest.h>

#include "core/io/model_config.hpp"
#include "core/json_type.hpp"
#include "core/lesson/lesson_json.hpp"
#include "core/models.hpp"
#include "core/scene_json.hpp"

namespace phasescope::strict_json_test {
namespace {

using Json = nlohmann::ordered_json;

std::string repeated(const std::string& text, int count)
{
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

std::string refusal(const std::string& text, const JsonLimits& limits = {})
{
    const Result<Json> json = strict_json(text, "file", limits);
    return json ? "" : json.error().line();
}

TEST(StrictJson, ValuesAreThoseOfTheLibrary)
{
    for (const std::string text :
         {"1", "-3", "18446744073709551615", "1e300", "\"a\\u00e9\"", "null", "true", "[]", "{}", "[[], [1, [2]], {}]",
          R"({"a": 1, "b": {"c": [1, 2, {"d": "e"}], "f": null}, "g": [true, {"h": 0.5}], "": "empty"})"}) {
        const Result<Json> json = strict_json(text, "file");
        ASSERT_TRUE(json) << text << json.error().line();
        EXPECT_EQ(*json, Json::parse(text)) << text;
        EXPECT_EQ(json->dump(), Json::parse(text).dump()) << "in the same order";
    }
}

TEST(StrictJson, AKeyThatIsThereTwiceIsNamed)
{
    EXPECT_NE(refusal(R"({"a": 1, "b": {"c": 1, "d": 2, "c": 3}})").find("\"c\""), std::string::npos);
    EXPECT_EQ(refusal(R"({"a": {"a": {"a": 1}}})"), "");
}

TEST(StrictJson, MistakesHaveALineAndAColumn)
{
    EXPECT_NE(refusal("{\n \"a\": 1,\n x}").find("line 3, column"), std::string::npos) << refusal("{\n \"a\": 1,\n x}");
    EXPECT_NE(refusal("[1e999]").find("1.8e308"), std::string::npos);
}

TEST(StrictJson, DeepTextIsRefusedByEveryReader)
{
    for (const int levels : {17, 1000, 100000, 5000000}) {
        const std::string arrays = repeated("[", levels);
        EXPECT_NE(refusal(arrays).find("nested too deeply"), std::string::npos) << levels;
        EXPECT_NE(refusal("{\"scene\": " + arrays).find("nested too deeply"), std::string::npos) << levels;
        EXPECT_FALSE(scene_from_text("{\"type\": \"phasescope scene\", \"pairs\": " + arrays, "file"));
        EXPECT_FALSE(lesson_from_text("{\"type\": \"phasescope lesson\", \"steps\": " + arrays, "file"));
        EXPECT_FALSE(scene_from_config("{\"model_type\": " + arrays, "file"));
        EXPECT_FALSE(models_from_text(arrays, "file"));
        EXPECT_FALSE(looks_like_config("{\"model_type\": " + arrays));
        EXPECT_FALSE(looks_like_lesson(repeated("{\"type\": ", levels)));
    }
}

TEST(StrictJson, EachBoundIsTheLastThatIsAccepted)
{
    EXPECT_EQ(refusal("[1, 2, 3]", {.values = 4}), "");
    EXPECT_NE(refusal("[1, 2, 3, 4]", {.values = 4}).find("at most 4 values"), std::string::npos);
    EXPECT_EQ(refusal("[{}, {}]", {.objects = 2}), "");
    EXPECT_NE(refusal("[{}, {}, {}]", {.objects = 2}).find("at most 2 objects"), std::string::npos);
    EXPECT_EQ(refusal(R"({"a": 1, "b": 2})", {.keys = 2}), "");
    EXPECT_NE(refusal(R"({"a": 1, "b": 2, "c": 3})", {.keys = 2}).find("at most 2 keys"), std::string::npos);
    EXPECT_EQ(refusal("[[[1]]]", {.depth = 4}), "");
    EXPECT_NE(refusal("[[[[1]]]]", {.depth = 4}).find("at most 4 levels"), std::string::npos);
    EXPECT_EQ(refusal("12345", {.bytes = 5}), "");
    EXPECT_NE(refusal("123456", {.bytes = 5}).find("at most 5 bytes"), std::string::npos);
}

TEST(StrictJson, AConfigurationMayNameAsManyClassesAsFitIntoIt)
{
    std::string text = R"({"model_type": "llama", "hidden_size": 4096, "num_attention_heads": 32, "id2label": {)";
    for (int i = 0; i < 200000; ++i) text += "\"" + std::to_string(i) + "\": \"class " + std::to_string(i) + "\", ";
    text += R"("last": "class"}})";
    const Result<ReadConfig> read = scene_from_config(text, "file");
    ASSERT_TRUE(read) << read.error().line();
    EXPECT_EQ(read->scene.encoding, "rope");
    EXPECT_TRUE(looks_like_config(text));
}

TEST(JsonType, IsTheOneOfTheOutermostObject)
{
    EXPECT_EQ(json_type(R"({"type": "a"})"), "a");
    EXPECT_EQ(json_type("\xEF\xBB\xBF{\"x\": {\"type\": \"inner\"}, \"y\": [\"type\"], \"type\": \"outer\", broken"),
              "outer");
    for (const char* text : {"", "{", "[]", "[{\"type\": \"a\"}]", "{\"type\": 7}", "{\"type\": {\"type\": \"a\"}}",
                             "\"type\"", "{\"x\": \"type\"}", "{\"type\": [\"a\"]}"})
        EXPECT_EQ(json_type(text), "") << text;
}

}  // namespace
}  // namespace phasescope::strict_json_test
