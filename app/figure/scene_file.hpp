// The files that a scene can be opened from.
#pragma once

#include <string>

#include "core/result.hpp"

namespace phasescope {

/// The text of a scene, a lesson or a configuration, or the one that a picture carries.
struct SceneFile {
    std::string text;
    bool is_picture = false;
};

/// Reads no more than such a text, or a picture, may have.
Result<SceneFile> scene_file(const std::string& path);

}  // namespace phasescope
