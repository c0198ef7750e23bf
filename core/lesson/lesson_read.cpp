// Reading lessons.
#include <algorithm>

#include "core/json_object.hpp"
#include "core/json_type.hpp"
#include "core/lesson/lesson_json.hpp"
#include "core/scene_json_read.hpp"
#include "core/strict_json.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* lesson_type = "phasescope lesson";

/// Reads the keys of one lesson.
class LessonReader {
public:
    LessonReader(const Json& json, std::string_view source)
        : source_(source), complaints_(source), root_(complaints_, json, "")
    {
    }

    Result<ReadLesson> read()
    {
        read_kind();
        ReadLesson result;
        // The file's name stands for a title that only a newer version could read.
        if (!read_text(root_, "title", result.lesson.title)) result.lesson.title.by_language["en"] = source_;
        read_text(root_, "summary", result.lesson.summary);
        read_steps(result.lesson.steps);
        root_.finish();
        if (complaints_.error()) return *complaints_.error();
        if (result.lesson.steps.empty())
            return Error{"nothing of this lesson can be shown", source_, "it was made for a newer Phasescope"};
        result.warnings = complaints_.warnings();
        return result;
    }

private:
    void read_kind()
    {
        const Json* type = root_.take("type");
        if (!type || *type != lesson_type)
            return complaints_.fault("this is not a Phasescope lesson", "\"type\": \"phasescope lesson\" is missing");
        std::int64_t version = lesson_version;
        root_.whole("version", version);
        if (version < 1) complaints_.fault("version is " + std::to_string(version), "the first version is 1");
        if (version <= lesson_version) return;
        complaints_.warn("the lesson was made for a newer Phasescope: what is not understood is left out");
        newer_ = true;
        complaints_.forgive();
    }

    /// A fault, and that what was to be read is not there.
    bool missing(const std::string& sentence, const std::string& hint)
    {
        complaints_.fault(sentence, hint);
        return false;
    }

    /// False, and nothing in `text`, where the key cannot be read.
    bool read_text(JsonObject& owner, std::string_view key, LessonText& text)
    {
        const Json* json = owner.take(key);
        if (!json) return missing(owner.path_of(key) + " is missing", "write {\"en\": \"...\"}");
        if (json->is_string()) {
            text.by_language["en"] = json->get<std::string>();
            return true;
        }
        if (!json->is_object() || json->empty())
            return missing(owner.path_of(key) + " is " + json_excerpt(*json), "expected {\"en\": \"...\"}");
        for (const auto& [code, words] : json->items()) {
            if (words.is_string())
                text.by_language[code] = words.get<std::string>();
            else
                complaints_.fault(owner.path_of(key) + "." + one_line(code, 64) + " is " + json_excerpt(words),
                                  "expected text");
        }
        return !text.empty();
    }

    /// The elements of a list of objects, each with its path.
    template <class Read>
    void read_list(JsonObject& owner, std::string_view key, std::size_t most, Read read)
    {
        const Json* list = owner.take(key);
        const std::string path = owner.path_of(key);
        const bool fits = list && list->is_array() && !list->empty() && list->size() <= most;
        if (!fits)
            complaints_.fault(path + (list ? " is " + json_excerpt(*list) : " is missing"),
                              "expected a list of 1 to " + std::to_string(most));
        if (!list || !list->is_array()) return;
        for (std::size_t i = 0; i < std::min(list->size(), most); ++i) {
            const std::string own = path + "[" + std::to_string(i) + "]";
            if (!(*list)[i].is_object()) {
                complaints_.fault(own + " is " + json_excerpt((*list)[i]), "expected { }");
                continue;
            }
            JsonObject object(complaints_, (*list)[i], own);
            read(object);
            object.finish();
        }
    }

    /// A step without its text or its scene is left out: another scene in its place would show what the text does not speak
    /// of.
    void read_steps(std::vector<Step>& steps)
    {
        read_list(root_, "steps", most_steps, [&](JsonObject& json) {
            Step step;
            const bool title = read_text(json, "title", step.title), text = read_text(json, "text", step.text);
            const bool scene = read_scene(json, step.scene);
            read_look_at(json, step.look_at);
            if (std::optional<JsonObject> question = json.object("question")) {
                if (!read_question(*question, step.question.emplace())) step.question.reset();
                question->finish();
            }
            if (title && text && scene) steps.push_back(std::move(step));
        });
    }

