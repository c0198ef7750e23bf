// The well-known models that come with the program, as scenes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/claims.hpp"
#include "core/models.hpp"

namespace phasescope {

struct Preset {
    KnownModel model;
    Scene scene;
};

/// In the order of assets/models.json.
const std::vector<Preset>& presets();

/// The preset of this name, capitals or not; null where there is none.
const Preset* find_preset(std::string_view name);

std::vector<std::string> preset_names();

/// What claims about models are judged by.
const std::vector<ModelScene>& model_scenes();

}  // namespace phasescope
