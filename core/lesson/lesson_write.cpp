// Writing lessons.
#include <nlohmann/json.hpp>

#include "core/lesson/lesson_json.hpp"
#include "core/scene_json.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

Json text_json(const LessonText& text)
{
    Json json = Json::object();
    for (const auto& [code, words] : text.by_language) json[code] = words;
    return json;
}

/// What differs from the other, object by object.
Json difference(const Json& json, const Json& other)
{
    Json different = Json::object();
    for (const auto& [key, value] : json.items()) {
        if (other.contains(key) && other[key] == value) continue;
        const bool both = value.is_object() && other.contains(key) && other[key].is_object();
        different[key] = both ? difference(value, other[key]) : value;
    }
    return different;
}

/// What a scene file must say so that the scene is read from it.
Json scene_json(const Scene& scene)
{
    Scene standard;
    standard.encoding = scene.encoding;
    Json json = difference(Json::parse(scene_text(scene)), Json::parse(scene_text(repaired(standard))));
    // The other's settings stand alone only beside its name.
    if (json.contains("other")) json["other"] = Json::parse(scene_text(scene))["other"];
    Json named = {{"encoding", scene.encoding}};
    named.update(json);
    return named;
}

Json look_at_json(const LookAt& look_at)
{
    if (look_at.kind == LookAt::Kind::control) return {{"control", look_at.name}};
    if (look_at.kind == LookAt::Kind::panel) return {{"panel", look_at.name}};
    if (look_at.kind == LookAt::Kind::sheet) return {{"sheet", look_at.name}};
    return {{"sheet", look_at.name}, {"row", look_at.row}, {"col", look_at.col}};
}

Json question_json(const Question& question)
{
    Json choices = Json::array();
    for (const Choice& choice : question.choices)
        choices.push_back({{"text", text_json(choice.text)}, {"holds", choice.condition}});
    return {{"text", text_json(question.text)}, {"choices", choices}, {"answer", text_json(question.answer)}};
}

}  // namespace

std::string lesson_text(const Lesson& lesson)
{
    Json steps = Json::array();
    for (const Step& step : lesson.steps) {
        Json json = {{"title", text_json(step.title)}, {"text", text_json(step.text)}, {"scene", scene_json(step.scene)}};
        if (step.look_at.kind != LookAt::Kind::none) json["look_at"] = look_at_json(step.look_at);
        if (step.question) json["question"] = question_json(*step.question);
        steps.push_back(std::move(json));
    }
    const Json json = {{"type", "phasescope lesson"},
                       {"version", lesson_version},
                       {"title", text_json(lesson.title)},
                       {"summary", text_json(lesson.summary)},
                       {"steps", steps}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace phasescope
