// Each member of scenes and lessons, taken away or exchanged, in the present version and in a newer one: what could not be
// read is repaired or left out, never half-made.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/lesson/lesson_json.hpp"
#include "core/scene_json.hpp"
#include "core/utf8.hpp"
#include "tests/core/random_scene.hpp"

namespace phasescope::json_members_test {
namespace {

using Json = nlohmann::ordered_json;

/// The JSON with one of its members, at whatever depth, taken away or in the place of which something else stands.
void for_each_change(const Json& whole, const std::function<void(const Json&, const std::string&)>& see)
{
    const std::vector<Json> others{nullptr,       true,           -1,       1e300,     0.5, "x", "",
                                   Json::array(), Json::object(), {1, "x"}, {{"x", 1}}};
    std::vector<Json::json_pointer> places;
    const std::function<void(const Json&, const Json::json_pointer&)> collect = [&](const Json& part,
                                                                                    const Json::json_pointer& place) {
        if (!place.empty()) places.push_back(place);
        // Numbers of tables are all alike.
        if (part.is_array() && part.size() > 8) return;
        if (part.is_object())
            for (const auto& [key, value] : part.items()) collect(value, place / key);
        if (part.is_array())
            for (std::size_t i = 0; i < part.size(); ++i) collect(part[i], place / i);
    };
    collect(whole, Json::json_pointer());
    for (const Json::json_pointer& place : places) {
        for (const Json& other : others) {
            Json changed = whole;
            changed[place] = other;
            see(changed, place.to_string() + " is " + other.dump());
        }
        Json changed = whole;
        Json& owner = changed[place.parent_pointer()];
        if (owner.is_array())
            owner.erase(static_cast<std::size_t>(std::stoi(place.back())));
        else
            owner.erase(place.back());
        see(changed, place.to_string() + " is missing");
    }
}

TEST(JsonMembers, OfASceneAreReadOrRepairedOrNamed)
{
    RandomScenes scenes(4);
    for (int i = 0; i < 2; ++i) {
        const Json whole = Json::parse(scene_text(repaired(scenes.next(0.3))));
        for (const int version : {1, 2}) {
            for_each_change(whole, [&](const Json& changed, const std::string& what) {
                Json json = changed;
                const bool kind = what.starts_with("/type") || what.starts_with("/version") || what.starts_with("/encoding");
                if (!what.starts_with("/version")) json["version"] = version;
                const Result<ReadScene> read = scene_from_text(json.dump(), "file");
                if (read) {
                    EXPECT_EQ(repaired(read->scene), read->scene) << what;
                    EXPECT_EQ(scene_from_text(scene_text(read->scene), "again")->scene, read->scene) << what;
                } else {
                    EXPECT_TRUE(version == 1 || kind) << what << ": " << read.error().line();
                    EXPECT_NE(read.error().line().find("file"), std::string::npos) << what;
                }
            });
        }
    }
}

Json whole_lesson()
{
    const Json text = {{"en", "words of {length}"}, {"zh", "词"}};
    const Json choices = {{{"text", text}, {"holds", "length < 100"}}, {{"text", text}, {"holds", "length > 99"}}};
    const Json question = {{"text", text}, {"choices", choices}, {"answer", text}};
    const Json look_at = {{"sheet", "matrix"}, {"row", 1}, {"col", 2}};
    const Json scene = {{"encoding", "rope"}, {"length", 50}, {"settings", {{"head_size", 8}}}};
    const Json first = {{"title", text}, {"text", text}, {"scene", scene}, {"look_at", look_at}, {"question", question}};
    const Json last = {{"title", text}, {"text", text}, {"scene", {{"length", 20}}}};
    return {{"type", "phasescope lesson"}, {"version", 1}, {"title", text}, {"summary", text}, {"steps", {first, last}}};
}

void expect_whole(const Lesson& lesson, const std::string& what)
{
    EXPECT_FALSE(lesson.title.empty()) << what;
    EXPECT_FALSE(lesson.steps.empty()) << what;
    for (const Step& step : lesson.steps) {
        EXPECT_FALSE(step.title.empty() || step.text.empty()) << what;
        EXPECT_EQ(repaired(step.scene), step.scene) << what;
        EXPECT_EQ(step.look_at.kind == LookAt::Kind::none, step.look_at.name.empty()) << what;
        if (!step.question) continue;
        EXPECT_FALSE(step.question->text.empty() || step.question->answer.empty() || step.question->choices.empty()) << what;
        for (const Choice& choice : step.question->choices)
            EXPECT_FALSE(choice.text.empty() || choice.condition.empty()) << what;
    }
}

TEST(JsonMembers, OfALessonAreReadOrLeftOutOrNamed)
{
    for (const int version : {1, 2}) {
        for_each_change(whole_lesson(), [&](const Json& changed, const std::string& what) {
            Json json = changed;
            if (!what.starts_with("/version")) json["version"] = version;
            const Result<ReadLesson> read = lesson_from_text(json.dump(), "file");
            if (read) return expect_whole(read->lesson, what);
            const bool nothing_left =
                what.starts_with("/steps is") || what.starts_with("/type") || what.starts_with("/version");
            EXPECT_TRUE(version == 1 || nothing_left) << what << ": " << read.error().line();
        });
    }
}

TEST(JsonMembers, AStepOfANewerLessonWithoutItsSceneIsLeftOutAndSaid)
{
    Json json = whole_lesson();
    json["version"] = 2;
    json["steps"][0].erase("scene");
    const Result<ReadLesson> read = lesson_from_text(json.dump(), "file");
    ASSERT_TRUE(read) << read.error().line();
    EXPECT_EQ(read->lesson.steps.size(), 1u);
    const bool said = std::ranges::any_of(read->warnings, [](const std::string& warning) {
        return warning.find("steps[0].scene is missing") != std::string::npos;
    });
    EXPECT_TRUE(said);
}

}  // namespace
}  // namespace phasescope::json_members_test
