#include "app/input.hpp"

#include <algorithm>
#include <limits>
#include <variant>

namespace phasescope {

void Input::feed()
{
    for (const InputEvent& event : queue_.next_frame(ImGui::GetIO().WantTextInput))
        std::visit([this](const auto& e) { take(e); }, event);
    feed_modifiers({.ctrl = either(key::left_control, key::right_control),
                    .shift = either(key::left_shift, key::right_shift),
                    .alt = either(key::left_alt, key::right_alt),
                    .super = either(key::left_super, key::right_super)});
    // Told in every frame: the backend has its own idea of them, which is ahead of the events that wait.
    feed_pointer(pointer_);
    for (int button = 0; const bool down : buttons_) feed_button(button++, down);
}

void Input::take(const KeyChange& k)
{
    if (k.down)
        held_.insert(k.code);
    else
        held_.erase(k.code);
    feed_key(k.code, k.down);
}

void Input::take(const Letter& l)
{
    ImGui::GetIO().AddInputCharacter(l.code);
}

void Input::take(const PointerMove& move)
{
    pointer_ = {move.x, move.y};
}

void Input::take(const ButtonChange& b)
{
    if (b.button >= 0 && b.button < ImGuiMouseButton_COUNT) buttons_[static_cast<std::size_t>(b.button)] = b.down;
}

void Input::take(const WheelTurn& turn)
{
    feed_wheel(turn.x, turn.y);
}

void Input::take(const FocusChange& focus)
{
    ImGui::GetIO().AddFocusEvent(focus.gained);
}

}  // namespace phasescope
