#include "app/presets.hpp"

#include <algorithm>
#include <cassert>

#include "app/assets.hpp"

namespace phasescope {
namespace {

std::vector<Preset> built_in()
{
    constexpr std::string_view file = "assets/models.json";
    const Result<std::vector<KnownModel>> models = models_from_text(asset(file), file);
    assert(models);
    std::vector<Preset> list;
    for (const KnownModel& model : *models) {
        Result<Scene> scene = scene_of(model);
        assert(scene);
        list.push_back({model, std::move(scene).value()});
    }
    return list;
}

char small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

const std::vector<Preset>& presets()
{
    static const std::vector<Preset> list = built_in();
    return list;
}

const std::vector<ModelScene>& model_scenes()
{
    static const std::vector<ModelScene> list = [] {
        std::vector<ModelScene> scenes;
        for (const Preset& preset : presets()) scenes.push_back({preset.model.name, preset.scene});
        return scenes;
    }();
    return list;
}

const Preset* find_preset(std::string_view name)
{
    const auto same = [&](const Preset& preset) {
        return std::ranges::equal(preset.model.name, name, {}, small_letter, small_letter);
    };
    const auto found = std::ranges::find_if(presets(), same);
    return found == presets().end() ? nullptr : &*found;
}

std::vector<std::string> preset_names()
{
    std::vector<std::string> names;
    for (const Preset& preset : presets()) names.push_back(preset.model.name);
    return names;
}

}  // namespace phasescope
