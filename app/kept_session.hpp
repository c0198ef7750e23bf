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

/// What the last sitting left; standard values where there is nothing, or nothing that can be read.
KeptSession kept_session(const std::string& path);

Result<Done> keep_session(const std::string& path, const Scene& scene, const Session& session);

}  // namespace phasescope
