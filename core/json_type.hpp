// What kind of JSON a text is.
#pragma once

#include <string>
#include <string_view>

namespace phasescope {

/// What a JSON text calls itself: the value of "type" in its outermost object; "" where there is none, or no JSON up to
/// there.
std::string json_type(std::string_view text);

}  // namespace phasescope
