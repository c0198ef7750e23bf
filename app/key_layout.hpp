// Which key a user means: GLFW names keys by their place on an American keyboard, people by what is printed on them.
#pragma once

#include <string_view>

#include "app/input_queue.hpp"

namespace phasescope {

/// The code of the key whose place has `code` and which `printed` stands on, as glfwGetKeyName() gives it: "" where it has
/// no name. Keys with other letters than Latin ones, or accented ones, go by their place.
constexpr int meant_key(int code, std::string_view printed)
{
    if (printed.size() != 1 || (code >= key::kp_0 && code <= key::kp_equal)) return code;
    const char c = printed.front();
    if (c >= 'a' && c <= 'z') return c - 'a' + 'A';
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return c;
    if (c == '+') return key::equal;  // where it stands on the American keyboard
    constexpr std::string_view marks = "'`-=[]\\,;./";
    return marks.find(c) == std::string_view::npos ? code : c;
}

}  // namespace phasescope
