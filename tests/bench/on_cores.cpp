#include "tests/bench/on_cores.hpp"

#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <exception>
#include <stdexcept>

namespace phasescope {
namespace {

cpu_set_t usable()
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    if (sched_getaffinity(0, sizeof cores, &cores) != 0) throw std::runtime_error("the cores of this process are not known");
    return cores;
}

void keep_to_the_first(int count)
{
    cpu_set_t cores = usable();
    for (int core = 0, kept = 0; core < CPU_SETSIZE; ++core)
        if (CPU_ISSET(core, &cores) && ++kept > count) CPU_CLR(core, &cores);
    if (sched_setaffinity(0, sizeof cores, &cores) != 0) throw std::runtime_error("the cores of a process could not be set");
}

/// In the new process: 0 where all went well.
int work_into(int out, int cores, const std::function<std::string()>& work)
{
    try {
        keep_to_the_first(cores);
        const std::string text = work();
        std::FILE* file = fdopen(out, "w");
        const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
        return std::fclose(file) == 0 && written ? 0 : 1;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}

std::string all_of(int in)
{
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t count = 0; (count = read(in, part.data(), part.size())) > 0;)
        text.append(part.data(), static_cast<std::size_t>(count));
    return text;
}

}  // namespace

int usable_cores()
{
    const cpu_set_t cores = usable();
    return CPU_COUNT(&cores);
}

std::string on_cores(int cores, const std::function<std::string()>& work)
{
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe to a new process");
    const pid_t process = fork();
    if (process < 0) throw std::runtime_error("no new process");
    if (process == 0) {
        close(ends[0]);
        _exit(work_into(ends[1], cores, work));
    }
    close(ends[1]);
    std::string text = all_of(ends[0]);
    close(ends[0]);
    int status = 0;
    waitpid(process, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error("a measuring process failed");
    return text;
}

}  // namespace phasescope
