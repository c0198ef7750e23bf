// Draws a window of a field into a texture on the GPU: numbers, colour table, range, grid lines.
//
// Two steps, each done only when what it depends on has changed: the numbers under the pixels, then their colours.
// The numbers come from a shader, or from raster() where that is quicker.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "app/gl/number_shader.hpp"
#include "app/gl/numbers_by.hpp"
#include "app/heatmaps.hpp"
#include "core/picture.hpp"
#include "core/result.hpp"

namespace phasescope {

/// A GL texture with the finished picture: RGBA8, unfiltered, one texel a pixel. Texture coordinate v = 0 is the TOP
/// row of the picture, so ImGui::Image with its standard coordinates shows it upright. Lives until the next draw() of
/// its slot; the name stays the same.
struct HeatmapTexture {
    unsigned name = 0;
    int width = 0, height = 0;
};

/// Needs a current context (OpenGL 3.3, or OpenGL ES 3.0 with float targets) for its whole life. Leaves all GL state
/// as it finds it.
class HeatmapRenderer {
public:
    static constexpr int slots = 16;
    static constexpr int longest_side = 8192;

    /// Compiles the shaders of colours; those of numbers when they are first needed. An Error says what this driver lacks,
    /// or which shader it refuses and its words.
    static Result<std::unique_ptr<HeatmapRenderer>> create(NumbersBy by = NumbersBy::fastest);
    ~HeatmapRenderer();

    /// Whether someone waits for every frame, as in a drag. What is quicker is then not measured.
    void hurry(bool hurried);

    /// Draws into the texture of slot `slot` (0 .. 15), unless it already shows the same spec. A side longer than
    /// longest_side, or than the driver allows, is cut to that: the texture then says its true size. A spec without
    /// field, colours, pixels or window gives a texture of name 0.
    HeatmapTexture draw(int slot, const HeatmapSpec& spec);

    /// The numbers under the pixels of the slot's picture, as raster() gives them: rows and columns of the field, not
    /// transposed. Empty where nothing was drawn. Slow (the GPU is waited for): not for every frame.
    FloatMatrix read_numbers(int slot) const;

    /// Of how many pictures a shader has made the numbers.
    int made_by(NumberShader shader) const;

private:
    struct Parts;
    explicit HeatmapRenderer(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

/// What is wrong with a context of this version (33 for 3.3); empty where heatmaps can be drawn.
std::optional<Error> version_error(bool desktop_gl, int version, const std::string& driver);

}  // namespace phasescope
