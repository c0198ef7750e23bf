// What the keyboard and the mouse did, dealt out to frames. ImGui looks at its input once a frame and sees only how it
// stands then, in an order of its own: what comes faster than frames would be lost, or change its meaning.
#pragma once

#include <deque>
#include <variant>
#include <vector>

namespace phasescope {

/// Keys by GLFW's codes, which are our own currency: letters and digits are their ASCII codes.
namespace key {
inline constexpr int space = 32, minus = 45, slash = 47, equal = 61, escape = 256, enter = 257, tab = 258, backspace = 259,
                     insert = 260, del = 261, right = 262, left = 263, down = 264, up = 265, page_up = 266, page_down = 267,
                     home = 268, end = 269, f1 = 290, f2 = 291, f3 = 292, f11 = 300, f12 = 301, kp_0 = 320,
                     kp_subtract = 333, kp_add = 334, kp_enter = 335, kp_equal = 336, left_shift = 340, left_control = 341,
                     left_alt = 342, left_super = 343, right_shift = 344, right_control = 345, right_alt = 346,
                     right_super = 347;
}  // namespace key

struct KeyChange {
    int code;
    bool down;
};
struct Letter {
    unsigned code;  ///< in Unicode
};
struct PointerMove {
    float x, y;
};
struct ButtonChange {
    int button;  ///< 0 left, 1 right, 2 middle
    bool down;
};
struct WheelTurn {
    float x, y;
};
struct FocusChange {
    bool gained;
};
using InputEvent = std::variant<KeyChange, Letter, PointerMove, ButtonChange, WheelTurn, FocusChange>;

/// No event is lost, none overtakes another, and each key, click and turn of the wheel finds the modifiers and the place of
/// the pointer that it had.
class InputQueue {
public:
    void push(const InputEvent& event) { waiting_.push_back(event); }
    bool empty() const { return waiting_.empty(); }

    /// The events of the next frame, oldest first. `typing`: a text field has the keyboard.
    std::vector<InputEvent> next_frame(bool typing);

private:
    std::deque<InputEvent> waiting_;
    int unsettled_ = 0;  ///< frames that keys still wait for
};

}  // namespace phasescope
