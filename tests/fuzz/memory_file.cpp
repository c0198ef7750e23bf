#include "tests/fuzz/memory_file.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include "tests/fuzz/expect.hpp"

namespace phasescope::fuzz {

MemoryFile::MemoryFile()
    : descriptor_(::memfd_create("phasescope", MFD_CLOEXEC)), path_("/proc/self/fd/" + std::to_string(descriptor_))
{
    require(descriptor_ >= 0, "the system has files in memory");
}

MemoryFile::~MemoryFile()
{
    ::close(descriptor_);
}

void MemoryFile::hold(std::string_view bytes)
{
    const auto size = static_cast<ssize_t>(bytes.size());
    require(::ftruncate(descriptor_, 0) == 0 && ::pwrite(descriptor_, bytes.data(), bytes.size(), 0) == size,
            "memory takes the bytes");
}

}  // namespace phasescope::fuzz
