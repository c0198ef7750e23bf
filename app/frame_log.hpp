// A running account of the frames for whoever drives the real window: tests wait for frames, not for time.
#pragma once

#include <string>

#include "app/frame.hpp"

namespace phasescope {

/// With PHASESCOPE_FRAME_LOG set to a path, that file always holds one line of JSON: the number of the last frame, the
/// seconds since the program started, the places of the controls, and the scene.
class FrameLog {
public:
    FrameLog();
    void note_frame(const Program& program);

private:
    std::string path_;
    long frame_ = 0;
};

}  // namespace phasescope
