#include "app/frame_log.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/panels/controls.hpp"
#include "core/scene_json.hpp"

namespace phasescope {

FrameLog::FrameLog()
{
    if (const char* path = std::getenv("PHASESCOPE_FRAME_LOG")) path_ = path;
}

void FrameLog::note_frame(const Program& program)
{
    ++frame_;
    if (path_.empty()) return;
    nlohmann::ordered_json line;
    line["frame"] = frame_;
    line["seconds"] = ImGui::GetTime();
    for (const auto& [label, place] : control_places())
        line["controls"][label] = {place.low.x, place.low.y, place.high.x, place.high.y};
    line["notice"] = program.session().notice ? program.session().notice->text : "";
    line["scene"] = nlohmann::ordered_json::parse(scene_text(program.scene()));
    // Whole or not at all, but not flushed to the disk at every frame. A log that cannot be written must not disturb
    // the window.
    const std::string beside = path_ + ".new";
    std::ofstream(beside) << line.dump() << "\n";
    std::error_code ignored;
    std::filesystem::rename(beside, path_, ignored);
}

}  // namespace phasescope
