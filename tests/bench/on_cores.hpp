// Work that may use some of the cores only.
#pragma once

#include <functional>
#include <string>

namespace phasescope {

/// Cores that this process may use.
int usable_cores();

/// What `work` returns when it may use only the first `cores` of them: it runs in a process of its own, since threads that
/// are there already would keep theirs. Nothing here may have started threads before. Throws std::runtime_error where that
/// process fails.
std::string on_cores(int cores, const std::function<std::string()>& work);

}  // namespace phasescope
