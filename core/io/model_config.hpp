// A model's configuration as Hugging Face keeps it (config.json): how the model tells position.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/scene.hpp"

namespace phasescope {

inline constexpr std::uint64_t most_config_bytes = std::uint64_t{8} << 20;

struct ReadConfig {
    Scene scene;                     ///< valid, with the model's encoding, settings and length
    std::vector<std::string> notes;  ///< field by field: what was read, assumed, not understood, not used
};

/// The scene of a configuration. Rotary, ALiBi, T5, DeBERTa, Shaw, Transformer-XL, learned, sinusoidal and grid positions
/// are known, by their fields, else by the name of the architecture. A field of the wrong type or out of range counts as
/// missing. An Error where nothing tells how the model knows position; it says which fields were looked for. `source` is
/// named in messages.
Result<ReadConfig> scene_from_config(std::string_view json_text, std::string_view source);

/// Whether the text is an object in JSON with fields as configurations have them, and not of a type, as a scene is.
bool looks_like_config(std::string_view json_text);

}  // namespace phasescope
