// ImGui's input, fed by us and not by its own backend: those of some versions lose keys that come within one frame, or ask
// for the modifiers when it is too late.
#pragma once

#include <array>
#include <limits>
#include <set>

#include "app/imgui_compat.hpp"
#include "app/input_queue.hpp"

namespace phasescope {

/// Needs a current ImGui context for its whole life.
class Input {
public:
    Input() { prepare_input(); }

    void push(const InputEvent& event) { queue_.push(event); }

    /// Whether events wait for later frames.
    bool waiting() const { return !queue_.empty(); }

    /// Gives ImGui the events of the next frame: after its backend's new frame, before its own.
    void feed();

private:
    void take(const KeyChange& k);
    void take(const Letter& l);
    void take(const PointerMove& move);
    void take(const ButtonChange& b);
    void take(const WheelTurn& turn);
    void take(const FocusChange& focus);

    /// Whether either key is held.
    bool either(int left, int right) const { return held_.contains(left) || held_.contains(right); }

    static constexpr float nowhere = -std::numeric_limits<float>::max();

    InputQueue queue_;
    std::set<int> held_;  ///< keys
    ImVec2 pointer_{nowhere, nowhere};
    std::array<bool, ImGuiMouseButton_COUNT> buttons_{};
};

}  // namespace phasescope
