// Lists of known models: each that is read gives a valid scene that shows it, or an Error.
#include "core/models.hpp"
#include "tests/fuzz/expect.hpp"
#include "tests/fuzz/targets.hpp"

namespace phasescope::fuzz {

void models(std::string_view bytes)
{
    const Result<std::vector<KnownModel>> read = models_from_text(bytes, source);
    if (!is_read(read)) return;
    for (const KnownModel& model : *read) {
        const Result<Scene> scene = scene_of(model);
        if (!is_read(scene)) continue;
        require(repaired(*scene) == *scene, "the scene of a model is valid");
        require(shows_model(with_model(first_scene(), *scene), *scene), "a scene with a model shows it");
    }
}

}  // namespace phasescope::fuzz
