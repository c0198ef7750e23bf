// Writing into a new file, flushing, renaming. POSIX promises that a rename is all or nothing.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "core/io/file.hpp"
#include "core/io/part_file.hpp"
#include "core/io/quiet_signals.hpp"
#include "core/io/system_error.hpp"

namespace phasescope {
namespace {

constexpr std::string_view failed = "cannot write the file";

/// A descriptor with a buffer before it. The first refusal of the system is kept; nothing is written after it.
class Output {
public:
    explicit Output(int descriptor) : descriptor_(descriptor) {}

    bool put(std::string_view bytes)
    {
        constexpr std::size_t room = std::size_t{1} << 16;
        if (code_ != 0) return false;
        if (buffer_.size() + bytes.size() > room && !flush()) return false;
        if (bytes.size() >= room) return write_all(bytes);
        buffer_ += bytes;
        return true;
    }

    bool flush()
    {
        const bool good = write_all(buffer_);
        buffer_.clear();
        return good;
    }

    /// The errno value of the refusal; 0 where there was none.
    int code() const { return code_; }

private:
    bool write_all(std::string_view bytes)
    {
        while (code_ == 0 && !bytes.empty()) {
            const ssize_t put = ::write(descriptor_, bytes.data(), bytes.size());
            if (put > 0)
                bytes.remove_prefix(static_cast<std::size_t>(put));
            else if (put == 0 || errno != EINTR)
                code_ = put == 0 ? EIO : errno;
        }
        return code_ == 0;
    }

    int descriptor_;
    int code_ = 0;
    std::string buffer_;
};

/// Fills an open descriptor. The system's refusal is told rather than what `fill` makes of it.
Result<Done> fill_descriptor(int descriptor, const std::string& path, const std::function<Result<Done>(const Sink&)>& fill)
{
    Output output(descriptor);
    const Result<Done> filled = fill([&](std::string_view bytes) { return output.put(bytes); });
    if (filled) output.flush();
    if (output.code() != 0) return system_error(failed, path, output.code());
    return filled;
}

/// Where the links of `path` lead: a file, or a name that is still free. Empty where they lead in a circle.
std::string link_end(const std::string& path)
{
    std::filesystem::path end = path;
    std::error_code code;
    for (int step = 0; step < 40; ++step) {
        if (!std::filesystem::is_symlink(std::filesystem::symlink_status(end, code))) return end.string();
        end = end.parent_path() / std::filesystem::read_symlink(end, code);
    }
    return "";
}

Result<Done> write_through(const std::string& path, const std::function<Result<Done>(const Sink&)>& fill)
{
    // Without O_NONBLOCK a pipe that nobody reads would be waited for.
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) return system_error(failed, path, errno);
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
    Result<Done> result = fill_descriptor(descriptor, path, fill);
    if (::close(descriptor) != 0 && result) return system_error(failed, path, errno);
    return result;
}

Result<Done> write_standard_output(const std::function<Result<Done>(const Sink&)>& fill)
{
    const std::string name = "standard output";
    if (std::fflush(stdout) != 0) return system_error(failed, name, errno);
    return fill_descriptor(STDOUT_FILENO, name, fill);
}

Result<Done> write_beside(const std::string& path, const std::optional<struct stat>& old,
                          const std::function<Result<Done>(const Sink&)>& fill)
{
    const std::string target = link_end(path);
    if (target.empty()) return system_error(failed, path, ELOOP);
    // A rename does not ask whether the old file may be written; we do.
    if (old && ::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0) return system_error(failed, path, errno);
    PartFile beside(target);
    if (beside.code() != 0) return system_error(failed, path, beside.code());
    if (old) beside.take_mode(*old);
    Result<Done> result = fill_descriptor(beside.descriptor(), path, fill);
    if (result && !beside.replace(target)) return system_error(failed, path, beside.code());
    return result;
}

}  // namespace

Result<Done> write_file(const std::string& path, const std::function<Result<Done>(const Sink&)>& fill)
{
    if (path.empty()) return Error{std::string(failed), "no name was given", "name a file"};
    if (path.find('\0') != std::string::npos)
        return Error{std::string(failed), "the name holds a zero byte", "check the name"};
    const QuietSignals quiet;
    // The name /dev/stdout leads to the file behind standard output, which is not ours to replace.
    if (path == "-" || path == "/dev/stdout") return write_standard_output(fill);

    struct stat status {};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    if (!exists && errno != ENOENT) return system_error(failed, path, errno);
    if (path.back() == '/' || (exists && S_ISDIR(status.st_mode))) return system_error(failed, path, EISDIR);
    if (exists && !S_ISREG(status.st_mode)) return write_through(path, fill);
    return write_beside(path, exists ? std::optional(status) : std::nullopt, fill);
}

Result<Done> write_file(const std::string& path, std::string_view bytes)
{
    return write_file(path, [bytes](const Sink& sink) -> Result<Done> {
        if (!sink(bytes)) return Error{std::string(failed), "", ""};
        return Done{};
    });
}

}  // namespace phasescope
