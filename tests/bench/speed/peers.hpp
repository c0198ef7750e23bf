// The program of the peers (peers.py) behind two pipes.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

namespace phasescope {

/// Started once, so that its libraries are loaded and warm; it ends with this object.
class Peers {
public:
    /// Throws std::runtime_error where it does not start.
    explicit Peers(const std::string& python);
    ~Peers();
    Peers(const Peers&) = delete;
    Peers& operator=(const Peers&) = delete;

    /// The versions of Python and of the libraries.
    const nlohmann::ordered_json& versions() const { return versions_; }

    /// One run: {"seconds"}, {"seconds", "bytes"} or {"error"}.
    nlohmann::ordered_json run(const std::string& request);

    /// Lets go of what was prepared for earlier requests.
    void forget();

private:
    void say(const std::string& line);
    nlohmann::ordered_json heard();

    pid_t process_ = -1;
    std::FILE* to_ = nullptr;
    std::FILE* from_ = nullptr;
    nlohmann::ordered_json versions_;
};

}  // namespace phasescope
