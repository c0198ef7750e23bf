// The functions of the core that frames spend their time in, each with work of a fixed size.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace phasescope {

struct CountedFunction {
    std::string name;
    /// Makes what the work needs; the work alone is counted.
    std::function<std::function<void()>()> prepare;
};

std::vector<CountedFunction> counted_functions();

}  // namespace phasescope
