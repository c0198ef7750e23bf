// Reading a whole file, bounded, without waiting on what is no file.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "core/io/file.hpp"
#include "core/io/system_error.hpp"

namespace phasescope {
namespace {

constexpr std::string_view failed = "cannot read the file";

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor()
    {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

Error too_large(const std::string& path, std::uint64_t most)
{
    return {std::string(failed), path, "it is larger than the " + std::to_string(most) + " bytes that are accepted here"};
}

Error not_a_file(const std::string& path, mode_t mode)
{
    if (S_ISDIR(mode)) return system_error(failed, path, EISDIR);
    return {std::string(failed), path, "it is a pipe or a device, not a file on disk: save the bytes into a file first"};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::uint64_t most)
{
    if (path.empty()) return Error{std::string(failed), "no name was given", "name a file"};
    if (path.find('\0') != std::string::npos)
        return Error{std::string(failed), "the name holds a zero byte", "check the name"};
    // Asked before opening: opening a device may do something.
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return system_error(failed, path, errno);
    if (!S_ISREG(status.st_mode)) return not_a_file(path, status.st_mode);

    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (file.number() < 0) return system_error(failed, path, errno);
    if (::fstat(file.number(), &status) != 0) return system_error(failed, path, errno);
    if (!S_ISREG(status.st_mode)) return not_a_file(path, status.st_mode);
    if (static_cast<std::uint64_t>(status.st_size) > most) return too_large(path, most);

    // One byte more than the file should have shows its end; a file that grew meanwhile is read on up to `most`.
    std::string bytes(static_cast<std::size_t>(status.st_size) + 1, '\0');
    std::size_t filled = 0;
    for (;;) {
        const ssize_t got = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_error(failed, path, errno);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
        if (filled > most) return too_large(path, most);
        if (filled == bytes.size()) bytes.resize(std::max<std::size_t>(2 * bytes.size(), 4096));
    }
    bytes.resize(filled);
    return bytes;
}

}  // namespace phasescope