    bool read_scene(JsonObject& step, Scene& scene)
    {
        const Json* json = step.take("scene");
        const std::string path = step.path_of("scene");
        if (!json || !json->is_object()) return missing(path + " is missing", "expected the keys of a scene");
        Json whole = {{"type", "phasescope scene"}, {"version", scene_version}};
        whole.update(*json);
        const Result<ReadScene> read = scene_from_json(whole, source_, newer_);
        if (!read) return missing(path + ": " + read.error().what, read.error().hint);
        scene = read->scene;
        for (const std::string& warning : read->warnings) complaints_.warn(path + ": " + warning);
        return true;
    }

    void read_look_at(JsonObject& step, LookAt& look_at)
    {
        std::optional<JsonObject> json = step.object("look_at");
        if (!json) return;
        const auto named = [&](std::string_view key, LookAt::Kind kind) {
            const Json* name = json->take(key);
            json->text(key, look_at.name);
            if (name && name->is_string()) look_at.kind = kind;
        };
        named("panel", LookAt::Kind::panel);
        named("control", LookAt::Kind::control);
        named("sheet", LookAt::Kind::sheet);
        const bool row = json->take("row") != nullptr, col = json->take("col") != nullptr;
        json->whole("row", look_at.row);
        json->whole("col", look_at.col);
        if (row && col && look_at.kind == LookAt::Kind::sheet) look_at.kind = LookAt::Kind::cell;
        json->finish();
        check_look_at(step.path_of("look_at"), row != col, look_at);
    }

    /// Points at nothing where it is not known at what.
    void check_look_at(const std::string& path, bool alone, LookAt& look_at)
    {
        const bool is_sheet = look_at.kind == LookAt::Kind::sheet || look_at.kind == LookAt::Kind::cell;
        if (look_at.kind == LookAt::Kind::none)
            complaints_.fault(path + " says nothing", "expected one of sheet, control and panel");
        else if (alone)
            complaints_.fault(path + " has a row or a column alone", "expected both, or none");
        else if (is_sheet && std::ranges::find(sheet_names, look_at.name) == sheet_names.end())
            complaints_.fault(path + ".sheet is \"" + one_line(look_at.name, 64) + "\"", "there is no such sheet");
        else
            return;
        look_at = {};
    }

    /// False where any part of it is missing.
    bool read_question(JsonObject& json, Question& question)
    {
        constexpr std::size_t most_choices = 6;
        bool whole = read_text(json, "text", question.text);
        read_list(json, "choices", most_choices, [&](JsonObject& one) {
            Choice choice;
            whole = read_text(one, "text", choice.text) && whole;
            one.text("holds", choice.condition);
            if (choice.condition.empty())
                whole = missing(one.path_of("holds") + " is missing", "say by measurement when the choice is true");
            question.choices.push_back(std::move(choice));
        });
        return read_text(json, "answer", question.answer) && whole && !question.choices.empty();
    }

    std::string source_;
    Complaints complaints_;
    JsonObject root_;
    bool newer_ = false;  ///< than this program
};

}  // namespace

Result<ReadLesson> lesson_from_text(std::string_view text, std::string_view source)
{
    JsonLimits limits;
    limits.bytes = most_lesson_bytes;
    limits.objects = 20000;
    const Result<Json> json = strict_json(text, source, limits);
    if (!json) return json.error();
    if (!json->is_object())
        return Error{"this is not a Phasescope lesson", std::string(source), "it holds " + json_excerpt(*json)};
    return LessonReader(*json, source).read();
}

bool looks_like_lesson(std::string_view text)
{
    return json_type(text) == lesson_type;
}

std::vector<Placeholder> placeholders(std::string_view text)
{
    std::vector<Placeholder> found;
    std::size_t from = 0;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', from)) {
        from = open + 1;
        // Formulas have brackets behind ^ and _.
        if (open > 0 && (text[open - 1] == '^' || text[open - 1] == '_')) continue;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) break;
        from = close + 1;
        const std::string_view inside = text.substr(open + 1, close - open - 1);
        const auto colon = inside.rfind(':');
        const std::string_view expression = inside.substr(0, colon);
        const std::size_t end = expression.find_last_not_of(' ') + 1;  // npos + 1 is 0
        found.push_back({open, close + 1, std::string(expression.substr(0, end)),
                         std::string(colon == std::string_view::npos ? "" : inside.substr(colon + 1))});
    }
    return found;
}

}  // namespace phasescope
