#include "core/io/open_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/io/system_error.hpp"

namespace phasescope {
namespace {

Error not_a_file(const std::string& path, mode_t mode)
{
    if (S_ISDIR(mode)) return system_error(cannot_read, path, EISDIR);
    return {std::string(cannot_read), path,
            "it is a pipe or a device, not a file on disk: save the bytes into a file first"};
}

}  // namespace

OpenFile::OpenFile(std::string path, int descriptor, std::uint64_t size)
    : path_(std::move(path)), descriptor_(descriptor), size_(size)
{
}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_)
{
}

OpenFile::~OpenFile()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<OpenFile> OpenFile::open(const std::string& path)
{
    if (path.empty()) return Error{std::string(cannot_read), "no name was given", "name a file"};
    if (path.find('\0') != std::string::npos)
        return Error{std::string(cannot_read), "the name holds a zero byte", "check the name"};
    // Asked before opening: opening a device may do something.
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return system_error(cannot_read, path, errno);
    if (!S_ISREG(status.st_mode)) return not_a_file(path, status.st_mode);

    OpenFile file(path, ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC), 0);
    if (file.descriptor_ < 0) return system_error(cannot_read, path, errno);
    if (::fstat(file.descriptor_, &status) != 0) return system_error(cannot_read, path, errno);
    if (!S_ISREG(status.st_mode)) return not_a_file(path, status.st_mode);
    file.size_ = static_cast<std::uint64_t>(status.st_size);
    return file;
}

Result<Done> OpenFile::read(std::uint64_t at, std::span<char> bytes) const
{
    while (!bytes.empty()) {
        const ssize_t got = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_error(cannot_read, path_, errno);
        if (got == 0)
            return Error{"the file ends too early", path_ + ": byte " + std::to_string(at), "copy or save it again"};
        at += static_cast<std::uint64_t>(got);
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
    return Done{};
}

}  // namespace phasescope
