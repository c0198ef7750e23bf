// What comes back at the next start: the scene and the looks of the window, in the user's state folder.
#pragma once

#include <optional>
#include <string>

#include "app/session.hpp"
#include "core/result.hpp"

namespace phasescope {

/// $XDG_STATE_HOME/phasescope/session.json, else ~/.local/state/phasescope/session.json; "" where there is no home.
std::string session_path();

struct KeptSession {
    std::optional<Scene> scene;
    Session session;
};

/// What the last sitting left; standard values where there is nothing, or nothing that can be read. The scene is left out
/// unless it is wanted: the table that it names is read again, and a notice says where that fails.
KeptSession kept_session(const std::string& path, bool scene_wanted = true);

Result<Done> keep_session(const std::string& path, const Scene& scene, const Session& session);

}  // namespace phasescope
