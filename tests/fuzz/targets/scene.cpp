// Scenes: what is read is valid, and reads back the same.
#include "core/scene_json.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

void scene(std::string_view bytes)
{
    const Result<ReadScene> read = scene_from_text(bytes, source);
    if (!is_read(read)) return;
    require_lines(read->warnings);
    require(repaired(read->scene) == read->scene, "a scene that was read is valid");
    const std::string text = scene_text(read->scene);
    const Result<ReadScene> again = scene_from_text(text, source);
    require(is_read(again) && again->scene == read->scene && again->warnings.empty(), "a scene reads back the same");
    require(scene_text(again->scene) == text, "the same scene gives the same text");
}

}  // namespace phasescope::fuzz
