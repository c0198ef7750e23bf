// Well-known models: which encoding each uses, with which settings, and where that is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

struct KnownModel {
    /// A number, or the word of a choice.
    using Setting = std::pair<std::string, std::variant<double, std::string>>;

    std::string name;
    std::string encoding;
    std::vector<Setting> settings;  ///< by name; those that are not there have their standard
    std::int64_t length = 0;        ///< positions
    std::string source;             ///< paper or configuration, in words

    bool operator==(const KnownModel&) const = default;
};

/// The models of a JSON text {"type": "phasescope models", "version": 1, "models": [...]}, in its order. `source` is
/// named in messages. Unknown keys, missing ones and names that are there twice are Errors.
Result<std::vector<KnownModel>> models_from_text(std::string_view text, std::string_view source);

/// The scene that shows how the model tells position. An encoding, a setting or a word that does not exist, and a number
/// out of range, are Errors that name the model.
Result<Scene> scene_of(const KnownModel& model);

/// The present scene with the way in which a model's scene tells position: its encoding, settings, length and attention.
/// View, looks and probe stay.
Scene with_model(const Scene& present, const Scene& model);

/// Whether the scene tells position as the model's scene does, whichever head and part of it are looked at.
bool shows_model(const Scene& scene, const Scene& model);

}  // namespace phasescope
