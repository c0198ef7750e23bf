#include "app/session_place.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>

namespace phasescope {

std::string sessions_folder()
{
    const auto folder = [](const char* variable) -> std::filesystem::path {
        const char* value = std::getenv(variable);
        return value && *value == '/' ? std::filesystem::path(value) : std::filesystem::path();
    };
    std::filesystem::path base = folder("XDG_STATE_HOME");
    if (base.empty() && !folder("HOME").empty()) base = folder("HOME") / ".local" / "state";
    return base.empty() ? "" : (base / "phasescope").string();
}

SessionPlace::SessionPlace(const std::string& folder)
{
    constexpr int most_windows = 100;
    if (folder.empty()) return;
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    for (int number = 1; number <= most_windows && path_.empty(); ++number) {
        const std::string name = folder + "/session" + (number == 1 ? "" : "-" + std::to_string(number));
        lock_ = ::open((name + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        // Where no lock can be had nobody else has one either: a folder out of reach, or a file system without locks.
        const bool taken = lock_ >= 0 && ::flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
        if (taken) {
            ::close(lock_);
            lock_ = -1;
            continue;
        }
        path_ = name + ".json";
        number_ = number;
    }
}

SessionPlace::~SessionPlace()
{
    if (lock_ >= 0) ::close(lock_);
}

}  // namespace phasescope
