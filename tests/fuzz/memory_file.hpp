// A file that lies in memory alone, for readers that want one.
#pragma once

#include <string>
#include <string_view>

namespace phasescope::fuzz {

class MemoryFile {
public:
    MemoryFile();
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    /// The file holds these bytes and no others.
    void hold(std::string_view bytes);

    /// By which it is opened.
    const std::string& path() const { return path_; }

private:
    int descriptor_;
    std::string path_;
};

}  // namespace phasescope::fuzz
