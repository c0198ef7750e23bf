// A file on disk, read where one likes.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/result.hpp"

namespace phasescope {

class OpenFile {
public:
    /// Opens the file for reading. Folders, pipes and devices are refused, not waited for.
    static Result<OpenFile> open(const std::string& path);

    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&& other) = delete;
    ~OpenFile();

    const std::string& path() const { return path_; }
    std::uint64_t size() const { return size_; }  ///< bytes, when it was opened
    int descriptor() const { return descriptor_; }

    /// Fills `bytes` from byte `at` of the file on; an Error where the file ends before.
    Result<Done> read(std::uint64_t at, std::span<char> bytes) const;

private:
    OpenFile(std::string path, int descriptor, std::uint64_t size);

    std::string path_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace phasescope
