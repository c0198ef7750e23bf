// A model's configuration, read, and what was said of it.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>

#include "core/io/model_config.hpp"

namespace phasescope {

inline ReadConfig read(const std::string& text)
{
    Result<ReadConfig> config = scene_from_config(text, "config.json");
    if (!config) throw std::runtime_error(config.error().line());
    return *std::move(config);
}

inline bool says(const ReadConfig& config, const std::string& words)
{
    return std::ranges::any_of(config.notes, [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

inline std::string notes_of(const ReadConfig& config)
{
    std::string all;
    for (const std::string& note : config.notes) all += note + "\n";
    return all;
}

inline std::string word(const Scene& scene, std::string_view knob)
{
    const Encoding& encoding = encoding_of(scene);
    const auto i = static_cast<std::size_t>(knob_index(encoding, knob));
    return setting_text(encoding.knobs[i], scene.settings[i]);
}

}  // namespace phasescope
