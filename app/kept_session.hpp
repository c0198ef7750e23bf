// What comes back at the next start: the scene and the looks of the window, as a file in the user's state folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/session.hpp"
#include "app/session_text.hpp"
#include "core/result.hpp"

namespace phasescope {

/// What of the window is kept beside the scene.
KeptLooks kept_looks(const Session& session);

/// What the last sitting left.
struct LastSession {
    std::optional<Scene> scene;        ///< nothing where there was none, or none that can be read
    KeptLooks looks;                   ///< the system's language and defaults for what could not be read
    std::vector<std::string> notices;  ///< in that language
    bool on_disk = false;              ///< whether the file holds exactly this
    bool in_the_way = false;  ///< whether a file that cannot be read stands there still, and must not be overwritten
};

/// Reads the file. One that is damaged, of another kind, too large or out of reach is renamed to "session.json.damaged", one
/// that a newer Phasescope wrote to "session.json.newer" after it was read as far as it can be; where that name is taken a
/// number is added. A notice says so. The scene is left out unless it is wanted: the table that it names is read again, and
/// a notice says where that fails.
LastSession last_session(const std::string& path, bool scene_wanted = true);

/// Only the looks, whatever else is in the file, which stays as it is.
KeptLooks last_looks(const std::string& path);

/// Writes the file, whole or not at all. Its folder is made where it is missing.
Result<Done> keep_session(const std::string& path, const KeptSession& kept);

}  // namespace phasescope
