// The keys of one frame. ImGui 1.86 looks at which keys are down once a frame, so a key that goes down and up (or up and
// down) between two frames would never have moved: such keys wait here for a later frame.
#pragma once

#include <deque>

namespace phasescope {

/// A key's event in GLFW's own numbers.
struct KeyEvent {
    int key, scancode;
    bool down;  ///< goes down, or repeats while it is held
    int action, mods;
};

class KeyQueue {
public:
    void push(const KeyEvent& event) { events_.push_back(event); }

    /// Hands `take` the events of the next frame, oldest first: all that go down, or all that come up, up to the first
    /// that turns the other way.
    template <class Take>
    void next_frame(Take take)
    {
        if (events_.empty()) return;
        const bool down = events_.front().down;
        for (; !events_.empty() && events_.front().down == down; events_.pop_front()) take(events_.front());
    }

    bool empty() const { return events_.empty(); }

private:
    std::deque<KeyEvent> events_;
};

}  // namespace phasescope
