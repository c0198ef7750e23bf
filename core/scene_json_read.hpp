// Scenes that are a part of a larger JSON text.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/scene_json.hpp"

namespace phasescope {

/// What scene_from_text() makes of a text that holds this value. `newer`: it stands in a text of a newer version, so that
/// what is not understood is left out, with a warning.
Result<ReadScene> scene_from_json(const nlohmann::ordered_json& json, std::string_view source, bool newer = false);

/// Values that the JSON of a scene may have: two tables of imported numbers, each number in a row of its own at worst, and
/// room for the rest.
std::size_t most_scene_values();

}  // namespace phasescope
