// Keeps the session on disk while the window is open.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/kept_session.hpp"

namespace phasescope {

/// Writes what has changed, a second after it did, on a thread of its own; nothing where nothing changed.
class SessionKeeper {
public:
    /// `path`: "" keeps nothing. `on_disk`: what the file holds already, where it does. `wake` is called from the thread
    /// when there is a failure to take.
    SessionKeeper(std::string path, std::optional<KeptSession> on_disk, std::function<void()> wake);

    /// Writes what was not written yet.
    ~SessionKeeper();
    SessionKeeper(const SessionKeeper&) = delete;
    SessionKeeper& operator=(const SessionKeeper&) = delete;

    /// The session as it is now. Of scenes with the same version nothing is looked at.
    void note(std::uint64_t version, const Scene& scene, const Session& session);

    /// Writes what was not written yet, now. From any thread.
    Result<Done> write();

    /// Why the session could not be written; once, until it could be again.
    std::optional<Error> taken_failure();

private:
    void serve();

    std::string path_;
    std::function<void()> wake_;
    std::uint64_t version_ = 0;  ///< what was noted last
    KeptLooks looks_;
    std::mutex writing_;  ///< held while the file is written; taken before `mutex_`
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<KeptSession> on_disk_;
    std::optional<KeptSession> unwritten_;
    std::optional<Error> failure_;
    bool told_ = false;   ///< of the failure
    bool waits_ = false;  ///< `unwritten_` is to be written in a second
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace phasescope
