#include "tests/failing_calls.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>

namespace phasescope::test {
namespace {

Failure wanted;
std::atomic<bool> armed = false;
std::atomic<int> calls = 0;

/// Whether this call is to fail; errno is then set.
bool fails(Call call)
{
    if (!armed || call != wanted.call) return false;
    const int number = ++calls;
    if (number < wanted.nth || (number > wanted.nth && !wanted.lasting)) return false;
    errno = wanted.code;
    return true;
}

}  // namespace

FailingDisk::FailingDisk(const Failure& failure)
{
    wanted = failure;
    calls = 0;
    armed = true;
}

FailingDisk::~FailingDisk()
{
    armed = false;
}

bool FailingDisk::has_failed() const
{
    return calls >= wanted.nth;
}

std::vector<Failure> failures_at(int nth)
{
    std::vector<Failure> all;
    for (const bool lasting : {false, true}) {
        for (const Call call : {Call::open, Call::write, Call::fsync, Call::rename})
            for (const int code : {ENOSPC, EIO, EDQUOT}) all.push_back({call, nth, code, lasting});
        all.push_back({Call::write, nth, 0, lasting});
        all.push_back({Call::close, nth, EIO, lasting});
        all.push_back({Call::fchmod, nth, EPERM, lasting});
        all.push_back({Call::flock, nth, ENOLCK, lasting});
    }
    all.push_back({Call::write, nth, EINTR, false});
    all.push_back({Call::fsync, nth, EINVAL, true});
    return all;
}

std::string words_for(const Failure& failure)
{
    constexpr const char* names[]{"open", "write", "fsync", "close", "rename", "fchmod", "flock"};
    return std::string(names[static_cast<int>(failure.call)]) + " number " + std::to_string(failure.nth)
           + (failure.lasting ? " and later ones" : "") + ", errno " + std::to_string(failure.code);
}

}  // namespace phasescope::test

using phasescope::test::Call;
using phasescope::test::fails;

extern "C" {

int __real_open(const char* path, int flags, ...);
ssize_t __real_write(int file, const void* bytes, size_t count);
int __real_fsync(int file);
int __real_close(int file);
int __real_rename(const char* from, const char* to);
int __real_fchmod(int file, mode_t mode);
int __real_flock(int file, int operation);

int __wrap_open(const char* path, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        std::va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    // Only files that are written: a disk that is full can still be read.
    if ((flags & O_CREAT) && fails(Call::open)) return -1;
    return __real_open(path, flags, mode);
}

ssize_t __wrap_write(int file, const void* bytes, size_t count)
{
    if (!fails(Call::write)) return __real_write(file, bytes, count);
    return errno == 0 ? __real_write(file, bytes, (count + 1) / 2) : -1;
}

int __wrap_fsync(int file)
{
    return fails(Call::fsync) ? -1 : __real_fsync(file);
}

int __wrap_close(int file)
{
    // The descriptor is gone even where closing fails, as on Linux.
    const int closed = __real_close(file);
    return fails(Call::close) ? -1 : closed;
}

int __wrap_rename(const char* from, const char* to)
{
    return fails(Call::rename) ? -1 : __real_rename(from, to);
}

int __wrap_fchmod(int file, mode_t mode)
{
    return fails(Call::fchmod) ? -1 : __real_fchmod(file, mode);
}

int __wrap_flock(int file, int operation)
{
    return fails(Call::flock) ? -1 : __real_flock(file, operation);
}
}
