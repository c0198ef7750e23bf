// Positions of image patches in a model's configuration: rows that are added, or biases in a window.
#include <algorithm>
#include <cmath>

#include "core/io/config_scene.hpp"

namespace phasescope {
namespace {

/// Patches along one side of the image.
double patches_of_side(ConfigFields& fields)
{
    const double image = fields.number({"image_size"}, 1, 1e6).value_or(224);
    const double patch = fields.number({"patch_size"}, 1, 1e6).value_or(16);
    return std::max(1.0, std::floor(image / patch));
}

}  // namespace

bool has_rows_of_patches(const ConfigModel& model)
{
    return model.is({"vit", "deit", "vitmae", "dinov2", "vitmsn"});
}

Scene patch_rows_scene(ConfigModel& model)
{
    ConfigFields& fields = model.fields;
    const bool fixed = model.is({"vitmae"});
    ConfigScene scene(fixed ? "grid" : "learned");
    scene.set("d_model", model.width());
    const double side = patches_of_side(fields);
    if (fixed) {
        scene.set("height", side);
        scene.set("width", side);
        scene.choose("convention", "mae");
        scene.set_length(side * side);
        fields.note("the class token, a row of zeros, is left out");
        return scene.scene();
    }
    const double more = model.is({"deit"}) ? 2 : 1;
    scene.set("table_rows", side * side + more);
    scene.set("deviation", fields.number({"initializer_range"}, 1e-12, 1e6));
    scene.set_length(side * side + more);
    fields.note("patches row by row, after the class token");
    return scene.scene();
}

bool has_biases_of_patches(const ConfigModel& model)
{
    const bool biased =
        model.fields.is_true("use_relative_position_bias") || model.fields.is_true("use_shared_relative_position_bias");
    return model.is({"swin"}) || (model.is({"beit", "data2vecvision"}) && biased);
}

Scene patch_bias_scene(ConfigModel& model)
{
    ConfigFields& fields = model.fields;
    ConfigScene scene("patch_bias");
    double side = 7;
    if (model.is({"swin"})) {
        side = fields.number({"window_size"}, 1, 1e6).value_or(side);
        const auto heads = fields.numbers({"num_heads"});
        if (!heads.empty()) scene.set("heads", heads.front());
        fields.note("one window of the first stage is shown; later stages have more heads");
    } else {
        side = patches_of_side(fields);
        scene.set("heads", model.heads());
        fields.truth({"use_relative_position_bias"});
        fields.truth({"use_shared_relative_position_bias"});
        fields.note("the class token lies on no grid and is left out");
    }
    scene.set("height", side);
    scene.set("width", side);
    scene.choose("kind", "learned");
    scene.set_length(side * side);
    return scene.scene();
}

}  // namespace phasescope
