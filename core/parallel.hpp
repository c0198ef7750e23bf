// Shares a loop between the processor's cores.
#pragma once

#include <algorithm>
#include <cstdint>
#include <thread>
#include <vector>

namespace phasescope {

/// Calls work(begin, end) on disjoint parts of 0 .. count-1, one part a core. Parts smaller than `grain` are not
/// worth a thread. The parts must not depend on each other.
template <class Work>
void parallel_for(std::int64_t count, std::int64_t grain, const Work& work)
{
    const std::int64_t cores = std::max<std::int64_t>(1, std::thread::hardware_concurrency());
    const std::int64_t parts = std::clamp<std::int64_t>(count / std::max<std::int64_t>(grain, 1), 1, cores);
    std::vector<std::jthread> threads;
    for (std::int64_t part = 1; part < parts; ++part)
        threads.emplace_back([&work, part, parts, count] { work(count * part / parts, count * (part + 1) / parts); });
    work(0, count / parts);
}

}  // namespace phasescope
