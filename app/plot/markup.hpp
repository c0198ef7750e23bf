// Text with ^{superscripts} and _{subscripts}, cut into runs that any drawing code can place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace phasescope {

struct Run {
    std::string text;
    int level = 0;  ///< 0 on the line, +1 raised, -1 lowered
    bool operator==(const Run&) const = default;
};

/// "w_{k} = base^{−2k/d}" -> {"w",0} {"k",-1} {" = base",0} {"−2k/d",1}. Braces that do not match stand as written.
std::vector<Run> runs_of(std::string_view marked_up);

}  // namespace phasescope
