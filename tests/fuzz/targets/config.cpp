// Configurations of models: the scene that is read is valid, and each note is a line.
#include "core/io/model_config.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

void config(std::string_view bytes)
{
    looks_like_config(bytes);
    const Result<ReadConfig> read = scene_from_config(bytes, source);
    if (!is_read(read)) return;
    require_lines(read->notes);
    require(repaired(read->scene) == read->scene, "the scene of a configuration is valid");
}

}  // namespace phasescope::fuzz
