// A scene in the making while a model's configuration is read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/io/config_fields.hpp"
#include "core/scene.hpp"

namespace phasescope {

/// Numbers larger than this are no sizes of a model.
inline constexpr double largest_size = 1e15;

/// What is known of the model whose configuration is read.
struct ConfigModel {
    ConfigFields fields;
    std::string type;    ///< the architecture in small letters and digits: "gptneox"; "" where it is not said
    std::string source;  ///< the file that it is read from

    bool is(FieldNames types) const;

    /// The greatest number of positions that the configuration names.
    std::optional<double> positions();

    /// Channels and heads; a width that heads do not divide is said.
    std::optional<double> width();
    std::optional<double> heads();
    std::optional<double> head_size();
};

/// A scene that is given its encoding and settings by name.
class ConfigScene {
public:
    explicit ConfigScene(std::string_view encoding);

    /// Sets a knob that the encoding has. Where there is no value it keeps its standard.
    void set(std::string_view knob, std::optional<double> value);
    void choose(std::string_view knob, std::string_view word);
    void set_length(std::optional<double> positions);
    void set_table(ImportedTable table) { scene_.table = std::move(table); }

    const Scene& scene() const { return scene_; }

private:
    double& at(std::string_view knob);

    Scene scene_;
};

/// A scene with rotary positions.
Scene rope_scene(ConfigModel& model);

/// Scenes of image patches: rows added to them, and biases of a window.
bool has_rows_of_patches(const ConfigModel& model);
Scene patch_rows_scene(ConfigModel& model);
bool has_biases_of_patches(const ConfigModel& model);
Scene patch_bias_scene(ConfigModel& model);

}  // namespace phasescope
