// Where the controls were drawn in the last frame, by label.
#pragma once

#include <imgui.h>

#include <map>
#include <string>

namespace phasescope {

struct ControlPlace {
    ImVec2 low, high;
    ImVec2 centre() const { return {(low.x + high.x) / 2, (low.y + high.y) / 2}; }
};

/// Filled while a frame is drawn, emptied before the next.
std::map<std::string, ControlPlace, std::less<>>& control_places();

}  // namespace phasescope
