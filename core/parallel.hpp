// Shares a loop between the processor's cores.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>

namespace phasescope {

/// How many threads a loop is shared between at most: one a core.
std::int64_t core_count();

/// Calls work(part) for the parts 0 .. parts - 1, parts <= core_count(), each on a thread of its own. The threads are kept
/// for the next loop; where another loop has them, or this one is part of another, the parts are done one after another.
void run_parts(std::int64_t parts, const std::function<void(std::int64_t)>& work);

/// Calls work(begin, end) on disjoint parts of 0 .. count-1, one part a core. Parts smaller than `grain` are not
/// worth a thread. The parts must not depend on each other, and throw nothing.
template <class Work>
void parallel_for(std::int64_t count, std::int64_t grain, const Work& work)
{
    const std::int64_t parts = std::clamp<std::int64_t>(count / std::max<std::int64_t>(grain, 1), 1, core_count());
    if (parts == 1) return work(std::int64_t{0}, count);
    run_parts(parts, [&](std::int64_t part) { work(count * part / parts, count * (part + 1) / parts); });
}

}  // namespace phasescope
