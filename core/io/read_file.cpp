// Reading a whole file, bounded.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "core/io/file.hpp"
#include "core/io/open_file.hpp"
#include "core/io/system_error.hpp"

namespace phasescope {
namespace {

Error too_large(const std::string& path, std::uint64_t most)
{
    return {std::string(cannot_read), path,
            "it is larger than the " + std::to_string(most) + " bytes that are accepted here"};
}

}  // namespace

std::string absolute_path(const std::string& path)
{
    std::error_code failed;
    const std::filesystem::path whole = std::filesystem::absolute(path, failed);
    return failed ? path : whole.lexically_normal().string();
}

Result<std::string> read_file(const std::string& path, std::uint64_t most)
{
    const Result<OpenFile> file = OpenFile::open(path);
    if (!file) return file.error();
    if (file->size() > most) return too_large(path, most);

    // One byte more than the file should have shows its end; a file that grew meanwhile is read on up to `most`.
    std::string bytes(static_cast<std::size_t>(file->size()) + 1, '\0');
    std::size_t filled = 0;
    for (;;) {
        const ssize_t got = ::read(file->descriptor(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_error(cannot_read, path, errno);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
        if (filled > most) return too_large(path, most);
        if (filled == bytes.size()) bytes.resize(std::max<std::size_t>(2 * bytes.size(), 4096));
    }
    bytes.resize(filled);
    return bytes;
}

}  // namespace phasescope
