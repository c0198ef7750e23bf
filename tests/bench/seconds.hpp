// How long work takes.
#pragma once

#include <chrono>

namespace phasescope {

double seconds(const auto& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace phasescope
