#include "core/io/part_file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <string_view>

namespace phasescope {
namespace {

constexpr std::string_view part_beginning = ".phasescope-", part_ending = ".part";

/// Removes one leftover. A file that somebody writes is locked; the lock of a process ends with it.
void remove_if_left(int folder, const char* name)
{
    const int file = ::openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return;
    struct stat status {};
    const bool ours = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid();
    if (ours && ::flock(file, LOCK_EX | LOCK_NB) == 0) ::unlinkat(folder, name, 0);
    ::close(file);
}

void remove_leftovers(const std::string& folder)
{
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(::opendir(folder.c_str()), ::closedir);
    if (!entries) return;
    while (const dirent* const entry = ::readdir(entries.get())) {
        const std::string_view name = entry->d_name;
        if (name.starts_with(part_beginning) && name.ends_with(part_ending))
            remove_if_left(::dirfd(entries.get()), entry->d_name);
    }
}

}  // namespace

PartFile::PartFile(const std::string& target)
{
    static std::atomic<unsigned> count{0};
    const std::filesystem::path folder = std::filesystem::path(target).parent_path();
    remove_leftovers(folder.empty() ? "." : folder.string());
    for (int attempt = 0; attempt < 1000; ++attempt) {
        const std::string number = std::to_string(::getpid()) + "-" + std::to_string(count++);
        path_ = (folder / (std::string(part_beginning) + number + std::string(part_ending))).string();
        if (open_locked() || code_ != EEXIST) return;
    }
}

/// False where the name is taken, and where another process held the file for a leftover before it was locked.
bool PartFile::open_locked()
{
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    code_ = descriptor_ < 0 ? errno : 0;
    if (descriptor_ < 0) return false;
    // Some file systems know no locks; there nobody can take the file for a leftover either.
    const bool taken = ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    struct stat status {};
    if (!taken && ::fstat(descriptor_, &status) == 0 && status.st_nlink > 0) return true;
    ::close(descriptor_);
    descriptor_ = -1;
    code_ = EEXIST;
    return false;
}

PartFile::~PartFile()
{
    // Removed while it is still locked, so that the name cannot be another's by then.
    if (!path_.empty() && descriptor_ >= 0) ::unlink(path_.c_str());
    if (descriptor_ >= 0) ::close(descriptor_);
}

void PartFile::take_mode(const struct stat& old) const
{
    constexpr auto same = static_cast<uid_t>(-1);
    [[maybe_unused]] const bool taken =
        ::fchown(descriptor_, old.st_uid, old.st_gid) == 0 || ::fchown(descriptor_, same, old.st_gid) == 0;
    ::fchmod(descriptor_, old.st_mode & 07777);
}

bool PartFile::replace(const std::string& target)
{
    // Some file systems cannot sync and say EINVAL; what they hold is then as safe as it gets.
    if (::fsync(descriptor_) != 0 && errno != EINVAL) return refused();
    // What closing would tell is learnt from a second descriptor: the first one's lock is needed until the name is taken.
    const int second = ::fcntl(descriptor_, F_DUPFD_CLOEXEC, 0);
    if (second < 0 || ::close(second) != 0) return refused();
    if (::rename(path_.c_str(), target.c_str()) != 0) return refused();
    path_.clear();
    return true;
}

bool PartFile::refused()
{
    code_ = errno;
    return false;
}

}  // namespace phasescope
