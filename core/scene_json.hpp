// Scenes as JSON text: {"type": "phasescope scene", "version": 1, ...}.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

inline constexpr int scene_version = 1;

/// The whole scene, settings by name. The same scene gives the same text. Imported rows are inside.
std::string scene_text(const Scene& scene);

/// A scene that was read, repaired, and what should be said about it: unknown keys, repairs, a newer version.
struct ReadScene {
    Scene scene;
    std::vector<std::string> warnings;
};

/// Missing keys take their defaults; unknown ones are reported in `warnings`; a wrong type is an Error naming the key.
/// `source` is named in messages (a file name).
Result<ReadScene> scene_from_text(std::string_view text, std::string_view source);

}  // namespace phasescope
