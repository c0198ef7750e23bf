// Where a window keeps its session. Windows that are open at once keep theirs apart.
#pragma once

#include <string>

namespace phasescope {

/// The folder of sessions: $XDG_STATE_HOME/phasescope, else ~/.local/state/phasescope; "" where there is no home.
std::string sessions_folder();

/// The place of one window, its own while this lives: the first that no other open window has. The first window has
/// session.json, the second session-2.json, and so on; each comes back in the place that it finds. A lock on a file beside
/// it keeps others away; the system lets go of it however the program ends.
class SessionPlace {
public:
    explicit SessionPlace(const std::string& folder);
    ~SessionPlace();
    SessionPlace(const SessionPlace&) = delete;
    SessionPlace& operator=(const SessionPlace&) = delete;

    /// The file; "" where there is no folder, or where all places are taken.
    const std::string& path() const { return path_; }

    /// 1 for the first window.
    int number() const { return number_; }

private:
    std::string path_;
    int number_ = 0;
    int lock_ = -1;
};

}  // namespace phasescope
