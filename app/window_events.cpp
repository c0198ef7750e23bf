#include "app/window_events.hpp"

#include <GLFW/glfw3.h>

#include <limits>
#include <utility>

#include "app/key_layout.hpp"

namespace phasescope {
namespace {

WindowEvents& of(GLFWwindow* window)
{
    return *static_cast<WindowEvents*>(glfwGetWindowUserPointer(window));
}

}  // namespace

WindowEvents::WindowEvents(GLFWwindow* window, Listener listener) : window_(window), listener_(std::move(listener))
{
    glfwSetWindowUserPointer(window, this);
    listen_to_keyboard();
    listen_to_mouse();
    glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** paths) {
        for (int i = 0; i < count; ++i) of(w).listener_.drop(paths[i]);
    });
    glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { of(w).listener_.refresh(); });
    if (glfwGetWindowAttrib(window, GLFW_HOVERED)) tell_pointer();
}

void WindowEvents::listen_to_keyboard()
{
    glfwSetKeyCallback(window_,
                       [](GLFWwindow* w, int place, int scancode, int action, int) { of(w).key(place, scancode, action); });
    glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned letter) { of(w).listener_.input(Letter{letter}); });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int gained) { of(w).listener_.input(FocusChange{gained != 0}); });
}

void WindowEvents::listen_to_mouse()
{
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
        of(w).listener_.input(PointerMove{static_cast<float>(x), static_cast<float>(y)});
    });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int enters) { of(w).pointer_enters_or_leaves(enters != 0); });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int) {
        of(w).listener_.input(ButtonChange{button, action == GLFW_PRESS});
    });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double x, double y) {
        of(w).listener_.input(WheelTurn{static_cast<float>(x), static_cast<float>(y)});
    });
}

void WindowEvents::key(int place, int scancode, int action)
{
    // ImGui repeats keys itself, and a key without a place has no use here.
    if (action == GLFW_REPEAT || place == GLFW_KEY_UNKNOWN) return;
    if (action == GLFW_PRESS) {
        const char* const printed = glfwGetKeyName(place, scancode);
        meant_[place] = meant_key(place, printed ? printed : "");
    }
    const auto held = meant_.find(place);
    if (held == meant_.end()) return;  // pressed before the window had the keyboard
    listener_.input(KeyChange{held->second, action == GLFW_PRESS});
    if (action == GLFW_RELEASE) meant_.erase(held);
}

void WindowEvents::pointer_enters_or_leaves(bool enters)
{
    if (enters) return tell_pointer();
    // What is dragged out of the window stays in the hand.
    for (int button = 0; button <= GLFW_MOUSE_BUTTON_LAST; ++button)
        if (glfwGetMouseButton(window_, button) == GLFW_PRESS) return;
    constexpr float nowhere = -std::numeric_limits<float>::max();
    listener_.input(PointerMove{nowhere, nowhere});
}

void WindowEvents::tell_pointer()
{
    double x = 0, y = 0;
    glfwGetCursorPos(window_, &x, &y);
    listener_.input(PointerMove{static_cast<float>(x), static_cast<float>(y)});
}

}  // namespace phasescope
