#include "core/io/system_error.hpp"

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace phasescope {
namespace {

/// The nearest folder above `path` that is not there; "" where all are.
std::string missing_folder(const std::string& path)
{
    std::error_code ignored;
    std::string missing;
    for (auto folder = std::filesystem::path(path).parent_path(); !folder.empty(); folder = folder.parent_path()) {
        if (std::filesystem::exists(folder, ignored)) break;
        missing = folder.string();
        if (folder == folder.parent_path()) break;
    }
    return missing;
}

std::string hint(const std::string& path, int code)
{
    switch (code) {
        case ENOENT: {
            const std::string folder = missing_folder(path);
            return folder.empty() ? "check the name" : "there is no folder " + folder;
        }
        case ENOTDIR: return "a part of the path is a file, not a folder";
        case EISDIR: return "this is a folder: name a file in it";
        case EACCES:
        case EPERM: return "you are not allowed to: choose another file, or change its permissions";
        case EROFS: return "the disk is read-only: choose another one";
        case ENOSPC:
        case EDQUOT: return "the disk is full: free some space or choose another one";
        case EFBIG: return "the file would be larger than this system allows";
        case ENAMETOOLONG: return "choose a shorter name";
        case ELOOP: return "the links lead in a circle";
        case EPIPE: return "the program that read it has ended";
        case ENXIO: return "nothing reads from this pipe";
        default: return "";
    }
}

}  // namespace

Error system_error(std::string_view what, const std::string& path, int code)
{
    return {std::string(what), path + ": " + std::generic_category().message(code), hint(path, code)};
}

}  // namespace phasescope
