#include "app/input_queue.hpp"

#include <algorithm>

namespace phasescope {
namespace {

// A key or a click may open a dialog, which has the keyboard only some frames later: keys that follow are meant for it.
constexpr int frames_to_settle = 3;

bool is_modifier(int code)
{
    return code >= key::left_shift && code <= key::right_super;
}

template <class Kind>
const Kind* last_of(const std::vector<InputEvent>& frame)
{
    return frame.empty() ? nullptr : std::get_if<Kind>(&frame.back());
}

bool is_press(const KeyChange* k)
{
    return k && k->down && !is_modifier(k->code);
}

/// Presses of keys, letters, clicks and turns of the wheel do something; all else only prepares for it.
bool acts(const InputEvent& event)
{
    return is_press(std::get_if<KeyChange>(&event)) || std::holds_alternative<Letter>(event)
           || std::holds_alternative<ButtonChange>(event) || std::holds_alternative<WheelTurn>(event);
}

/// Whether an event that acts goes on with what the last one of the frame does: a letter with its key or with other letters,
/// the wheel with the wheel.
bool goes_on(const std::vector<InputEvent>& frame, const InputEvent& event)
{
    if (std::holds_alternative<Letter>(event)) return last_of<Letter>(frame) || is_press(last_of<KeyChange>(frame));
    return std::holds_alternative<WheelTurn>(event) && last_of<WheelTurn>(frame);
}

/// Whether the frame has an event of this key, whose state would change twice.
bool has_key(const std::vector<InputEvent>& frame, const InputEvent& event)
{
    const auto* const k = std::get_if<KeyChange>(&event);
    return k && std::ranges::any_of(frame, [&](const InputEvent& e) {
               const auto* const earlier = std::get_if<KeyChange>(&e);
               return earlier && earlier->code == k->code;
           });
}

bool has_move(const std::vector<InputEvent>& frame)
{
    return std::ranges::any_of(frame, [](const InputEvent& e) { return std::holds_alternative<PointerMove>(e); });
}

/// Keys that a text field uses up stay in it; others may lead somewhere else.
bool may_move_keyboard(const InputEvent& event, bool typing)
{
    if (std::holds_alternative<ButtonChange>(event)) return true;
    const auto* const k = std::get_if<KeyChange>(&event);
    if (!is_press(k)) return false;
    return !typing || k->code == key::tab || k->code == key::enter || k->code == key::kp_enter || k->code == key::escape;
}

}  // namespace

std::vector<InputEvent> InputQueue::next_frame(bool typing)
{
    std::vector<InputEvent> frame;
    const auto fits = [&](const InputEvent& event) {
        if (goes_on(frame, event)) return true;
        if (!frame.empty() && acts(frame.back())) return false;
        // The pointer arrives before something is picked up, and what is dragged before it is let go of.
        if (std::holds_alternative<ButtonChange>(event)) return !has_move(frame);
        const bool for_keyboard = acts(event) && !std::holds_alternative<WheelTurn>(event);
        return !(for_keyboard && unsettled_ > 0) && !has_key(frame, event);
    };
    while (!waiting_.empty() && fits(waiting_.front())) {
        frame.push_back(waiting_.front());
        waiting_.pop_front();
    }
    const bool moved = std::ranges::any_of(frame, [&](const InputEvent& e) { return may_move_keyboard(e, typing); });
    unsettled_ = moved ? frames_to_settle : std::max(unsettled_ - 1, 0);
    return frame;
}

}  // namespace phasescope
