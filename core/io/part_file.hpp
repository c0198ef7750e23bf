// A new file beside the one whose place it will take.
#pragma once

#include <sys/stat.h>

#include <string>

namespace phasescope {

/// Unless it takes the target's place it goes away again. It is locked while it is written, so that what a killed process
/// left behind can be told from what another one writes now: making a new one removes the leftovers of this user.
class PartFile {
public:
    explicit PartFile(const std::string& target);
    ~PartFile();
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    int descriptor() const { return descriptor_; }

    /// The errno value of what failed last; 0 where nothing did.
    int code() const { return code_; }

    /// Takes mode and, as far as allowed, owner and group of the file that it will stand for.
    void take_mode(const struct stat& old) const;

    /// Onto the disk and into the target's place; false where the system refuses.
    bool replace(const std::string& target);

private:
    bool open_locked();
    bool refused();

    std::string path_;
    int descriptor_ = -1;
    int code_ = 0;
};

}  // namespace phasescope
