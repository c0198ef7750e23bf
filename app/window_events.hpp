// What GLFW tells of its window: the mouse, the keyboard, dropped files.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "app/input_queue.hpp"

struct GLFWwindow;

namespace phasescope {

/// Lives as long as the window tells anything. Nothing else may use the window's user pointer.
class WindowEvents {
public:
    struct Listener {
        std::function<void(const InputEvent&)> input;
        std::function<void(std::string)> drop;  ///< the path of a file
        std::function<void()> refresh;          ///< the window must be drawn anew
    };

    WindowEvents(GLFWwindow* window, Listener listener);
    WindowEvents(const WindowEvents&) = delete;
    WindowEvents& operator=(const WindowEvents&) = delete;

private:
    void listen_to_keyboard();
    void listen_to_mouse();

    void key(int place, int scancode, int action);
    void pointer_enters_or_leaves(bool enters);
    void tell_pointer();

    GLFWwindow* window_;
    Listener listener_;
    std::map<int, int> meant_;  ///< by keys that are held; another layout may have been chosen when they are let go of
};

}  // namespace phasescope
