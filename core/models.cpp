#include "core/models.hpp"

#include <algorithm>

#include "core/json_object.hpp"
#include "core/nearest.hpp"
#include "core/strict_json.hpp"
#include "core/utf8.hpp"

namespace phasescope {
namespace {

using Json = nlohmann::ordered_json;

constexpr int version_known = 1;

/// Reads the text of a list of models.
class ModelsReader {
public:
    ModelsReader(const Json& json, std::string_view source)
        : source_(source), complaints_(source), root_(complaints_, json, "")
    {
    }

    Result<std::vector<KnownModel>> read()
    {
        std::string type;
        std::int64_t version = 0;
        root_.text("type", type);
        root_.whole("version", version);
        if (type != "phasescope models" || version != version_known)
            return Error{"this is no list of models", source_,
                         "expected \"type\": \"phasescope models\" and \"version\": " + std::to_string(version_known)};
        const Json* list = root_.take("models");
        if (!list || !list->is_array()) return Error{"the key \"models\" is no list", source_, ""};
        std::vector<KnownModel> models;
        for (const Json& one : *list) models.push_back(read_model(one, "models[" + std::to_string(models.size()) + "]"));
        root_.finish();
        if (complaints_.error()) return *complaints_.error();
        if (const auto unknown = complaints_.warnings(); !unknown.empty()) return Error{unknown.front(), source_, ""};
        return unique(std::move(models));
    }

private:
    KnownModel read_model(const Json& json, const std::string& path)
    {
        KnownModel model;
        if (!json.is_object()) {
            complaints_.fault(path + " is " + json_excerpt(json), "expected an object { }");
            return model;
        }
        JsonObject object(complaints_, json, path);
        object.text("name", model.name);
        object.text("encoding", model.encoding);
        if (const auto settings = object.object("settings")) read_settings(json.at("settings"), *settings, model);
        object.whole("length", model.length);
        object.text("source", model.source);
        object.finish();
        if (model.name.empty() || model.encoding.empty() || model.source.empty() || model.length < 1)
            complaints_.fault(path + " lacks its name, encoding, length or source");
        return model;
    }

    void read_settings(const Json& json, const JsonObject& settings, KnownModel& model)
    {
        for (const auto& [key, value] : json.items()) {
            if (value.is_number())
                model.settings.emplace_back(key, value.get<double>());
            else if (value.is_string())
                model.settings.emplace_back(key, value.get<std::string>());
            else
                complaints_.fault(settings.path_of(one_line(key, 64)) + " is " + json_excerpt(value),
                                  "expected a number or a word");
        }
    }

    Result<std::vector<KnownModel>> unique(std::vector<KnownModel> models) const
    {
        for (auto model = models.begin(); model != models.end(); ++model)
            if (std::find_if(models.begin(), model, [&](const KnownModel& m) { return m.name == model->name; }) != model)
                return Error{"the model " + one_line(model->name, 64) + " is there twice", source_, ""};
        return models;
    }

    std::string source_;
    Complaints complaints_;
    JsonObject root_;
};

std::vector<std::string> words(std::span<const std::string_view> views)
{
    return {views.begin(), views.end()};
}

/// The number of a setting; an Error that lists what may stand there.
Result<double> number_of(const Knob& knob, const std::variant<double, std::string>& value)
{
    const std::string name(knob.name);
    if (knob.is_choice()) {
        const auto* word = std::get_if<std::string>(&value);
        const auto found = word ? std::ranges::find(knob.choices, *word) : knob.choices.end();
        if (found == knob.choices.end())
            return Error{name + (word ? " cannot be " + one_line(*word, 64) : " is a number"), "",
                         "use " + alternatives(words(knob.choices))};
        return static_cast<double>(found - knob.choices.begin());
    }
    const auto* number = std::get_if<double>(&value);
    if (!number) return Error{name + " is a word", "", "expected a number"};
    return *number;
}

Result<Done> set(Scene& scene, const KnownModel::Setting& setting)
{
    const Encoding& encoding = encoding_of(scene);
    const int index = knob_index(encoding, setting.first);
    if (index < 0) {
        std::vector<std::string> known;
        for (const Knob& knob : encoding.knobs) known.emplace_back(knob.name);
        return Error{"there is no setting " + one_line(setting.first, 64), "",
                     "use " + alternatives(nearest_words(setting.first, known, known.size()))};
    }
    const auto i = static_cast<std::size_t>(index);
    const Result<double> number = number_of(encoding.knobs[i], setting.second);
    if (!number) return number.error();
    scene.settings[i] = *number;
    return Done{};
}

}  // namespace

Result<std::vector<KnownModel>> models_from_text(std::string_view text, std::string_view source)
{
    const Result<Json> json = strict_json(text, source);
    if (!json) return json.error();
    if (!json->is_object())
        return Error{"this is no list of models", std::string(source), "it holds " + json_excerpt(*json)};
    return ModelsReader(*json, source).read();
}

Result<Scene> scene_of(const KnownModel& model)
{
    const std::string where = "model " + one_line(model.name, 64);
    const Encoding* encoding = find_encoding(model.encoding);
    if (!encoding) return Error{"there is no encoding " + one_line(model.encoding, 64), where, ""};
    Scene scene;
    scene.encoding = encoding->name;
    scene.settings = standard_settings(*encoding);
    scene.length = model.length;
    scene.attention.causal = encoding->causal;
    for (const KnownModel::Setting& setting : model.settings)
        if (const Result<Done> done = set(scene, setting); !done) return Error{done.error().what, where, done.error().hint};
    std::vector<Repair> repairs;
    scene = repaired(std::move(scene), &repairs);
    if (repairs.empty()) return scene;
    return Error{repairs.front().where + " cannot be " + repairs.front().was, where,
                 "the nearest is " + repairs.front().now};
}

Scene with_model(const Scene& present, const Scene& model)
{
    Scene scene = present;
    scene.encoding = model.encoding;
    scene.settings = model.settings;
    scene.length = model.length;
    scene.start = model.start;
    scene.attention = model.attention;
    scene.table = model.table;
    // Imported rows would bring a head size of their own.
    if (scene.content.kind == ContentKind::imported) scene.content.kind = ContentKind::ones;
    for (Look& look : scene.looks) look.window.reset();
    return repaired(std::move(scene));
}

bool shows_model(const Scene& scene, const Scene& model)
{
    Attention attention = scene.attention;
    attention.head = model.attention.head;
    return scene.encoding == model.encoding && scene.settings == model.settings && scene.length == model.length
           && attention == model.attention && scene.table == model.table;
}

}  // namespace phasescope
