// Scenes as JSON text: {"type": "phasescope scene", "version": 1, ...}.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

inline constexpr int scene_version = 1;

/// Bytes that the text of a scene may have; the largest valid scene stays below.
inline constexpr std::uint64_t most_scene_bytes = std::uint64_t{64} << 20;

/// The whole valid scene, settings by name, one line for each key. The same scene gives the same text. Imported rows are
/// inside.
std::string scene_text(const Scene& scene);

/// A scene that was read, repaired, and what should be said about it: unknown keys, repairs, a newer version.
struct ReadScene {
    Scene scene;
    std::vector<std::string> warnings;
};

/// Missing keys take their defaults; unknown ones are reported in `warnings`; a wrong type, a word that is none of the
/// valid ones and text that is no scene are Errors naming the key. What a newer version says differently is left out,
/// with a warning. `source` is named in messages (a file name).
Result<ReadScene> scene_from_text(std::string_view text, std::string_view source);

}  // namespace phasescope
