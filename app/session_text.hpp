// What comes back at the next start, as text: {"type": "phasescope session", "version": 1, ...}.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

struct KeptLooks {
    bool dark = false;
    double scale = 1;
    std::string language = "en";

    bool operator==(const KeptLooks&) const = default;
};

struct KeptSession {
    Scene scene;
    KeptLooks looks;

    bool operator==(const KeptSession&) const = default;
};

/// The members of a session that can be read.
struct ReadSession {
    std::optional<Scene> scene;
    KeptLooks looks;             ///< the system's language and defaults for what could not be read
    bool newer = false;          ///< a newer version wrote it; what is not understood is left out
    std::optional<Error> fault;  ///< the first
};

/// `source` is named in the fault.
ReadSession session_from_text(std::string_view text, const std::string& source);

/// The session as text; it reads back the same.
std::string session_text(const KeptSession& kept);

}  // namespace phasescope
